"""Claims in and out as files."""

import csv
import io
import json

import pytest

from tests.end_to_end.discord.newsroom import HARBOUR, WAYS, Newsroom, Way
from tests.end_to_end.feeds import feed, page, review
from tests.loopback import File, Message
from tests.pictures import markdown

pytestmark = pytest.mark.asyncio(loop_scope="session")

GOOD = b"story,text,speaker\nFlood,Nine people died.,Mayor\nFlood,Ten people died.,Wire\n"
BAD = GOOD + b"Flood,,Mayor\n"


async def _import(newsroom: Newsroom, way: Way, file: File, *, keep_going: bool = False) -> Message:
    if way == "!":
        return await newsroom.say(f"!import{' yes' * keep_going}", newsroom.moderator, file=file)
    options = {"file": file} | ({"keep_going": True} if keep_going else {})
    return await newsroom.slash("import", options, newsroom.moderator)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "file",
    [
        File("claims.csv", GOOD),
        File("CLAIMS.JSONL", b'{"story": "Flood", "text": "Nine people died.", "speaker": "Mayor"}\n'),
    ],
    ids=["csv", "jsonl"],
)
async def test_a_file_is_imported(newsroom: Newsroom, way: Way, file: File) -> None:
    """A file of claims, of the format that its name tells, is stored and counted; again, nothing is new."""
    shown = await _import(newsroom, way, file)
    (story,) = await newsroom.desk.stories(newsroom.workspace)
    assert f"{story.claims} claim" in shown.text
    assert "0 claims added" in (await _import(newsroom, way, file)).text


@pytest.mark.parametrize("way", WAYS)
async def test_a_bad_row_stops_an_import(newsroom: Newsroom, way: Way) -> None:
    """Where a row is refused nothing is stored, and the answer names the line and the way to go on."""
    shown = await _import(newsroom, way, File("claims.csv", BAD))
    assert "Line 4: text is missing" in shown.text
    assert "Nothing was stored" in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))


@pytest.mark.parametrize("way", WAYS)
async def test_an_import_that_keeps_going(newsroom: Newsroom, way: Way) -> None:
    """Told to keep going, an import stores the good rows and reports the refused ones in a file."""
    shown = await _import(newsroom, way, File("claims.csv", BAD), keep_going=True)
    assert "2 claims added" in shown.text
    (report,) = shown.attachments
    assert report.name == "refused.txt"
    assert report.content.startswith(b"line 4: text is missing")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("file", "why"),
    [
        (File("claims.pdf", GOOD), "tells no format"),
        (File("claims.csv", b"x" * (8 * 1024 * 1024 + 1)), "at most 8 MiB"),
        (File("claims.jsonl", b'{"story": "Fl\xf6te"}\n'), "UTF-8"),
        (File("claims.csv", b"story,colour\nFlood,red\n"), "colour"),
        (File("feed.json", feed(review())[:-8]), "ends in the middle"),
        (File("feed.json", b"[" * 100_000), "nested more than 100 levels"),
        (File("feed.json", b'{"@type": "Recipe"}'), "what it describes is Recipe"),
        (File("feed.json", feed({"@type": "ClaimReview"})), "Review 1: text is missing"),
        (File("page.html", b"<p>Forty boats burned."), "no structured data"),
    ],
    ids=["format", "size", "encoding", "columns", "cut", "deep", "other", "empty", "page"],
)
async def test_a_file_that_can_t_be_imported(newsroom: Newsroom, way: Way, file: File, why: str) -> None:
    """A file of another format, over the limit or not readable is refused in a sentence."""
    shown = await _import(newsroom, way, file)
    assert why in shown.text
    assert "Something went wrong" not in shown.text
    assert not (await newsroom.desk.stories(newsroom.workspace))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", [File("feed.json", feed(review())), File("review.html", page(review()))])
async def test_a_review_is_imported_as_its_publishers(newsroom: Newsroom, way: Way, file: File) -> None:
    """A feed or a page is brought in, and its verdict stands under the publisher's name in every view."""
    assert "1 claim added" in (await _import(newsroom, way, file)).text
    assert "0 claims added, 1 already on record" in (await _import(newsroom, way, file)).text
    rated = "Rated “Four Pinocchios” by Example Checks on 6 Mar 2021"
    (story,) = await newsroom.desk.stories(newsroom.workspace)
    (claim,) = (await newsroom.desk.story(newsroom.workspace, story.name)).claims
    for line in (f"claim {claim.id}", "check 40 boats", f"story {story.name}"):
        assert rated in (await newsroom.say(f"!{line}")).text


async def test_the_story_of_a_feed_may_be_named(newsroom: Newsroom) -> None:
    """A story that is named beside the file is that of its claims, under ! and under /."""
    file = File("feed.json", feed(review("One boat burned."), review("Two boats burned.")))
    await newsroom.say(f"!import story: {HARBOUR}", newsroom.moderator, file=file)
    more = File("more.csv", b"claim,said by\nThree boats burned.,Mayor\n,Mayor\n")
    await newsroom.slash(
        "import", {"file": more, "story": HARBOUR.upper(), "keep_going": True}, newsroom.moderator
    )
    await newsroom.say("!import yes story: Flood", newsroom.moderator, file=more)
    stories = await newsroom.desk.stories(newsroom.workspace)
    assert {story.name: story.claims for story in stories} == {"Flood": 1, HARBOUR: 3}


@pytest.mark.parametrize("way", WAYS)
async def test_a_dry_run_stores_nothing(newsroom: Newsroom, way: Way) -> None:
    """A dry run shows what columns became, a row with its figures and what is refused; nothing is stored."""
    file = File(
        "claims.csv", b"Claim,Said by,Event,Notes\nForty boats were lost.,Mayor,Fire,x\n,Mayor,Fire,\n"
    )
    if way == "!":
        shown = await newsroom.say("!import dry_run: yes", newsroom.moderator, file=file)
    else:
        shown = await newsroom.slash("import", {"file": file, "dry_run": True}, newsroom.moderator)
    for words in (
        "Said by → speaker (2 rows)",
        "Notes → nothing",
        "40 boats lost",
        "Line 3: text is missing",
    ):
        assert words in shown.text
    assert "Nothing was stored" in shown.text
    (report,) = shown.attachments
    assert report.content.startswith(b"line 3: text is missing, it takes the statement in words")
    assert not (await newsroom.desk.stories(newsroom.workspace))


async def test_hostile_words_of_a_feed_stay_words(newsroom: Newsroom) -> None:
    """Mentions, markdown, markup and changes of direction in a review ping nobody and mark nothing up."""
    evil = "@everyone <@1> **40** boats [x](https://evil.example) \u202e<b>burned</b> `x`"
    file = File("feed.json", feed(review(evil, evil, evil)))
    dry = await newsroom.slash("import", {"file": file, "dry_run": True}, newsroom.moderator)
    await newsroom.say(f"!import story: {HARBOUR}", newsroom.moderator, file=file)
    story = await newsroom.say(f"!story {HARBOUR}")
    for shown in (dry, story, await newsroom.say("!check 40 boats")):
        assert not markdown.pings(shown.text)
        assert "\u202e" not in shown.text
        assert "\\*\\*40\\*\\*" in shown.text


async def test_an_import_without_a_file(newsroom: Newsroom) -> None:
    """A message without a file is told to attach one."""
    assert "attach it" in (await newsroom.say("!import", newsroom.moderator)).text


@pytest.mark.parametrize("way", WAYS)
async def test_everything_is_exported(newsroom: Newsroom, way: Way) -> None:
    """Without more, every claim is written as a line of JSON that an import reads."""
    await newsroom.record("Forty boats were lost.", "Fire brigade", via=["Wire"])
    await newsroom.record("Nine people died.", "Mayor", "Flood")
    shown = await newsroom.ask(way, "export", by=newsroom.moderator)
    (file,) = shown.attachments
    assert file.name == "claims.jsonl"
    rows = [json.loads(line) for line in file.content.splitlines()]
    assert [row["speaker"] for row in rows] == ["Fire brigade", "Mayor"]
    assert rows[0]["via"] == ["Wire"]


@pytest.mark.parametrize(
    ("line", "options"),
    [
        (f"export csv {HARBOUR}", {"format": "csv", "story": HARBOUR}),
        (f"export {HARBOUR}", {"story": HARBOUR}),
    ],
)
@pytest.mark.parametrize("way", WAYS)
async def test_one_story_is_exported(
    newsroom: Newsroom, way: Way, line: str, options: dict[str, str]
) -> None:
    """One story's claims are exported in the format that was asked for, or in JSON lines."""
    await newsroom.record("Forty boats were lost.", "Fire brigade")
    await newsroom.record("Nine people died.", "Mayor", "Flood")
    shown = await newsroom.ask(way, line, options, newsroom.moderator)
    (file,) = shown.attachments
    text = file.content.decode()
    if file.name.endswith(".csv"):
        (row,) = csv.DictReader(io.StringIO(text))
    else:
        row = json.loads(text)
    assert row["speaker"] == "Fire brigade"


@pytest.mark.parametrize("way", WAYS)
async def test_an_unknown_story_is_not_exported(newsroom: Newsroom, way: Way) -> None:
    """A story that isn't on record can't be exported."""
    shown = await newsroom.ask(
        way, "export csv Flood", {"format": "csv", "story": "Flood"}, newsroom.moderator
    )
    assert "No story “Flood” is on record" in shown.text
    assert not shown.attachments
