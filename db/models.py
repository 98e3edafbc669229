"""The records that every room shares: frozen, validated, free of behaviour beyond their own shape."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, NamedTuple, Self

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
)

MAX_TEXT: Final = 4_000  # characters of a claim's text or quote
MAX_NAME: Final = 300  # characters of a story's, source's or person's name
MAX_URL: Final = 2_000
MAX_VIA: Final = 12  # sources between a speaker and an outlet
MAX_RATINGS: Final = 40  # verdicts of others that are kept of one claim
MAX_ARTICLE: Final = 2_000_000  # characters of an article's text


class Qualifier(StrEnum):
    """How a figure is hedged."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Relation(StrEnum):
    """What two claims of one story are to each other."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    DIVERGES = "diverges"
    REVISES = "revises"
    UNRELATED = "unrelated"


class Status(StrEnum):
    """Where a claim stands: on record, taken back by its speaker, or entered by mistake."""

    ACTIVE = "active"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _moment(value: object) -> date:
    text = value.strip() if isinstance(value, str) else ""
    try:
        if len(text) == len("2016-09-17"):
            return date.fromisoformat(text)
        if text:
            value = datetime.fromisoformat(text)
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, date):
            return value
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{text[:40]!r} is no date; write 2016-09-17, or 2016-09-17T18:00:00Z with a time")


def _iso(value: date) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat()


def _web_address(value: str) -> str | None:
    if not value:
        return None
    try:
        _HTTP.validate_python(value)
    except ValueError:
        raise ValueError(f"{value[:60]!r} is no http or https address") from None
    return value


_HTTP: Final = TypeAdapter(AnyHttpUrl)

Number = Annotated[Decimal, PlainSerializer(_number, return_type=int | float, when_used="json")]
"""A decimal number; plain in JSON, without a fraction where it has none."""

Moment = Annotated[date, PlainValidator(_moment), PlainSerializer(_iso, return_type=str, when_used="json")]
"""A whole day (`date`) or an instant (`datetime`, UTC). A day is never taken for its midnight."""

Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_URL),
    AfterValidator(_web_address),
]
"""An http or https address as it was written; an empty one is none."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language code: "en", "pt-BR"."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]


class Record(BaseModel):
    """The parent of every record: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, fields: dict[str, Any]) -> Self:
        """Return the record of fields that were validated before: all of them, in the record's order.

        What `model_construct` returns, in a sixth of its time, since no default or alias is looked up.
        """
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", fields)
        object.__setattr__(record, "__pydantic_fields_set__", set(fields))
        object.__setattr__(record, "__pydantic_extra__", None)
        object.__setattr__(record, "__pydantic_private__", None)
        return record


class Figure(Record):
    """A number that a text states, read into bounds."""

    low: Number | None  # inclusive; None = open
    high: Number | None  # inclusive; None = open
    qualifier: Qualifier
    noun: str | None = None  # singular head noun of what is counted, lower case
    unit: str | None = None  # None for a count; ISO 4217, "percent", "minute", "GBP/week", …
    outcome: str | None = None  # "killed", "injured", …; an unlisted verb stands for itself
    adjectives: tuple[str, ...] = ()  # what narrows the noun, as written: "Syrian", "union"
    implied: bool = False  # the text names nobody ("80 killed"); the noun "person" is understood
    denied: bool = False  # the sentence denies the figure
    part: bool = False  # "of whom 12 …", "including nine …": a part of the figure before it
    leeway: Number = Decimal(0)  # half-width that the writing of the number leaves open, "about" apart
    measure: tuple[str, ...] = ()  # what a sum, share, length or duration measures: bot/domain/measures.py
    start: int = 0  # character offsets of the number with its hedge in the text
    end: int = 0


class Rating(Record):
    """What a publisher of fact-checks rated a claim: that publisher's verdict, never this desk's."""

    publisher: Name
    rating: Name  # in the publisher's own words: "Four Pinocchios"
    url: Address | None = None  # of the review
    published_at: Moment | None = None  # when the review was


def _once(ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
    return tuple(dict.fromkeys(ratings))


class ClaimDraft(Record):
    """One claim in the import format: what a person gives, before the ledger knows it."""

    story: Name
    text: Prose
    quote: Prose | None = None  # the verbatim words, where `text` is the desk's
    speaker: Name
    via: tuple[Name, ...] = Field(default=(), max_length=MAX_VIA)  # nearest the speaker first
    outlet: Name | None = None
    url: Address | None = None
    said_at: Moment | None = None
    published_at: Moment | None = None
    as_of: Moment | None = None  # the moment that a running toll speaks of
    language: Language = "en"
    status: Status = Status.ACTIVE
    ratings: Annotated[tuple[Rating, ...], AfterValidator(_once)] = Field(
        default=(), max_length=MAX_RATINGS, exclude_if=lambda ratings: not ratings
    )


class Claim(ClaimDraft):
    """One claim on record."""

    id: int
    workspace: str
    story_id: int
    speaker_id: int
    via_ids: tuple[int, ...] = ()
    outlet_id: int | None = None
    added_at: datetime
    statement: str  # the key of what the claim states: decisions about it hold while this stays
    position_id: int | None = None  # the set of figures it states; None where it states none
    figures: tuple[Figure, ...] = ()

    def draft(self) -> ClaimDraft:
        """Return the claim as a line of the import format."""
        return ClaimDraft.model_construct(**{name: getattr(self, name) for name in ClaimDraft.model_fields})


class SourceName(NamedTuple):
    """A source as a claim names it, with the key under which the ledger knows it."""

    name: str
    key: str


class Entry(Record):
    """A draft made ready for the ledger: names keyed, figures read, statement keyed."""

    draft: ClaimDraft
    story_key: str
    speaker: SourceName
    via: tuple[SourceName, ...] = ()
    outlet: SourceName | None = None
    statement: str  # key of text or quote, however spelt
    figures: tuple[Figure, ...] = ()


class Story(Record):
    """The event that claims are about."""

    id: int
    workspace: str
    name: str
    claims: int  # active and retracted ones


class Source(Record):
    """A person, organisation, document or outlet, with its other names."""

    id: int
    workspace: str
    name: str
    aliases: tuple[str, ...] = ()


class Position(Record):
    """One distinct set of figures stated in a story, and how many active claims state it."""

    id: int
    story_id: int
    figures: tuple[Figure, ...]
    claims: int


class Article(Record):
    """A document as it was read: its text, and what it says of itself."""

    text: Annotated[
        str, StringConstraints(min_length=1, max_length=MAX_ARTICLE)
    ]  # blank lines part paragraphs
    title: Name | None = None
    outlet: Name | None = None
    url: Address | None = None
    published_at: Moment | None = None
    language: Language = "en"


class Proposed(Record):
    """A claim that an article makes, found by a machine."""

    draft: ClaimDraft
    sentence: Annotated[str, StringConstraints(min_length=1)]  # what it was found in
    start: int  # character offsets of that in the article's text
    end: int
    attributed: bool = True  # to somebody named or described; else the article says it itself


class ProposalState(StrEnum):
    """What became of a claim that was found in an article."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REPLACED = "replaced"  # the same text was taken in again, as of another story, outlet or day


class Proposal(Proposed):
    """A claim found in an article, in the queue of what moderators look at."""

    id: int
    workspace: str
    article_id: int
    state: ProposalState
    claim_id: int | None = None  # the claim that it became
    actor: str | None = None  # who decided
    at: datetime | None = None
    reason: str | None = None  # why it was rejected


class Intake(Record):
    """An article that was taken in, and how far the look at its proposals has come."""

    id: int
    workspace: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: Moment | None
    language: str
    story: str  # that its claims are proposed for
    actor: str
    at: datetime
    waiting: int
    accepted: int
    rejected: int


class Change(Record):
    """One line of a claim's history."""

    id: int  # grows with every change in the ledger: the ledger's revision
    claim_id: int
    at: datetime
    actor: str
    action: str  # "add", "edit", "rate", "retract", "withdraw", "reinstate", "decide", "undecide"
    before: dict[str, object] | None
    after: dict[str, object] | None
    reason: str | None = None
    undoes: int | None = None  # id of the change that this one takes back


class SourceChange(Record):
    """One line of a source's history."""

    id: int
    source_id: int
    at: datetime
    actor: str
    action: str  # "alias", "merge", "separate"
    before: dict[str, object]  # {"sources": [{"id", "name", "names", "keys"}, …]}: who stood there before
    after: dict[str, object]  # likewise, after it
    reason: str | None = None
    undoes: int | None = None  # id of the change that this one takes back


class Decision(Record):
    """What a moderator said two claims are to each other; it holds while both state the same."""

    a: int
    b: int
    relation: Relation
    reason: str
    actor: str
    at: datetime
    statement_a: str
    statement_b: str


class Suspicion(Record):
    """A contradiction between two statements that a machine suspects."""

    a: int
    b: int
    relation: Relation
    reason: str


class AlertState(StrEnum):
    """How far an alert has come."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class AlertLine(Record):
    """One claim that an alert's claim contradicts or revises."""

    claim_id: int
    relation: Relation
    suspected: bool
    reason: str
    state: AlertState = AlertState.WAITING


class Alert(Record):
    """One message about one claim, however many others it contradicts."""

    id: int
    workspace: str
    claim_id: int
    at: datetime
    state: AlertState
    lines: tuple[AlertLine, ...]
    watchers: tuple[str, ...] = ()  # who watches the story, the speaker or everything
    version: int = 1  # grows with everything that a message about it would show otherwise


class DeliveryState(StrEnum):
    """How far a message about an alert has come."""

    WAITING = "waiting"
    SENDING = "sending"  # handed over; whether it arrived is not known yet
    SENT = "sent"
    DROPPED = "dropped"  # nobody is left to get it


class Delivery(Record):
    """One message about an alert, to the desk's alert channel or to one watcher."""

    id: int
    alert_id: int
    workspace: str
    recipient: str | None  # a watcher; None for the desk's alert channel
    state: DeliveryState
    attempts: int
    due_at: datetime
    channel: str | None = None  # where the message stands, once sent
    message: str | None = None
    shown: int = 0  # version of the alert that the message shows
    version: int = 1  # version of the alert now
    error: str | None = None  # why the last attempt failed


class Newsroom(Record):
    """What one workspace has set up. Ids are those of the chat service, as text."""

    alert_channel: str | None = None
    alert_role: str | None = None  # mentioned with every alert
    moderator_roles: tuple[str, ...] = ()
    alert_on: tuple[Relation, ...] = (Relation.CONTRADICTS,)  # of contradicts, revises, diverges
    prefix: str | None = None  # what commands begin with; None: the setting of the whole bot
    set_by: str | None = None  # who set it up last: told when the alert channel can't be reached
    unreachable: str | None = None  # the alert channel that the managers were told can't be reached


class WatchKind(StrEnum):
    """What somebody watches."""

    STORY = "story"
    SOURCE = "source"
    EVERYTHING = "everything"


class Watch(Record):
    """Somebody's wish to be told."""

    watcher: str
    kind: WatchKind
    name: str | None = None  # of the story or source; None for everything
