"""What a story sheet shows, in words: every text of others cleaned, every address looked at."""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.domain.chains import chain, day
from bot.domain.sources import is_unnamed
from bot.results import Dispute, Retraction, Sheet, Spread, Standpoint
from bot.ui.charts import chart_of, svg
from bot.ui.plain import clean, moment, plural, rated, who
from db.models import Claim, Relation, Status

SPEAKERS: Final = 5  # of one figure who are named with their chains
TEXT: Final = 500  # characters of a claim's words where they are repeated beside others
NAME: Final = 120  # characters of a name there
RATINGS: Final = 3  # verdicts of others shown with one claim
_RULINGS: Final = {
    Relation.AGREES: "Say the same, a moderator decided",
    Relation.CONTRADICTS: "Confirmed by a moderator",
    Relation.DIVERGES: "Can both hold, a moderator decided",
    Relation.REVISES: "One revises the other, a moderator decided",
    Relation.UNRELATED: "Nothing to do with each other, a moderator decided",
}
_NO_DAY: Final = "Without a date"


class Link(NamedTuple):
    """An address that can be followed, and the host that it leads to."""

    href: str
    host: str


class Told(NamedTuple):
    """A claim as the sheet tells it."""

    number: int
    listed: bool  # in the timeline, so that it can be led to
    speaker: str
    path: tuple[str, ...]  # who passed it on, and who published it
    when: str
    clock: str  # of an instant, for where its day is known
    iso: str | None
    link: Link | None
    words: str
    quote: str | None
    language: str
    retracted: bool
    notes: tuple[str, ...]


class Figure(NamedTuple):
    """A figure and who gives it."""

    words: str
    claims: str  # how many state it
    told: tuple[Told, ...]
    more: str


class Thing(NamedTuple):
    """What figures are given for."""

    name: str
    figures: tuple[Figure, ...]
    more: str
    chart: Markup | None


class Opposed(NamedTuple):
    """Two sides, and why they stand against each other."""

    mark: str
    by: str  # who decided it and when
    ruling: str  # and why
    reason: str  # why a machine holds them against each other
    sides: tuple[tuple[tuple[Told, ...], str], ...]  # claims, and how many more there are


class TakenBack(NamedTuple):
    """A claim that was taken back, and who recorded that."""

    told: Told
    by: str
    reason: str


class Day(NamedTuple):
    """The claims of one day of the timeline."""

    name: str
    claims: tuple[Told, ...]


class View:
    """A sheet in words."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._zone = ZoneInfo(sheet.zone)
        self._listed = frozenset(claim.id for claim in sheet.claims)
        self.story = clean(sheet.story.name)
        self.made = moment(sheet.at)
        self.made_iso = iso(sheet.at)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the head says of the story: names of facts, and the facts."""
        sheet = self._sheet
        claims = plural(sheet.active + sheet.retracted, "claim")
        back = f", {sheet.retracted:,} of them taken back" if sheet.retracted else ""
        speakers = f"more than {sheet.speakers:,}" if sheet.more_speakers else f"{sheet.speakers:,}"
        first = next(iter(self.days), None)
        dated = (("Earliest on record", first.name),) if first and first.name != _NO_DAY else ()
        return (("On record", f"{claims}{back}"), ("Independent speakers", speakers), *dated)

    @property
    def things(self) -> tuple[Thing, ...]:
        """Everything that different figures are given for."""
        return tuple(self._thing(one) for one in self._sheet.spreads if len(one.rows) > 1)

    @property
    def agreed(self) -> tuple[Figure, ...]:
        """The figures of things for which only one is given."""
        return tuple(self._figure(one.rows[0]) for one in self._sheet.spreads if len(one.rows) == 1)

    @property
    def more_things(self) -> str:
        """Whether figures are left out."""
        return "Figures for further things are on record, too." if self._sheet.more_things else ""

    @property
    def disputes(self) -> tuple[Opposed, ...]:
        """What contradicts each other."""
        return tuple(map(self._dispute, self._sheet.disputes))

    @property
    def more_disputes(self) -> str:
        """Whether contradictions are left out."""
        return "More contradictions are on record than are listed here." if self._sheet.more_disputes else ""

    @property
    def settled(self) -> tuple[Opposed, ...]:
        """What moderators decided not to contradict each other."""
        return tuple(map(self._decided, self._sheet.settled))

    @property
    def more_settled(self) -> str:
        """How many decisions are left out."""
        more = self._sheet.more_settled
        return f"{plural(more, 'more decision')} on record." if more else ""

    @property
    def days(self) -> tuple[Day, ...]:
        """The claims by day, earliest first."""
        grouped = groupby(self._sheet.claims, key=self._day)
        return tuple(
            Day(day(when) if when else _NO_DAY, tuple(map(self.told, claims))) for when, claims in grouped
        )

    def _day(self, claim: Claim) -> date | None:
        when = claim.said_at or claim.published_at
        return when.astimezone(self._zone).date() if isinstance(when, datetime) else when

    @property
    def more_claims(self) -> str:
        """How many claims the timeline leaves out."""
        sheet = self._sheet
        if not sheet.more:
            return ""
        return (
            f"These are the first {len(sheet.claims):,} of {sheet.story.claims:,} claims; "
            f"{sheet.more:,} later ones are left out, and an export of the story has all of them."
        )

    @property
    def clocks(self) -> str:
        """How days and times are meant."""
        days = "" if self._sheet.zone == "UTC" else f" Days are those of {self._sheet.zone}."
        return f"Times are UTC; a day without a time counts as its end.{days}"

    @property
    def retractions(self) -> tuple[TakenBack, ...]:
        """What was taken back."""
        return tuple(map(self._taken_back, self._sheet.retractions))

    @property
    def more_retractions(self) -> str:
        """How many claims that were taken back are left out."""
        more = self._sheet.more_retractions
        return f"{plural(more, 'more claim')} taken back." if more else ""

    def told(self, claim: Claim, *, short: bool = False) -> Told:
        """Return a claim in words; in a few of them where it is told beside others."""
        names = [clean(name) for name in chain(claim)]
        speaker, *path = [_cut(name, NAME) for name in names] if short else names
        when = claim.said_at or claim.published_at
        verbatim = claim.quote is not None and claim.quote == claim.text
        words, quote = clean(claim.text), None if verbatim else claim.quote
        words = _cut(words) if short else words
        return Told(
            number=claim.id,
            listed=claim.id in self._listed,
            speaker=speaker,
            path=tuple(path),
            when=moment(when) if when else "no date",
            clock=self._clock(when) if isinstance(when, datetime) else "",
            iso=iso(when) if when else None,
            link=link_to(claim.url),
            words=f"“{words}”" if verbatim else words,
            quote=None if quote is None else _cut(clean(quote)) if short else clean(quote),
            language=claim.language,
            retracted=claim.status is Status.RETRACTED,
            notes=tuple(_notes(claim)),
        )

    def _clock(self, when: datetime) -> str:
        """Write an instant where its day stands above it; whole, where that is another day than in UTC."""
        same = when.astimezone(self._zone).date() == when.date()
        return f"{when:%H:%M} UTC" if same else moment(when)

    def _thing(self, spread: Spread) -> Thing:
        chart = chart_of(spread)
        name = clean(spread.thing)
        return Thing(
            name=name[:1].upper() + name[1:],
            figures=tuple(map(self._figure, spread.rows)),
            more=f"{plural(spread.more, 'more figure')} on record." if spread.more else "",
            chart=None if chart is None else Markup(svg(chart)),  # noqa: S704 -- it escapes what it writes
        )

    def _figure(self, row: Standpoint) -> Figure:
        shown = _of_each_speaker(row)[:SPEAKERS]
        more = row.total - len(shown)
        return Figure(
            words=clean(row.words),
            claims=plural(row.total, "claim"),
            told=tuple(self.told(claim, short=True) for claim in shown),
            more=f"and {plural(more, 'more claim')}" if more > 0 else "",
        )

    def _dispute(self, one: Dispute) -> Opposed:
        if one.decision is not None:
            return self._decided(one)
        mark = "Suspected, not confirmed" if one.suspected else ""
        return Opposed(mark=mark, by="", ruling="", reason=clean(one.reason), sides=self._sides(one))

    def _decided(self, one: Dispute) -> Opposed:
        made = one.decision
        return Opposed(
            mark=_RULINGS[made.relation] if made else "",
            by=f"{who(made.actor)}, {moment(made.at)}" if made else "",
            ruling=clean(made.reason) if made else "",
            reason=clean(one.reason),
            sides=self._sides(one),
        )

    def _sides(self, one: Dispute) -> tuple[tuple[tuple[Told, ...], str], ...]:
        return tuple(
            (
                tuple(self.told(claim, short=True) for claim in claims),
                f"and {plural(more, 'more claim')}" if more else "",
            )
            for claims, more in ((one.a, one.more_a), (one.b, one.more_b))
        )

    def _taken_back(self, one: Retraction) -> TakenBack:
        change = one.change
        by = f"Recorded by {who(change.actor)}, {moment(change.at)}" if change else "Came so with an import"
        return TakenBack(
            told=self.told(one.claim, short=True),
            by=by,
            reason=clean(change.reason or "") if change else "",
        )


def link_to(url: str | None) -> Link | None:
    """Return an address that can be followed; None for any that isn't plainly http or https."""
    if not url:
        return None
    try:
        parts = urlsplit(clean(url))
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return Link(parts.geturl(), parts.hostname)


def iso(when: date) -> str:
    """Return a day or an instant as machines read it."""
    return when.isoformat().replace("+00:00", "Z")


def _of_each_speaker(row: Standpoint) -> list[Claim]:
    """Return the first claim of each speaker; of an unnamed one, of each way in which it was passed on."""
    first: dict[Hashable, Claim] = {}
    for claim in row.claims:
        if claim.speaker in row.speakers:
            way = (claim.via or claim.outlet) if is_unnamed(claim.speaker) else None
            first.setdefault((claim.speaker, way), claim)
    return [*first.values()]


def _notes(claim: Claim) -> Iterable[str]:
    if claim.said_at and claim.published_at and claim.published_at != claim.said_at:
        yield f"Published {moment(claim.published_at)}"
    if claim.as_of:
        yield f"Speaks of {moment(claim.as_of)}"
    yield from map(rated, claim.ratings[:RATINGS])
    if len(claim.ratings) > RATINGS:
        yield f"and {plural(len(claim.ratings) - RATINGS, 'more rating')} by others"


def _cut(text: str, limit: int = TEXT) -> str:
    if len(text) <= limit:
        return text
    head, space, _ = text[:limit].rpartition(" ")
    return f"{head if space else text[:limit]}…"
