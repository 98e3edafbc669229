"""Claims as members type them on Discord: flags and forms."""

from collections.abc import Mapping

import pytest
from discord.ext import commands
from hypothesis import given
from hypothesis import strategies as st

from bot.cogs import drafting
from bot.desk import DeskError

NAMES = list(drafting.FLAGS)
_WORDS = st.lists(st.from_regex(r"[a-z0-9,.'%-]{1,9}", fullmatch=True), min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (
            "story: Harbour fire, 4 Mar 2021 speaker: Fire brigade text: Forty boats were lost.",
            {
                "story": "Harbour fire, 4 Mar 2021",
                "speaker": "Fire brigade",
                "text": "Forty boats were lost.",
            },
        ),
        ("STORY:Flood\nSaid:2021-03-04\n", {"story": "Flood", "said": "2021-03-04"}),
        (
            'text: "The mayor said: nobody left" said: 2021-03-04',
            {"text": "The mayor said: nobody left", "said": "2021-03-04"},
        ),
        (
            "text: “He said: no” url: https://a.example/?said:1",
            {"text": "He said: no", "url": "https://a.example/?said:1"},
        ),
        ("said: 2021-03-04 as of: 2021-03-05", {"said": "2021-03-04", "as_of": "2021-03-05"}),
        ('text: the "last" one', {"text": 'the "last" one'}),
        ('text: 5" of rain', {"text": '5" of rain'}),
        (
            "text: Next: nothing, he wrote to https://a.example",
            {"text": "Next: nothing, he wrote to https://a.example"},
        ),
        ('text: "The date: unknown" via: Wire', {"text": "The date: unknown", "via": "Wire"}),
        ("", {}),
    ],
)
def test_flags(text: str, flags: Mapping[str, str]) -> None:
    """A flag holds everything up to the next one, and quotation marks hold what looks like one."""
    assert drafting.parse_flags(text, NAMES) == flags


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Forty boats story: Flood", "belongs to no field"),
        ("story: Flood story: Fire", "story: stands twice"),
        ("story: speaker: Mayor", "story: has nothing behind it"),
        ("story: Flood speeker: Mayor", "speeker: is no field, speaker: is"),
        ("story: Flood qoute: No.", "qoute: is no field, quote: is"),
        ("text: Nine died. Date: 2021-03-04", "date: is no field, said: is"),
        ("text: “Nine died.” link: https://coast.example", "link: is no field, url: is"),
    ],
)
def test_flags_that_are_refused(text: str, why: str) -> None:
    """What can't be understood is refused in words that name it."""
    with pytest.raises(commands.BadArgument, match=why):
        drafting.parse_flags(text, NAMES)


@given(st.dictionaries(st.sampled_from(NAMES), _WORDS, min_size=1), st.booleans())
def test_flags_written_are_read_again(flags: dict[str, str], quoted: bool) -> None:
    """Whatever is written as flags, in quotation marks or not, comes back as it was."""
    mark = '"' if quoted else ""
    written = " ".join(f"{name}: {mark}{value}{mark}" for name, value in flags.items())
    assert drafting.parse_flags(written, NAMES) == flags


@given(st.text())
def test_flags_never_break(text: str) -> None:
    """Any text is read or refused in words."""
    try:
        found = drafting.parse_flags(text, NAMES)
    except commands.BadArgument:
        return
    assert set(found) <= set(NAMES)


def test_a_form_makes_a_claim() -> None:
    """Five lines give speaker and chain, verbatim words, outlet and address, and the day."""
    fields = drafting.fields_of_form(
        {
            "story": "Flood",
            "speaker": "Mayor > Radio Nine → Wire",
            "text": "“Nobody is missing.”",
            "published": "Coast Daily https://coast.example/flood",
            "said": "2021-03-04",
        }
    )
    draft = drafting.draft_of(fields)
    assert (draft.speaker, draft.via) == ("Mayor", ("Radio Nine", "Wire"))
    assert draft.text == draft.quote == "Nobody is missing."
    assert (draft.outlet, draft.url) == ("Coast Daily", "https://coast.example/flood")


@given(_WORDS, _WORDS, st.lists(_WORDS, max_size=3), _WORDS, st.booleans())
def test_a_form_shows_what_it_was_made_of(
    story: str, speaker: str, via: list[str], text: str, verbatim: bool
) -> None:
    """A claim put into the form and taken out of it unchanged is the same claim."""
    fields = {
        "story": story,
        "speaker": speaker,
        "via": tuple(via),
        "text": text,
        "quote": text if verbatim else None,
        "outlet": "Coast Daily",
        "url": "https://coast.example/flood",
        "said_at": "2021-03-04",
    }
    assert drafting.fields_of_form(drafting.form_of(fields)) == fields


def test_a_claim_that_lacks_something_is_refused() -> None:
    """What is missing or can't be taken is named, each with what it takes."""
    with pytest.raises(DeskError, match=r"speaker is missing.*said: 'soon' is no date"):
        drafting.draft_of({"story": "Flood", "text": "Nobody is missing.", "said_at": "soon"})


@pytest.mark.parametrize(
    ("statement", "text", "quote"),
    [
        ("“Nobody is missing.”", "Nobody is missing.", "Nobody is missing."),
        ('"Nobody is missing."', "Nobody is missing.", "Nobody is missing."),
        (
            "“He called it “bad luck” twice.”",
            "He called it “bad luck” twice.",
            "He called it “bad luck” twice.",
        ),
        ("“No”, she said, “never.”", "“No”, she said, “never.”", None),
        ("“”", "“”", None),
    ],
)
def test_only_a_statement_wholly_in_quotation_marks_is_verbatim(
    statement: str, text: str, quote: str | None
) -> None:
    """Words in quotation marks are the speaker's own; words of which only parts are quoted are the desk's."""
    form = {"story": "Flood", "speaker": "Mayor", "text": statement, "published": "", "said": ""}
    fields = drafting.fields_of_form(form)
    assert (fields["text"], fields["quote"]) == (text, quote)


@pytest.mark.parametrize(
    ("published", "outlet", "url"),
    [
        ("Coast Daily", "Coast Daily", None),
        ("https://coast.example/fire", None, "https://coast.example/fire"),
        ("https://coast.example/a_(b), Coast Daily", "Coast Daily", "https://coast.example/a_(b)"),
        ("Coast Daily (<https://coast.example/fire>).", "Coast Daily", "https://coast.example/fire"),
        (
            "Coast Daily – https://coast.example/fire – page 2",
            "Coast Daily page 2",
            "https://coast.example/fire",
        ),
        ("Coast Daily (online)", "Coast Daily (online)", None),
        ("", None, None),
    ],
)
def test_who_published_it_and_where(published: str, outlet: str | None, url: str | None) -> None:
    """One line holds an outlet, an address, or both in any order, without the punctuation around them."""
    form = {"story": "Flood", "speaker": "Mayor", "text": "Nine died.", "published": published, "said": ""}
    fields = drafting.fields_of_form(form)
    assert (fields["outlet"], fields["url"]) == (outlet, url)
