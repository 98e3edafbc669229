"""The article that a member gives: a file, a link, or a message that holds one or is one."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import discord
from pydantic import ValidationError

from bot.articles import ArticleError, ArticleReader
from bot.cogs import drafting
from bot.cogs.base import Refusal
from bot.cogs.reading import ONLY_ADDRESSES, downloaded, outlet_of, text_of
from db.models import Article

SHORTEST: Final = 200  # characters of a message that is an article itself
NOTHING: Final = (
    "There is no article: attach a file (HTML, text or PDF), give a link, or reply to a message that holds "
    f"one or is one, of {SHORTEST} characters or more."
)
_MEBIBYTE: Final = 1024 * 1024
_SEEN_OR_HEARD: Final = ("image/", "audio/", "video/")
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\(<?https?://[^\s()<>]+>?\)")
_EMOJI: Final = re.compile(r"<a?:\w+:\d+>")
_BEGINNING: Final = re.compile(r"^[ \t]*(?:>>> |> |-# |#{1,3} |[-*] )+", re.MULTILINE)
_PAIR: Final = re.compile(
    r"(?<!\\)(?P<mark>\*{1,3}|~~|\|\||`{1,3}|(?<!\w)_{1,3})(?![\s*_`])(?P<words>.{1,1000}?)(?<![\s\\])(?P=mark)(?!\w)",
    re.DOTALL,
)
_NESTED: Final = 4  # pairs of marks within each other
_ESCAPED: Final = re.compile(r"\\(?=[*_~|`<>\[\]()#@:\\-])")


class Given(NamedTuple):
    """An article that somebody gave."""

    article: Article
    own_words: bool = False  # of the message itself
    why: str = ""  # they were taken, where something better could not be read


async def of_file(reader: ArticleReader, file: discord.Attachment) -> Article:
    """Return the article in a file; raises Refusal or ArticleError where there is none."""
    most = reader.limits.size
    if file.size > most:
        raise Refusal(
            f"That file has {file.size / _MEBIBYTE:.1f} MiB; an article takes at most "
            f"{most // _MEBIBYTE} MiB. Give its text as a file."
        )
    kind = (file.content_type or "").partition(";")[0]  # the encoding behind it is Discord's guess
    return await reader.read(await downloaded(file), name=file.filename, content_type=kind or None)


async def of_message(reader: ArticleReader, message: discord.Message) -> Given:
    """Return the article that a message or what it forwards holds as a file, links to, or is.

    Its own words, of `SHORTEST` characters or more, are taken where it has neither file nor link, and where
    the link can't be read. Raises Refusal or ArticleError where there is no article.
    """
    files = list(_files(message))
    documents = [one for one in files if not (one.content_type or "").startswith(_SEEN_OR_HEARD)]
    if documents:
        return Given(await of_file(reader, only(documents)))
    words, address = _words(message), _address(message)
    if address:
        try:
            return Given(await reader.at(address))
        except ArticleError as error:
            if len(words) < SHORTEST:
                raise
            return Given(await _of_words(reader, message, words, address), own_words=True, why=str(error))
    if len(words) >= SHORTEST:
        return Given(await _of_words(reader, message, words, None), own_words=True)
    if files:
        return Given(await of_file(reader, files[0]))
    raise Refusal(NOTHING)


def only(files: list[discord.Attachment]) -> discord.Attachment:
    """Return the file that a message holds; raises Refusal where there are several."""
    if len(files) > 1:
        raise Refusal(f"That message holds {len(files)} files; give one article at a time.")
    return files[0]


def unmarked(text: str) -> str:
    """Return a message's text as Discord shows it: without the signs that mark it up."""
    text = _BEGINNING.sub("", _EMOJI.sub("", _LINK.sub(r"\1", text)))
    for _ in range(_NESTED):
        text = _PAIR.sub(r"\g<words>", text)
    return _ESCAPED.sub("", text)


async def _of_words(
    reader: ArticleReader, message: discord.Message, words: str, address: str | None
) -> Article:
    read = await reader.read(words.encode(), name="message.txt", content_type="text/plain")
    known = read.model_copy(update={"outlet": outlet_of(message) or None, "url": message.jump_url})
    try:
        return Article.model_validate(known.model_dump() | ({"url": address} if address else {}))
    except ValidationError:  # what looks like an address needn't be one
        return known


def _files(message: discord.Message) -> Iterator[discord.Attachment]:
    yield from message.attachments
    for snapshot in message.message_snapshots:
        yield from snapshot.attachments


def _words(message: discord.Message) -> str:
    """Return the words of a message that are more than an address."""
    if message.content and not ONLY_ADDRESSES.fullmatch(message.content):
        return unmarked(message.clean_content)
    shown = text_of(message)
    return "" if ONLY_ADDRESSES.fullmatch(shown) else unmarked(shown)


def _address(message: discord.Message) -> str:
    """Return the first address in a message, in what it forwards, or of what it shows."""
    texts = [message.content, *(one.content for one in message.message_snapshots)]
    embeds = [*message.embeds, *(embed for one in message.message_snapshots for embed in one.embeds)]
    linked = (drafting.address_in(text)[1] for text in texts)
    return next(filter(None, (*linked, *(embed.url for embed in embeds))), "")
