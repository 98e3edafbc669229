"""Claims out of one ledger and into another: the same bytes come out of both."""

import asyncio
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.composition import opened
from bot.desk import LOCAL, Desk
from bot.interchange import Format, Writing, read
from db.models import ClaimDraft, Rating, Status
from tests.desk.ferry import ACTOR, add, draft, toll

WORDS: Final = st.sampled_from(
    [
        "41 passengers were killed.",
        "At least 60 passengers died, 12 of them children.",
        "The collision was deliberate.",
        "погибли 62 солдата",
        "قُتل 62 جنديا",
        "=1+1",
        "'@x",
        "a\nb > c; d",
        "\u202e62\u2028\x00x",
    ]
) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
NAMES: Final = WORDS.filter(lambda text: any(map(str.isalnum, text)) and bool(text.strip()))
PROSE: Final = WORDS.filter(str.strip)
MOMENTS: Final = st.dates(date(1900, 1, 1), date(2024, 1, 1)) | st.datetimes(
    datetime(1900, 1, 1), datetime(2024, 1, 1), timezones=st.sampled_from([UTC, timezone.max])
)
URLS: Final = st.sampled_from(
    ["https://coast.example/1", "http://x.example/?a=1&b=%20#c", "https://é.example/ü"]
)


def maybe(values: st.SearchStrategy[str] | st.SearchStrategy[date]) -> st.SearchStrategy[object]:
    """Return values, or none."""
    return st.none() | values


RATINGS: Final = st.builds(
    Rating, publisher=NAMES, rating=PROSE, url=maybe(URLS), published_at=maybe(MOMENTS)
)
CLAIMS: Final = st.builds(
    ClaimDraft,
    story=st.sampled_from(["Ferry sinking", "FERRY  sinking", "Flood"]) | NAMES,
    text=PROSE,
    quote=maybe(PROSE),
    speaker=st.sampled_from(["Coast guard", "coast guard", "Mayor"]) | NAMES,
    via=st.lists(NAMES, max_size=3),
    outlet=maybe(NAMES),
    url=maybe(URLS),
    said_at=maybe(MOMENTS),
    published_at=maybe(MOMENTS),
    as_of=maybe(MOMENTS),
    language=st.sampled_from(["en", "ru", "pt-BR"]),
    status=st.sampled_from(Status),
    ratings=st.lists(RATINGS, max_size=3),
)


async def exported(desk: Desk, form: Format = Format.JSONL) -> bytes:
    """Return the file that a desk's claims are exported into."""
    content = io.BytesIO()
    writing = Writing(content, form)
    async for claim in desk.export(LOCAL):
        writing.write(claim)
    return content.getvalue()


async def filled(folder: Path, content: bytes, form: Format) -> tuple[bytes, bytes]:
    """Return what comes out of an empty ledger into which a file was imported, and imported again."""
    async with opened(folder / f"{form}.ledger") as desk:
        await desk.import_rows(LOCAL, read(io.BytesIO(content), form), actor=ACTOR)
        first = await exported(desk, form)
        again = await desk.import_rows(LOCAL, read(io.BytesIO(content), form), actor=ACTOR)
        assert (again.added, again.rated) == (0, 0)
        return first, await exported(desk, form)


async def carried(drafts: Sequence[ClaimDraft]) -> None:
    """Put claims into a ledger, and from it into another, in each format."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        async with opened(folder / "first.ledger") as desk:
            await desk.import_rows(LOCAL, list(enumerate(drafts, start=1)), actor=ACTOR)
            files = {form: await exported(desk, form) for form in (Format.JSONL, Format.CSV)}
        for form, content in files.items():
            assert await filled(folder, content, form) == (content, content)


@given(st.lists(CLAIMS, min_size=1, max_size=5))
@settings(max_examples=20)
def test_what_one_ledger_exports_another_exports_again(drafts: list[ClaimDraft]) -> None:
    """Random claims with every field give the same bytes after a second ledger, in JSON lines and in CSV."""
    asyncio.run(carried(drafts))


@pytest.mark.parametrize("form", [Format.JSONL, Format.CSV])
async def test_a_ledger_that_was_worked_in_round_trips(desk: Desk, tmp_path: Path, form: Format) -> None:
    """After edits, retractions, withdrawals, aliases and ratings, what is exported is imported the same."""
    ids = await toll(desk)
    await desk.edit(LOCAL, ids["guard"], {"story": "ferry  SINKING", "quote": "forty-one"}, actor=ACTOR)
    await desk.retract(LOCAL, ids["mayor"], actor=ACTOR)
    await desk.withdraw(LOCAL, ids["union"], actor=ACTOR)
    await desk.alias(LOCAL, "Coast guard", ["Coastguard", "Kessel guard"], actor=ACTOR)
    await add(desk, "Nobody was killed.", "Kessel guard", via=("Wire", "Radio > Nine"))
    rated = draft("Nobody was killed.", "Coastguard", ratings=(Rating(publisher="Checks", rating="False"),))
    assert (await desk.import_rows(LOCAL, [(1, rated)], actor=ACTOR)).rated == 1
    content = await exported(desk, form)
    assert content.count(b"Nobody was killed.") == 1
    assert await filled(tmp_path, content, form) == (content, content)
