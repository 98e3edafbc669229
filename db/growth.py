"""What the search index takes in: claims as documents, their fields, and the errors of its files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

import tantivy

STATE: Final = "state"  # field, and workspace, of the document that tells the ledger's revision


class SearchError(Exception):
    """A search index that can't be used; the text says why, and what to do."""


class IndexBusy(SearchError):
    """Another process is writing to the index; reading goes on."""


class Document(NamedTuple):
    """One claim as the index holds it; texts are words parted by spaces, matched as they are."""

    id: int
    workspace: str
    story_id: int
    body: str  # stems of text and quote
    story: str  # stems of the story's name
    names: str  # stems of speaker, via and outlet
    spellings: str = ""  # words as spelt, for the correction of misspelt ones
    figures: tuple[str, ...] = ()  # opaque tokens without spaces
    shown: str = ""  # handed back with a hit, otherwise not looked at


def schema() -> tantivy.Schema:
    """Return the fields of an index."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("story_id", stored=True, indexed=True, fast=True)
    for name in ("body", "names", "figures"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("workspace", "spellings"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_bytes_field("shown", stored=True)
    builder.add_text_field(STATE, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Growth:
    """What an index takes in; all of it or nothing, as it has a revision in the end or none."""

    def __init__(self, writer: tantivy.IndexWriter, folder: Path) -> None:
        self.writer = writer
        self.revision: int | None = None  # the ledger's, with these documents
        self._folder = folder

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents; raises SearchError where the folder can't be written to."""
        with tantivy_errors(self._folder):
            for document in documents:
                self.writer.add_document(_stored(document))


def _stored(document: Document) -> tantivy.Document:
    prefix = prefix_of(document.workspace)
    stored = tantivy.Document()
    stored.add_unsigned("id", document.id)
    stored.add_unsigned("story_id", document.story_id)
    stored.add_text("workspace", prefix)
    stored.add_text("body", _prefixed(prefix, f"{document.story} {document.body}"))
    for field in ("names", "spellings"):
        stored.add_text(field, _prefixed(prefix, getattr(document, field)))
    stored.add_text("figures", _prefixed(prefix, " ".join(document.figures)))
    stored.add_bytes("shown", document.shown.encode())
    return stored


def prefix_of(workspace: str) -> str:
    """Return what every term of a workspace begins with."""
    return quote(workspace, safe="") + "|"


def _prefixed(prefix: str, terms: str) -> str:
    """Return words parted by single spaces, each with a prefix."""
    return prefix + terms.replace(" ", f" {prefix}") if terms else ""


@contextmanager
def tantivy_errors(folder: Path) -> Iterator[None]:
    """Turn what tantivy raises, its panics on damaged files among it, into a SearchError."""
    try:
        yield
    except SearchError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if "LockBusy" in str(error):
            raise IndexBusy(
                f"Another process is writing to the search index in {folder}; try again when it is done."
            ) from None
        raise SearchError(
            f"The search index in {folder} can't be used ({str(error)[:120]}); run `claimdesk reindex`."
        ) from error
