"""Message bodies: examined against Discord's limits, then put into the world as new messages or edits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from tests.loopback import refusals
from tests.loopback.attachments import Attachment, File
from tests.loopback.forms import Form, Path, names
from tests.loopback.limits import components, embeds
from tests.loopback.messages import (
    EPHEMERAL,
    LOADING,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    AllowedMentions,
    Message,
    Pings,
    Version,
    pings,
)
from tests.loopback.people import Json, User
from tests.loopback.places import Channel

CONTENT: Final = 2000
NONCE: Final = 25
MENTIONED: Final = 100
FILES: Final = 10
FILE_SIZE: Final = 10 * 1024 * 1024  # bytes

_SHARED: Final = names("content embeds components allowed_mentions attachments flags tts")
_ATTACHMENT: Final = names(
    "id filename description title size url proxy_url content_type height width flags spoiler ephemeral"
)
CREATED: Final = _SHARED | {"nonce", "enforce_nonce", "message_reference", "sticker_ids", "poll"}
ANSWERED: Final = _SHARED | {"poll"}
EDITED: Final = _SHARED - {"tts"}
_UNKNOWN_FLAGS: Final = ~(SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | EPHEMERAL)


@dataclass(frozen=True)
class Draft:
    """A body that kept the limits."""

    body: Json
    files: tuple[File, ...] = ()
    allowed: AllowedMentions | None = None

    @property
    def flags(self) -> int:
        """Return the flags that it sets."""
        return self.body.get("flags") or 0

    @property
    def nonce(self) -> str | int | None:
        """Return the nonce, if it has one."""
        return self.body.get("nonce")

    @property
    def empty(self) -> bool:
        """Return whether it has nothing to show."""
        shown = [
            str(self.body.get("content") or "").strip(),
            self.body.get("embeds"),
            self.body.get("components"),
        ]
        return not any(shown) and not self.files


def read(
    body: Json,
    files: Sequence[tuple[int, File]],
    keys: frozenset[str],
    *,
    path: Path = (),
    ephemeral: bool = False,
    kept: Sequence[Attachment] = (),
) -> Draft:
    """Return the body as a draft, if it keeps every limit.

    Args:
        body: The JSON body.
        files: Uploaded files, each with its number.
        keys: The keys that the body may have.
        path: Where the body stands within the whole request.
        ephemeral: Whether it may be for one user's eyes only.
        kept: Files that already are in the message.

    Raises:
        Refused: If it breaks a limit.
    """
    if any(len(file.content) > FILE_SIZE for _, file in files):
        raise refusals.too_large()
    form = Form()
    form.keys(body, path, keys | ({"tts"} if body.get("tts") is False else set()))
    form.text(body, "content", path, CONTENT, least=0)
    embeds.check(form, body, path, {file.name for _, file in files} | {one.name for one in kept})
    components.check(form, body, path)
    _oddities(form, body, path)
    _flags(form, body, path, ephemeral=ephemeral)
    _nonce(form, body, path)
    named = _described(form, body, files, path)
    allowed = _mentions(form, body, path)
    form.done()
    return Draft(body, named, allowed)


def _oddities(form: Form, body: Json, path: Path) -> None:
    for key in ("sticker_ids", "poll"):
        if body.get(key):
            form.wrong((*path, key), "UNKNOWN_KEY", "The loopback Discord knows neither stickers nor polls")
    if form.truth(body, "tts", path):
        form.wrong((*path, "tts"), "UNKNOWN_KEY", "The loopback Discord doesn't read aloud")


def _flags(form: Form, body: Json, path: Path, *, ephemeral: bool) -> None:
    flags = form.whole(body, "flags", path, 0, 2**31 - 1, default=0) or 0
    if flags & _UNKNOWN_FLAGS or (flags & EPHEMERAL and not ephemeral):
        form.wrong((*path, "flags"), "FLAGS_NOT_ALLOWED", f"Flags {flags} cannot be set here")


def _nonce(form: Form, body: Json, path: Path) -> None:
    form.truth(body, "enforce_nonce", path)
    if body.get("nonce") is not None and not isinstance(body["nonce"], int):
        form.text(body, "nonce", path, NONCE, least=0)


def _described(form: Form, body: Json, files: Sequence[tuple[int, File]], path: Path) -> tuple[File, ...]:
    entries = form.items(body, "attachments", path, FILES)
    if len(files) > FILES:
        form.wrong((*path, "attachments"), "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
    said: dict[str, str | None] = {}
    for number, entry in enumerate(entries):
        where = (*path, "attachments", number)
        form.keys(entry, where, _ATTACHMENT)
        said[str(entry.get("id"))] = form.text(entry, "description", where, 1024, least=0)
    return tuple(replace(file, description=said.get(str(number))) for number, file in files)


def _mentions(form: Form, body: Json, path: Path) -> AllowedMentions | None:
    if body.get("allowed_mentions") is None:
        return None
    mentions, where = form.inner(body, "allowed_mentions", path), (*path, "allowed_mentions")
    form.keys(mentions, where, {"parse", "users", "roles", "replied_user"})
    given = mentions.get("parse") or []
    parse = [str(kind) for kind in given] if isinstance(given, list) else [str(given)]
    for number, kind in enumerate(parse):
        if kind not in {"roles", "users", "everyone"}:
            form.wrong((*where, "parse", number), "BASE_TYPE_CHOICES", f"{kind!r} is no kind of mention")
    users = form.snowflakes(mentions, "users", where, MENTIONED)
    roles = form.snowflakes(mentions, "roles", where, MENTIONED)
    for key, ids in (("users", users), ("roles", roles)):
        if ids and key in parse:
            message = f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.'
            form.wrong(where, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    replied = form.truth(mentions, "replied_user", where)
    return AllowedMentions(frozenset(parse), frozenset(users), frozenset(roles), replied)


ALL: Final = AllowedMentions(replied_user=True)  # what a message without allowed_mentions may ping
USERS_ONLY: Final = AllowedMentions(frozenset({"users"}))  # what an answer without them may ping


def create(
    channel: Channel,
    author: User,
    draft: Draft,
    *,
    kind: int = 0,
    default: AllowedMentions = ALL,
    visible_to: User | None = None,
    answers: Json | None = None,
    replies_to: Message | None = None,
    forwards: Message | None = None,
    announced: bool = True,
) -> Message:
    """Put a new message into a channel, and tell of it."""
    world = channel.world
    message = Message(world.clock.snowflake(), channel, author, world.clock.now(), kind=kind)
    message.visible_to, message.answers = visible_to, answers
    message.replies_to, message.forwards = replies_to, forwards
    message.flags, message.nonce = draft.flags | (EPHEMERAL if visible_to else 0), draft.nonce
    message.allowed = draft.allowed or default
    _write(message, draft)
    (channel.hidden if message.ephemeral else channel.messages).append(message)
    if announced:
        world.tell_of("MESSAGE_CREATE", message, message.payload())
    if author is world.bot:
        world.pulse.beat(f"message in #{channel.name}: {message.text[:200]!r}")
    return message


def revise(message: Message, draft: Draft) -> None:
    """Edit a message, keep what it said before, and tell of it.

    Raises:
        Refused: If nothing would be left of it.
    """
    if _leaves_nothing(message, draft):
        raise refusals.empty_message()
    world = message.channel.world
    before = Version(message.content, tuple(message.embeds), tuple(message.components), message.pings)
    thinking = message.loading
    message.flags &= ~LOADING
    if "flags" in draft.body:
        message.flags = (message.flags & ~SUPPRESS_EMBEDS) | (draft.flags & SUPPRESS_EMBEDS)
    message.allowed = draft.allowed or message.allowed
    _write(message, draft)
    if not thinking:
        message.edits.append(before)
        message.edited_at = world.clock.now()
    world.tell_of("MESSAGE_UPDATE", message, message.payload())
    world.pulse.beat(f"edit in #{message.channel.name}: {message.text[:200]!r}")


def _leaves_nothing(message: Message, draft: Draft) -> bool:
    body = draft.body
    content = (body["content"] or "").strip() if "content" in body else message.content
    embeds, parts = body.get("embeds", message.embeds), body.get("components", message.components)
    files = body.get("attachments", message.attachments)
    return not (content or embeds or parts or files or draft.files or message.forwards)


def _write(message: Message, draft: Draft) -> None:
    body, world = draft.body, message.channel.world
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "attachments" in body:
        kept = {str(entry["id"]) for entry in body["attachments"] or [] if "id" in entry}
        message.attachments = [one for one in message.attachments if str(one.id) in kept]
    message.attachments += [world.keep(file) for file in draft.files]
    if "embeds" in body:
        message.embeds = [_shown(embed, message.attachments) for embed in body["embeds"] or []]
    if "components" in body:
        message.components = _numbered(body["components"] or [])
    replied = message.replies_to.author if message.replies_to else None
    found = pings(message.content, message.allowed, message.channel, message.author, replied)
    message.pings = Pings() if message.ephemeral else found


def _shown(embed: Json, files: Sequence[Attachment]) -> Json:
    shown = {key: value for key, value in embed.items() if value is not None} | {"type": "rich"}
    addresses = {f"attachment://{file.name}": file.url for file in files}
    for key, inner in (
        ("image", "url"),
        ("thumbnail", "url"),
        ("author", "icon_url"),
        ("footer", "icon_url"),
    ):
        piece = shown.get(key)
        if piece and piece.get(inner) in addresses:
            shown[key] = piece | {inner: addresses[piece[inner]]}
    return shown


def _numbered(rows: Sequence[Json]) -> list[Json]:
    """Return rows of components in which every component has an id, as Discord gives them."""
    parts = [part for row in rows for part in (row, *row["components"])]
    taken = {part["id"] for part in parts if part.get("id")}
    free = (number for number in count(1) if number not in taken)

    def numbered(part: Json) -> Json:
        return part | {"id": part.get("id") or next(free)}

    return [numbered(row) | {"components": [numbered(part) for part in row["components"]]} for row in rows]
