"""Commands that are typed wrongly: one sentence in plain words says what is wrong, and how it goes."""

import re
from typing import Final

import pytest
from discord.ext import commands

from bot.client.bot import Client
from bot.client.misuse import TAKEN
from tests.end_to_end.discord.articles import ARTICLE
from tests.end_to_end.discord.newsroom import Newsroom
from tests.loopback import File

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG: Final = "many words " * 150
CHAIN: Final = " > ".join(f"Relay {number}" for number in range(40))
CLAIMS: Final = File("claims.csv", b"story,speaker,text\nFlood,Mayor,Nine died.\n")
OURS: Final = re.compile(
    r"`(?:number|first|second|what|others?|name|relation|reason|keep_going|form)`|said_at|published_at"
    r"|Expected|onvert|Literal|bool|None(?! has)|argument|Traceback|Something went wrong"
)
"""What only programmers say."""


def plain(text: str) -> str:
    """Return a message's text without the signs that keep Discord from marking it up."""
    return re.sub(r"\\(?=[^\w\s]|_)", "", text)


MISSING = [
    ("claim", "The claim's number is missing; write `!claim ID`, for example `!claim 12`."),
    ("history", "The claim's number or the source's name is missing; write `!history ID or SOURCE`"),
    ("watch", "The name is missing; write `!watch NAME`, for example `!watch Harbour fire"),
    ("unwatch", "The name is missing; write `!unwatch NAME`"),
    ("edit", "The claim's number is missing; write `!edit ID [field: …]`"),
    ("retract", "The claim's number is missing; write `!retract ID [REASON]`"),
    ("withdraw", "The claim's number is missing; write `!withdraw ID [REASON]`"),
    ("decide", "The first claim's number is missing; write `!decide ID ID RELATION reason: …`"),
    ("decide 1", "The second claim's number is missing; write"),
    ("decide 1 2", "What the two claims are to each other (agrees, diverges, contradicts or unrelated) is"),
    ("decide 1 2 agrees", "The reason is missing; write"),
    ("decide 1 2 agrees reason:", "A decision needs a reason"),
    ("alias", 'The name is missing; write `!alias "NAME" OTHER; OTHER`'),
    ("alias Brigade", "What the source is called elsewhere is missing; write"),
    ('alias "Fire brigade" ;', "at least one other name"),
    ("merge", 'The name is missing; write `!merge "NAME" "OTHER"`'),
    ('merge "Fire brigade"', "The name of the other source is missing; write"),
    ("import", "The file is missing: attach it to the message; write `!import FILE"),
    ("check", "Give me something to check"),
    ("story", "This channel is about no story; name one"),
    ("sheet", "This channel is about no story; name one"),
    ("ingest", "There is no article: attach a file"),
    ("addclaim story: Flood", "text is missing, it takes the statement in words"),
    ("addclaim story: speaker: Mayor text: Nine died.", "story: has nothing behind it; write `!addclaim"),
    ("setup prefix:", "prefix: has nothing behind it; write `!setup"),
]
TOO_MUCH = [
    ("claim 12 13", "That is more than this command takes; write `!claim ID`"),
    ("stories today", "That is more than this command takes; write `!stories`."),
    ("sources today", "write `!sources`."),
    ("watching me", "write `!watching`."),
    ("undo 12", "write `!undo`."),
    ("review 12", "write `!review`."),
    ("status now", "write `!status`."),
    ('merge "Fire brigade" "Port office" "Mayor"', "That is more than this command takes"),
    ("addclaim story: Flood story: Fire", "story: stands twice"),
    ("setup now", "“now” belongs to no field; the fields are alerts, mention, moderators"),
    ("edit 1 now", "“now” belongs to no field; the fields are story, speaker, text"),
    ("ingest https://coast.example/a https://coast.example/b", "belongs to no field"),
]
UNFIT = [
    ("claim twelve", "“twelve” is no claim's number; write the one behind its #, such as 12."),
    ("retract 1,2", "“1,2” is no claim's number"),
    ("decide 1 two agrees why", "“two” is no claim's number"),
    (
        "decide 1 2 same why",
        "“same” is no relation to decide; write one of agrees, diverges, contradicts, un",
    ),
    ("history 12345678901234567890", "No source “12345678901234567890” is on record."),
    ("export xml", "“xml” is neither a format nor a story on record; the formats are jsonl, csv, jsonld"),
    ("setup alerts: nowhere", "There is no text channel “nowhere” here; write `!setup"),
    ("setup mention: nobody", "There is no role “nobody” here; write `!setup"),
    ("setup moderators: nobody", "There is no role “nobody” here"),
    ("setup relations: agrees", "“agrees” can't alert; contradicts, revises and diverges can."),
    ("setup clear: everything", "“everything” can't be cleared"),
    ("edit 1 clear: story", "“story” can't be emptied; these can:"),
    ("edit ONE said: soon", "said: 'soon' is no date; write 2016-09-17"),
    ("addclaim story: A speaker: B text: C said: 2999-01-01", "said is 2999-01-01, which is in the future"),
    ("addclaim story: A speaker: B text: C published: soon", "published: 'soon' is no date"),
    ("addclaim story: A speaker: B text: C url: coast", "url: 'coast' is no http or https address."),
    ("addclaim story: A speaker: B text: C language: klingon", "language takes a language code"),
    ("ingest published: soon", "published: 'soon' is no date"),
    (
        "ingest coast.example/fire",
        "“coast.example/fire” is no address of a page: those begin with https://; write",
    ),
    ("ingest ftp://coast.example/fire", "“ftp://coast.example/fire” is no address of a page"),
    ("help everything", "There is no command “everything”; `help` alone lists them."),
]
UNKNOWN = [
    ("addclaim Nine died.", "“Nine died.” belongs to no field; the fields are story, speaker, text"),
    ("addclaim story: A speeker: B text: C", "speeker: is no field, speaker: is;"),
    ("addclaim story: A source: B text: C", "source: is no field, speaker: is;"),
    ("setup alert: #alerts", "“alert: #alerts” belongs to no field; the fields are alerts"),
    ("ingest place: Port", "“place: Port” belongs to no field; the fields are link, story"),
]
UNBALANCED = [
    ('claim "12', "A quotation mark isn't closed; write `!claim ID`"),
    ('merge "Fire brigade', 'A quotation mark isn\'t closed; write `!merge "NAME" "OTHER"`'),
    ('alias "Fire brigade"x Brigade', "A space is missing behind a closing quotation mark; write"),
    ("alias O’Hara Ann", "A name that holds ’ takes quotation marks around it; write"),
    (
        'addclaim story: "Flood speaker: Mayor text: Nine died.',
        "The quotation mark behind story: isn't closed",
    ),
    ("edit 1 text: “Nine died.", "The quotation mark behind text: isn't closed; write `!edit"),
]
TOO_LONG = [
    (
        f"addclaim story: {LONG} speaker: B text: C",
        "story is too long, it takes the name of the event, up to",
    ),
    (f"addclaim story: A speaker: {LONG} text: C", "speaker is too long"),
    (f"addclaim story: A speaker: B text: C via: {CHAIN}", "via is too long, it takes a list of at most 12"),
    (f"retract 1 {LONG}", "it may have at most 500"),
    (f"decide 1 2 agrees {LONG}", "it may have at most 500"),
    (f"setup prefix: {LONG}", "A prefix has 1 to 10 characters"),
    (f"setup alerts: {LONG}", "There is no text channel “many words"),
    (f"here {LONG}", "A story's name may have at most 300 characters"),
    (f"history {LONG}", "No source “many words"),
    (f"watch {LONG}", "No story and no source is called “many words"),
    (f"help {LONG}", "There is no command “many words"),
    (f"claim {LONG.replace(' ', '')}", "is no claim's number"),
]


@pytest.mark.parametrize(
    ("line", "why"),
    MISSING + TOO_MUCH + UNFIT + UNKNOWN + UNBALANCED + TOO_LONG,
    ids=lambda given: given[:30],
)
async def test_a_command_that_is_typed_wrongly(newsroom: Newsroom, line: str, why: str) -> None:
    """It is refused in one short line that says what is wrong in the words of whoever typed it."""
    claim = await newsroom.record("Forty boats burned.", "Fire brigade")
    await newsroom.record("Sixty boats burned.", "Port office")
    chief = newsroom.server.member("chief", manage_messages=True, manage_guild=True)
    shown = await newsroom.say(f"!{line.replace('ONE', str(claim.id))}".strip(), chief)
    assert why in plain(shown.content)
    assert not shown.embeds
    assert not OURS.search(plain(shown.content))
    assert "\n" not in shown.content
    assert len(plain(shown.content)) < 400


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("import maybe", "“maybe” belongs to no field; the fields are story, dry_run; write `!import FILE"),
        ("import dry_run: maybe", "“maybe” is neither yes nor no; write `!import FILE"),
    ],
)
async def test_an_import_that_is_typed_wrongly(newsroom: Newsroom, line: str, why: str) -> None:
    """What stands beside the file is refused in the same way, and nothing is stored."""
    shown = await newsroom.say(f"!{line}", newsroom.moderator, file=CLAIMS)
    assert why in plain(shown.content)
    assert not await newsroom.desk.stories(newsroom.workspace)


async def test_capitals_are_no_mistake(newsroom: Newsroom) -> None:
    """Relations and formats are taken in whatever case they are written."""
    one = await newsroom.record("Forty boats burned.", "Fire brigade")
    other = await newsroom.record("Sixty boats burned.", "Port office")
    decided = await newsroom.say(
        f"!decide {one.id} {other.id} Unrelated reason: two fires", newsroom.moderator
    )
    assert "two fires" in decided.text
    exported = await newsroom.say("!export CSV Harbour fire, 4 Mar 2021", newsroom.moderator)
    assert exported.attachments[0].name == "claims.csv"
    assert "2 claims in the file" in exported.text


async def test_what_is_missing_has_a_name(client: Client) -> None:
    """Whatever a command can't do without is called by words that people use."""
    for command in client.commands:
        for name, parameter in command.clean_params.items():
            if parameter.required and not isinstance(parameter.converter, commands.FlagConverter):
                assert name in TAKEN or name in {"flags", "file"}, f"{command.name}: {name}"


async def test_the_article_of_a_link_without_its_beginning(newsroom: Newsroom) -> None:
    """Beside a file, a link that isn't one is refused too."""
    shown = await newsroom.say("!ingest www.coast.example/fire", newsroom.moderator, file=ARTICLE)
    assert "is no address of a page" in shown.text
