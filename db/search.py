"""The search index: derived from the ledger, rebuildable from it, and never the truth.

Every term carries its workspace, so that words of one newsroom neither match nor weigh in another, and a
query stays a plain union of terms, which tantivy answers without looking at every claim that has one.
"""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Occur, Query

from db.growth import STATE, Document, Growth, IndexBusy, SearchError, prefix_of, schema, tantivy_errors
from db.spelling import skeleton

_FORMAT: Final = 2  # of the files; another format is built anew
_MARKER: Final = "claimdesk-index.json"
_OWN: Final = re.compile(
    rf"{re.escape(_MARKER)}|(?:\.managed|meta)\.json|\.tantivy-[a-z]+\.lock|\.tmp\w+|[0-9a-f]{{32}}(?:\.[0-9]+)?\.[a-z]+"
)
_HEAP: Final = 32_000_000  # bytes that a writer may fill before it writes a segment
_PROGRESS: Final = 1_000  # documents between two reports of progress
_BOOSTS: Final = {"body": 1.0, "names": 0.8}
_FIGURE_BOOST: Final = 1.0
_SPELLINGS: Final = 5_000  # words that begin alike, the most frequent first, looked through for a likeness
_DRIFT: Final = 0.02  # of the claims may have changed before words are counted anew
_COUNTED: Final = 500_000  # words whose counts are kept at hand


class Hit(NamedTuple):
    """A claim that a search found."""

    id: int
    story_id: int
    score: float  # above 0, comparable within one search only
    shown: str


class SearchIndex:
    """A folder of searchable claims. Every method blocks; those that search may run in many threads."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._schema = schema()
        self._index: tantivy.Index | None = None
        self._revision = 0
        self._stamp: tuple[int, int] | None = None
        self._writing = threading.Lock()
        self._corrections: dict[tuple[str, str], tuple[str, ...]] = {}
        self._frequencies: dict[str, dict[str, int]] = {}  # by workspace
        self._counted = 0  # claims there were when those were counted
        self._counting = 0

    @classmethod
    def open(cls, folder: Path, fingerprint: str = "") -> "SearchIndex":
        """Open the index in a folder, and write nothing.

        A missing, damaged or outdated index, or one made by a reader with another `fingerprint`, opens as an
        empty one of revision 0 that `needs_rebuild`. Raises SearchError for a folder of foreign files.
        """
        index = cls(folder, fingerprint)
        index._refuse_foreign()
        index.refresh()
        return index

    @property
    def revision(self) -> int:
        """The ledger's revision that the index holds; 0 where it holds nothing."""
        return self._revision

    @property
    def size(self) -> int:
        """How many claims of all workspaces the index holds, about."""
        return self._index.searcher().num_docs if self._index else 0

    @property
    def counting(self) -> int:
        """How often words were counted anew: while this stays, `frequency` answers the same of a word."""
        return self._counting

    @property
    def needs_rebuild(self) -> bool:
        """Whether there is no index that can be searched."""
        return self._index is None

    @property
    def outdated(self) -> bool:
        """Whether `refresh` would look for an index anew: another process wrote one, or there is none."""
        return self._index is None or self._meta_stamp() != self._stamp

    def refresh(self) -> int:
        """See what another process has written since, if anything, and return the revision."""
        if self.outdated:
            self._stamp = self._meta_stamp()
            self._load()
        return self._revision

    def _meta_stamp(self) -> tuple[int, int] | None:
        try:
            status = (self._folder / "meta.json").stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def _load(self) -> None:
        index, revision = self._index, 0
        try:
            marker = json.loads((self._folder / _MARKER).read_text("utf-8"))
            if marker == {"format": _FORMAT, "fingerprint": self._fingerprint}:
                with tantivy_errors(self._folder):
                    index = index or tantivy.Index.open(str(self._folder))
                    index.config_reader("manual")
                    index.reload()
                    revision = self._stored_revision(index.searcher())
            else:
                index = None
        except (OSError, ValueError, SearchError):
            index = None
        self._index, self._revision = index, revision if index else 0
        self._corrections = {}
        held = index.searcher().num_docs if index else 0
        if abs(held - self._counted) > held * _DRIFT or sum(map(len, self._frequencies.values())) > _COUNTED:
            self._frequencies, self._counted = {}, held
            self._counting += 1

    def _stored_revision(self, searcher: tantivy.Searcher) -> int:
        query = Query.term_query(self._schema, "workspace", STATE)
        hits = searcher.search(query, 1, count=False).hits
        return int(searcher.doc(hits[0][1])[STATE][0]) if hits else 0

    def _refuse_foreign(self) -> None:
        if self._folder.is_dir():
            names = [entry.name for entry in self._folder.iterdir()]
            if not names or _MARKER in names:
                return
        elif not self._folder.exists():
            return
        raise SearchError(
            f"{self._folder} is no search index of this program; name an empty folder, or one not there yet."
        )

    def apply(self, documents: Iterable[Document], gone: Iterable[int], revision: int) -> None:
        """Put documents in place of those with their ids, take out those `gone`, and remember the revision.

        All of it is seen at once, or nothing; doing it again changes nothing. Raises IndexBusy while another
        process writes, and SearchError where the folder can't be written to.
        """
        with self.growing() as growth:
            for claim_id in gone:
                growth.writer.delete_documents_by_query(self._same_id(claim_id))
            for document in documents:
                growth.writer.delete_documents_by_query(self._same_id(document.id))
                growth.add([document])
            growth.revision = revision

    def rebuild(
        self, documents: Iterable[Document], revision: int, progress: Callable[[int], None] | None = None
    ) -> int:
        """Make the index anew from documents that differ in id; return how many there were.

        Until the end the old index is searched. `progress` is told the number done. Raises as `apply` does.
        """
        done = 0
        with self.growing() as growth:
            growth.writer.delete_documents_by_query(Query.all_query())
            for document in documents:
                growth.add([document])
                done += 1
                if progress is not None and done % _PROGRESS == 0:
                    progress(done)
            growth.revision = revision
        if progress is not None:
            progress(done)
        return done

    @contextmanager
    def growing(self) -> Iterator["Growth"]:
        """Take in documents; they are seen at the end, and only where they were given a revision.

        Their ids must be new to the index. Raises as `apply` does.
        """
        with self._writing:
            with tantivy_errors(self._folder):
                writer = (self._index or self._create()).writer(_HEAP, 1)
            growth = Growth(writer, self._folder)
            try:
                yield growth
                if growth.revision is None:
                    writer.rollback()
                    return
                with tantivy_errors(self._folder):
                    writer.delete_documents_by_term("workspace", STATE)
                    state = tantivy.Document(workspace=STATE, state=str(growth.revision))
                    writer.add_document(state)
                    writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
            self.refresh()

    def _create(self) -> tantivy.Index:
        self._refuse_foreign()
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with tantivy_errors(self._folder):
                tantivy.Index.open(str(self._folder)).writer(_HEAP, 1).wait_merging_threads()
        except IndexBusy:
            raise
        except SearchError:
            pass  # what can't be opened is what is made anew
        for entry in self._folder.iterdir():
            if _OWN.fullmatch(entry.name) and entry.name != _MARKER:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        marker = {"format": _FORMAT, "fingerprint": self._fingerprint}
        (self._folder / _MARKER).write_text(json.dumps(marker), "utf-8")
        return tantivy.Index(self._schema, path=str(self._folder))

    def search(
        self,
        workspace: str,
        terms: Mapping[str, float],
        *,
        figures: Sequence[str] = (),
        require_figure: bool = False,
        story_ids: Sequence[int] | None = None,
        limit: int = 100,
        least: float = 0.0,
    ) -> list[Hit]:
        """Return the claims that fit best, best first, at most `limit`.

        `terms` are stems with their weights, of which a claim needs one (or a figure); `figures` are tokens,
        of which it needs one where `require_figure`; `story_ids` shuts out every other story, and `least`
        whatever has less than such a share of the best claim's score.
        """
        index = self._index
        query = self._query(prefix_of(workspace), terms, figures, require_figure, story_ids)
        if index is None or query is None:
            return []
        with self._searching():
            searcher = index.searcher()
            hits = searcher.search(query, limit, count=False).hits
            enough = least * hits[0][0] if hits else 0.0
            return [self._hit(score, searcher.doc(address)) for score, address in hits if score >= enough]

    @staticmethod
    def _hit(score: float, stored: tantivy.Document) -> Hit:
        return Hit(stored["id"][0], stored["story_id"][0], score, stored["shown"][0].decode())

    def _query(
        self,
        prefix: str,
        terms: Mapping[str, float],
        figures: Sequence[str],
        require_figure: bool,
        story_ids: Sequence[int] | None,
    ) -> Query | None:
        worded = [
            (Occur.Should, Query.boost_query(self._term(field, prefix + term), boost * weight))
            for term, weight in terms.items()
            for field, boost in _BOOSTS.items()
        ]
        numbered = [
            (Occur.Should, Query.boost_query(self._term("figures", prefix + token), _FIGURE_BOOST))
            for token in figures
        ]
        if require_figure:
            if not numbered:
                return None
            parts = [(Occur.Must, Query.boolean_query(numbered)), *worded]
        else:
            parts = worded + numbered
        if not parts:
            return None
        if story_ids is None:
            return Query.boolean_query(parts)
        stories = Query.term_set_query(self._schema, "story_id", list(story_ids))
        return Query.boolean_query(
            [(Occur.Must, Query.boolean_query(parts)), (Occur.Must, Query.const_score_query(stories, 0.0))]
        )

    def _same_id(self, claim_id: int) -> Query:
        return Query.term_query(self._schema, "id", claim_id)

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term, "freq")

    def total(self, workspace: str) -> int:
        """Return about how many claims of a workspace the index holds."""
        return self._document_frequency("workspace", [prefix_of(workspace)])[0]

    def frequency(self, workspace: str, stems: Iterable[str]) -> dict[str, int]:
        """Return, for each stem, in about how many claims it occurs: in the text, names or story."""
        known = self._frequencies.setdefault(workspace, {})
        wanted = list(stems)
        if missing := [stem for stem in wanted if stem not in known]:
            prefix = prefix_of(workspace)
            columns = [
                self._document_frequency(field, [prefix + stem for stem in missing]) for field in _BOOSTS
            ]
            known.update(zip(missing, map(max, *columns), strict=True))
        return {stem: known[stem] for stem in wanted}

    def named(self, workspace: str, stems: Iterable[str]) -> list[int]:
        """Return, for each stem, in about how many claims it is in the name of a speaker or an outlet."""
        prefix = prefix_of(workspace)
        return self._document_frequency("names", [prefix + stem for stem in stems])

    def _document_frequency(self, field: str, terms: Sequence[str]) -> list[int]:
        index = self._index
        if index is None:
            return [0] * len(terms)
        with self._searching():
            searcher = index.searcher()
            return [searcher.doc_freq(field, term) for term in terms]

    def known(self, workspace: str, word: str) -> bool:
        """Return whether a claim of the workspace spells a word so."""
        return self._document_frequency("spellings", [prefix_of(workspace) + word])[0] > 0

    def correct(self, workspace: str, word: str, limit: int = 3) -> tuple[str, ...]:
        """Return words of the workspace's claims that a word may be a misspelling of, likeliest first.

        They are one slip of the keyboard away, in long words two or three, or have the same consonants, as
        transliterated names do. The first letter is taken as right.
        """
        if (workspace, word) not in self._corrections:
            self._corrections[workspace, word] = self._likened(workspace, word)
        return self._corrections[workspace, word][:limit]

    def _likened(self, workspace: str, word: str) -> tuple[str, ...]:
        if not 3 <= len(word) <= 40 or not word.isalpha():
            return ()
        for length in (2, 1):
            spelt = self._beginning(workspace, word[:length])
            found = process.extract(
                word,
                spelt.keys(),
                scorer=OSA.distance,
                score_cutoff=1 if len(word) < 5 else 2 if len(word) < 9 else 3,
                limit=20,
            )
            if found:
                return tuple(like for like, *_ in sorted(found, key=lambda like: (like[1], -spelt[like[0]])))
        bones = skeleton(word)
        return tuple(like for like in spelt if len(bones) > 1 and len(like) > 2 and skeleton(like) == bones)

    def _beginning(self, workspace: str, start: str) -> dict[str, int]:
        index = self._index
        if index is None:
            return {}
        prefix = prefix_of(workspace)
        with self._searching():
            found = index.searcher().terms_with_prefix("spellings", prefix + start, limit=_SPELLINGS)
        return {term.removeprefix(prefix): count for term, count in found}

    @contextmanager
    def _searching(self) -> Iterator[None]:
        try:
            with tantivy_errors(self._folder):
                yield
        except SearchError:
            self._index, self._revision, self._stamp = None, 0, None
            raise
