"""Claims in files: what is read, what is refused and how, and that writing and reading agree."""

import csv as csv_module
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange import (
    MAX_LINE,
    Column,
    Format,
    InterchangeError,
    Row,
    Understanding,
    Writing,
    format_of,
    read,
)
from db.models import ClaimDraft, Rating

RUNS = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
WHOLE = (
    '{"story": "Harbour fire", "text": "12 boats burned", "speaker": "Port authority", "via": ["Radio Nine"],'
    ' "url": "https://example.org/fire", "said_at": "2021-03-04", "published_at": "2021-03-04T10:00:00Z"}'
)


def rows(text: str | bytes, form: Format = Format.JSONL) -> list[Row]:
    """Read rows from text or bytes."""
    return list(read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), form))


def refusal(line: str | bytes, form: Format = Format.JSONL) -> str:
    """Return why the only row was refused."""
    [(_, reason)] = rows(line, form)
    assert isinstance(reason, str)
    return reason


def csv(*lines: str) -> str:
    """Join lines of CSV under a header of the required columns and `via`."""
    return "\n".join(("story,text,speaker,via", *lines))


def written(drafts: list[ClaimDraft], form: Format) -> bytes:
    """Return claims as the bytes of a file."""
    stream = io.BytesIO()
    writing = Writing(stream, form)
    for draft in drafts:
        writing.write(draft)
    return stream.getvalue()


def test_json_lines_are_numbered_and_blank_ones_passed_over() -> None:
    """A row keeps its line's number, a byte order mark is tolerated, blank lines only count."""
    found = rows(b"\xef\xbb\xbf" + WHOLE.encode() + b"\n\n" + WHOLE.encode() + b"\r\n")
    assert [number for number, _ in found] == [1, 3]
    first = found[0][1]
    assert isinstance(first, ClaimDraft)
    assert (first.via, str(first.said_at)) == (("Radio Nine",), "2021-03-04")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"story": "S", "text": "t"}', "speaker is missing, it takes the name of who said it"),
        ('{"story": "S", "text": " ", "speaker": "x"}', "text is empty, it takes the statement in words"),
        ('{"story": "S", "text": "t", "speaker": "x", "sayer": "y"}', "“sayer” is no key of a claim"),
        ('{"story": 7, "text": "t", "speaker": "x"}', "story takes the name of the event"),
        (
            '{"story": "S", "text": "t", "speaker": "x", "via": "Radio"}',
            "via takes a list of at most 12 names",
        ),
        ('{"story": "S", "text": "t", "speaker": "x", "via": ["Radio", 3]}', "via takes a list"),
        (
            '{"story": "S", "text": "t", "speaker": "x", "said_at": "last May"}',
            "said_at: 'last May' is no date",
        ),
        ('{"story": "S", "text": "t", "speaker": "x", "as_of": "0001-01-01T00:00+14:00"}', "is no date"),
        ('{"story": "S", "text": "t", "speaker": "x", "url": "ftp://a"}', "is no http or https address"),
        ('{"story": "S", "text": "t", "speaker": "x", "status": "dead"}', "active, retracted or withdrawn"),
        ('{"story": "%s", "text": "t", "speaker": "x"}' % ("s" * 301), "story is too long"),
        (
            '{"story": "S", "text": "t", "speaker": "x", "ratings": [{"publisher": "P"}]}',
            "ratings takes a list of at most 40 verdicts of others, each with publisher and rating",
        ),
        ('{"story": "S", "text": "t", "speaker": "x", "ratings": [{"stars": 2}]}', "ratings takes a list"),
        ('{"story": "S", "text"', "this is no JSON object"),
        ("[1, 2]", "a line takes one JSON object"),
        ("[" * 5000, "this is no JSON object"),
        (b'{"story": "caf\xe9"}', "isn't UTF-8"),
        ("x" * (MAX_LINE + 5), "longer than 1,048,576 bytes"),
    ],
)
def test_a_refusal_names_the_field_and_what_it_takes(line: str | bytes, says: str) -> None:
    """Whatever is wrong with a line is said in one sentence that ends in a full stop."""
    reason = refusal(line)
    assert says in reason
    assert reason.endswith(".")
    assert "\n" not in reason


def test_a_line_too_long_does_not_take_the_next_one_with_it() -> None:
    """After a line beyond the limit, reading goes on with the line below."""
    found = rows("x" * (3 * MAX_LINE) + "\n" + WHOLE)
    assert [(number, isinstance(row, str)) for number, row in found] == [(1, True), (2, False)]


def test_csv_reads_columns_by_name() -> None:
    """Columns stand in any order and case, semicolons may separate them, and a chain may be empty."""
    text = 'Speaker;Story;Text;via\nMayor;Flood;"Water rose\n3 metres";Radio > Wire\nClerk;Flood;No deaths;\n'
    (first, a), (second, b) = rows(text, Format.CSV)
    assert (first, second) == (2, 4)
    assert isinstance(a, ClaimDraft)
    assert isinstance(b, ClaimDraft)
    assert (a.text, a.via, b.via) == ("Water rose\n3 metres", ("Radio", "Wire"), ())


def test_csv_rows_are_refused_with_their_line() -> None:
    """A row with too many cells, one without its text and a torn one are refused, the one between is read."""
    found = rows(
        csv("A,1 dead,X", "A,2 dead,X,,extra", "A,,X", 'A,"3 dead" today,X', "A,4 dead,X"), Format.CSV
    )
    assert [number for number, _ in found] == [2, 3, 4, 5, 6]
    reasons = [row for _, row in found if isinstance(row, str)]
    assert ["5 cells" in reasons[0], "text is missing" in reasons[1], "no row of CSV" in reasons[2]] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"story,text,who\n", "names “who”"),
        (b"story,text\n", "has no column speaker"),
        (b"story,text,speaker,text\n", "names a column twice"),
        (b"", "has no column story"),
        ("story,text,speaker".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_csv_file_without_a_usable_header_is_refused_whole(content: bytes, says: str) -> None:
    """A header that lacks, repeats or invents a column, or another encoding, refuses the whole file."""
    with pytest.raises(InterchangeError, match=says):
        rows(content, Format.CSV)


def test_an_open_quotation_mark_does_not_swallow_rows() -> None:
    """A quotation mark that is never closed is refused at the line where it opens."""
    [(number, reason)] = rows(csv('A,"1 dead,X', "A,2 dead,X"), Format.CSV)
    assert number == 2
    assert isinstance(reason, str)


def test_formats_are_told_by_the_name() -> None:
    """The ending of a name tells the format, and an ending that doesn't is refused."""
    assert [format_of(name) for name in ("a.jsonl", "B.CSV")] == [Format.JSONL, Format.CSV]
    with pytest.raises(InterchangeError, match="--format"):
        format_of("claims.xlsx")


def test_no_cell_runs_as_a_formula() -> None:
    """Whatever a spreadsheet would run stands behind an apostrophe, in every column, and is read back."""
    for start in ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "\t=", "\r=", " =", "\n="):
        for text in (f"{start}1", f"{start}cmd|' /C calc'!A0"):
            rating = Rating(publisher=text, rating=text)
            given = dict.fromkeys(("story", "text", "quote", "speaker", "outlet"), text)
            draft = ClaimDraft.model_validate(
                {**given, "via": (text, "x"), "url": "https://example.org/=1", "ratings": (rating,)}
            )
            content = written([draft], Format.CSV)
            head, row = csv_module.reader(io.StringIO(content.decode(), newline=""))
            assert [name for name, cell in zip(head, row, strict=True) if RUNS.match(cell)] == []
            assert rows(content, Format.CSV) == [(2, draft)]


WRITTEN = (Format.JSONL, Format.CSV)
PRINTABLE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
NAMES = PRINTABLE.filter(str.strip)
AWKWARD = st.one_of(
    NAMES,
    st.sampled_from(["'=1", "''+2", "' =3", "'\u00a0＝4", "＠x", "=\t"]),
    st.sampled_from(["a > b", "a;b", "[x", '"', ", ,", "é\n\r\u2028x"]),
)


@given(
    st.lists(st.tuples(AWKWARD, AWKWARD, st.lists(AWKWARD, max_size=3)), max_size=4), st.sampled_from(WRITTEN)
)
def test_what_is_written_is_read_back_the_same(parts: list[tuple[str, str, list[str]]], form: Format) -> None:
    """Any claims survive a file of either format, and writing them again gives the same bytes."""
    drafts = [
        ClaimDraft(
            story=a,
            text=b,
            speaker=a,
            via=tuple(via),
            quote=b,
            ratings=tuple(Rating(publisher=a, rating=name) for name in via),
        )
        for a, b, via in parts
    ]
    content = written(drafts, form)
    found = [row for _, row in rows(content, form)]
    assert found == drafts
    assert written([row for row in found if isinstance(row, ClaimDraft)], form) == content


@given(st.binary(max_size=200), st.sampled_from(WRITTEN))
def test_no_file_raises_anything_unexpected(content: bytes, form: Format) -> None:
    """Whatever the bytes are, they are read, refused by row, or refused whole with a sentence."""
    head = b"story,text,speaker\n" if form is Format.CSV else b""
    for number, row in rows(head + content, form):
        assert number > 0
        assert isinstance(row, ClaimDraft) or row.endswith(".")


def columns(header: str, *lines: str, story: str | None = None) -> tuple[list[Row], dict[str, str | None]]:
    """Return the rows of a table, and the field that each of its columns became, in a dry run."""
    seen = Understanding()
    stream = io.BytesIO("\n".join((header, *lines)).encode())
    found = list(read(stream, Format.CSV, story=story, seen=seen))
    return found, {column.name: column.field for column in seen.columns}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Claim,Said by,Story,Link,Date", ["text", "speaker", "story", "url", "said_at"]),
        ("Statement;Source;Event;Published", ["text", "speaker", "story", "published_at"]),
        ("Claim\tStatement\tSpeaker\tSource\tTopic", ["text", "quote", "speaker", "outlet", "story"]),
        ("Source,Outlet,Speaker,Claim,Story", ["url", "outlet", "speaker", "text", "story"]),
        ("Date,said_at,STORY,Text,Speaker:", ["published_at", "said_at", "story", "text", "speaker"]),
        ("published-at,Story Name,claim,claimant,Title", ["published_at", None, "text", "speaker", "story"]),
        ("Claim,text,story,speaker", [None, "text", "story", "speaker"]),
    ],
)
def test_headings_of_other_peoples_tables_are_understood(header: str, fields: list[str | None]) -> None:
    """Common headings become fields, one that may be two becomes what no other is, others nothing."""
    found = columns(header)[1]
    assert list(found.values()) == fields


def test_an_unknown_heading_is_refused_with_the_nearest() -> None:
    """A misspelt heading is named with what it is nearest to, and passes in a dry run, where it says so."""
    table = "Spekaer,text,story,speaker\nx,1 dead,Flood,Mayor\n"
    with pytest.raises(InterchangeError, match=r"names “Spekaer”.*the nearest is “speaker”"):
        rows(table, Format.CSV)
    seen = Understanding()
    ((_, row),) = read(io.BytesIO(table.encode()), Format.CSV, seen=seen)
    assert isinstance(row, ClaimDraft)
    assert seen.columns[0] == Column("Spekaer", None, "speaker", 1)
    assert seen.problem is not None
    assert "Spekaer" in seen.problem


def test_two_headings_of_one_field_are_refused_by_name() -> None:
    """Two columns that mean the same are named, both of them."""
    with pytest.raises(InterchangeError, match="“text” and “Claim” are both text"):
        rows("story,text,Claim,speaker\n", Format.CSV)


def test_a_column_without_a_heading_holds_nothing() -> None:
    """Empty columns, which spreadsheets leave behind, pass; a cell in one is refused with its number."""
    table = "story,text,speaker,,\nFlood,1 dead,Mayor,,\nFlood,2 dead,Mayor,,note\nFlood,3 dead,Mayor,,,,\n"
    first, second, third = (row for _, row in rows(table, Format.CSV))
    assert isinstance(first, ClaimDraft)
    assert isinstance(third, ClaimDraft)
    assert str(second).startswith("cell 5 has no name")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("text,speaker\n1 dead,Mayor\n", Format.CSV),
        ("story,text,speaker\n,1 dead,Mayor\n", Format.CSV),
        ('{"text": "1 dead", "speaker": "Mayor"}\n', Format.JSONL),
        ('{"story": null, "text": "1 dead", "speaker": "Mayor"}\n', Format.JSONL),
    ],
)
def test_a_story_may_be_named_for_claims_that_name_none(content: str, form: Format) -> None:
    """The story given with a file is that of its claims without one, and of no other."""
    stream = io.BytesIO(content.encode())
    assert [row.story for _, row in read(stream, form, story="Flood") if isinstance(row, ClaimDraft)] == [
        "Flood"
    ]
    named = io.BytesIO(WHOLE.encode())
    ((_, row),) = read(named, Format.JSONL, story="Flood")
    assert isinstance(row, ClaimDraft)
    assert row.story == "Harbour fire"


def test_keys_of_json_lines_are_told() -> None:
    """A dry run counts the keys that say something, and names the nearest to one that is none."""
    seen = Understanding()
    line = '{"story": "S", "text": "t", "speakr": "x", "quote": null}\n[1]\n{broken\n'
    assert all(isinstance(row, str) for _, row in read(io.BytesIO(line.encode()), Format.JSONL, seen=seen))
    assert seen.columns == [
        Column("story", "story", None, 1),
        Column("text", "text", None, 1),
        Column("speakr", None, "speaker", 1),
    ]
