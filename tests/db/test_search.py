"""The search index: what it finds, and what it survives."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.growth import Document, IndexBusy, SearchError
from db.search import SearchIndex
from tests.db.helpers import overwrite


def document(
    claim_id: int, body: str, *, workspace: str = "desk", story_id: int = 1, **fields: str
) -> Document:
    """Return a document whose words are spelt as they are stemmed."""
    return Document(
        id=claim_id,
        workspace=workspace,
        story_id=story_id,
        body=body,
        story=fields.get("story", "harbour"),
        names=fields.get("names", "mayor"),
        spellings=body,
        figures=tuple(fields.get("figures", "").split()),
        shown=fields.get("shown", body.upper()),
    )


def found(index: SearchIndex, *terms: str, workspace: str = "desk") -> list[int]:
    """Return the ids of the claims that have one of some words, best first."""
    return [hit.id for hit in index.search(workspace, dict.fromkeys(terms, 1.0))]


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    """Return an index of three claims at revision 3."""
    index = SearchIndex.open(tmp_path / "index")
    index.apply(
        [
            document(1, "ferry sink storm", figures="n12 n13"),
            document(2, "ferry owner deny", story_id=2, figures="n40"),
            document(3, "bridge crack arch", names="engineer"),
        ],
        [],
        3,
    )
    return index


def test_finds_by_words(index: SearchIndex) -> None:
    """A claim is found by words of its text, names or story, the better fit first, with what it shows."""
    assert found(index, "ferry", "storm") == [1, 2]
    assert found(index, "engineer") == [3]
    assert set(found(index, "harbour")) == {1, 2, 3}
    hit = index.search("desk", {"arch": 1.0})[0]
    assert (hit.id, hit.story_id, hit.shown) == (3, 1, "BRIDGE CRACK ARCH")
    assert hit.score > 0


def test_nothing_asked_nothing_found(index: SearchIndex) -> None:
    """A search without words and figures, or for unknown ones, finds nothing."""
    assert found(index) == []
    assert found(index, "zebra") == []
    assert index.search("desk", {"ferry": 1.0}, require_figure=True) == []


def test_figures(index: SearchIndex) -> None:
    """Figure tokens find claims, and where one is required, words alone don't."""
    assert [hit.id for hit in index.search("desk", {}, figures=["n13"])] == [1]
    needed = index.search("desk", {"ferry": 1.0}, figures=["n40"], require_figure=True)
    assert [hit.id for hit in needed] == [2]


def test_stories(index: SearchIndex) -> None:
    """A search may be kept to some stories."""
    assert [hit.id for hit in index.search("desk", {"ferry": 1.0}, story_ids=[2])] == [2]
    assert index.search("desk", {"ferry": 1.0}, story_ids=[7]) == []


def test_limit(index: SearchIndex) -> None:
    """No more claims are returned than asked for."""
    assert len(index.search("desk", {"harbour": 1.0}, limit=2)) == 2


def test_least_share_of_the_best(index: SearchIndex) -> None:
    """A claim that fits far worse than the best one is left out where a share of its score is asked for."""
    terms = {"ferry": 1.0, "storm": 1.0}
    assert [hit.id for hit in index.search("desk", terms, least=0.9)] == [1]
    assert [hit.id for hit in index.search("desk", terms, least=0.1)] == [1, 2]


@pytest.mark.parametrize("other", ["desk2", "des", "desk|ferry", "de sk", "état", ""])
def test_workspaces_are_apart(index: SearchIndex, other: str) -> None:
    """What one workspace holds is neither found, counted, known nor suggested in another."""
    index.apply([document(9, "ferry", workspace=other)], [], 4)
    assert found(index, "ferry", workspace=other) == [9]
    assert set(found(index, "ferry")) == {1, 2}
    assert index.frequency("desk", ["ferry"]) == {"ferry": 2}
    assert index.total("desk") == 3
    assert not index.known(other, "bridge")
    assert index.correct(other, "brigde") == ()


def test_replacing_and_removing(index: SearchIndex) -> None:
    """A document replaces the one with its id, one that is gone is found no more; twice is as once."""
    for _ in range(2):
        index.apply([document(1, "whale")], [2], 4)
        assert (found(index, "whale"), found(index, "ferry"), index.revision) == ([1], [], 4)


def test_frequency(index: SearchIndex) -> None:
    """Words are counted in texts, names and stories."""
    counts = index.frequency("desk", ["ferry", "mayor", "harbour", "zebra"])
    assert counts == {"ferry": 2, "mayor": 2, "harbour": 3, "zebra": 0}


@pytest.mark.parametrize(
    ("word", "meant"),
    [("brdge", "bridge"), ("stomr", "storm"), ("ferri", "ferry"), ("oener", "owner"), ("crak", "crack")],
)
def test_correction(index: SearchIndex, word: str, meant: str) -> None:
    """A slip of the keyboard leads to the word that was meant."""
    assert not index.known("desk", word)
    assert index.known("desk", meant)
    assert index.correct("desk", word)[0] == meant


def test_transliterations(index: SearchIndex) -> None:
    """Spellings of a name with the same consonants lead to one another."""
    index.apply([document(5, "tayyir qosir")], [], 4)
    assert index.correct("desk", "teir") == ("tayyir",)
    assert index.correct("desk", "qusayr") == ("qosir",)


@pytest.mark.parametrize("word", ["", "x", "zebra", "1400", "a" * 5000, "*", "fer ry"])
def test_no_correction(index: SearchIndex, word: str) -> None:
    """What resembles nothing on record has no correction."""
    assert index.correct("desk", word) == ()


def test_opens_again(index: SearchIndex, tmp_path: Path) -> None:
    """An index opened again holds what was written, at its revision."""
    again = SearchIndex.open(tmp_path / "index")
    assert again.revision == index.revision
    assert (again.needs_rebuild, again.revision, found(again, "arch")) == (False, 3, [3])


def test_opening_writes_nothing(tmp_path: Path) -> None:
    """A missing index opens as an empty one that needs building, and no folder appears."""
    index = SearchIndex.open(tmp_path / "none")
    assert (index.needs_rebuild, index.revision, found(index, "ferry")) == (True, 0, [])
    assert not (tmp_path / "none").exists()


def test_rebuild(index: SearchIndex, tmp_path: Path) -> None:
    """Building anew leaves the new documents only, tells its progress, and is seen by other readers."""
    reader = SearchIndex.open(tmp_path / "index")
    told: list[int] = []
    assert index.rebuild((document(number, "gull") for number in range(10, 2510)), 8, told.append) == 2500
    assert told == [1000, 2000, 2500]
    assert found(reader, "ferry") != []
    assert reader.refresh() == 8
    assert found(reader, "ferry") == []
    assert reader.total("desk") == 2500


def test_failed_rebuild_changes_nothing(index: SearchIndex, tmp_path: Path) -> None:
    """Where documents fail to arrive, the old index stays as it was, for later writes too."""

    def documents() -> Iterator[Document]:
        yield document(10, "gull")
        raise RuntimeError("the ledger is gone")

    with pytest.raises(RuntimeError, match="ledger"):
        index.rebuild(documents(), 8)
    index.apply([], [], 4)
    again = SearchIndex.open(tmp_path / "index")
    assert (again.revision, found(again, "gull"), found(again, "arch")) == (4, [], [3])


def test_other_reader(index: SearchIndex, tmp_path: Path) -> None:
    """An index that was made by another reader needs rebuilding, and can be."""
    other = SearchIndex.open(tmp_path / "index", "other word lists")
    assert (other.needs_rebuild, other.revision) == (True, 0)
    other.rebuild([document(1, "gull")], 5)
    assert found(SearchIndex.open(tmp_path / "index", "other word lists"), "gull") == [1]
    assert SearchIndex.open(tmp_path / "index").needs_rebuild
    assert index.refresh() == 0


@pytest.mark.parametrize("damage", ["meta", "marker", "segments", "missing"])
def testoverwrite(index: SearchIndex, tmp_path: Path, damage: str) -> None:
    """A damaged index opens as an empty one that needs building, and can be built."""
    folder = tmp_path / "index"
    assert index.revision == 3
    if damage == "meta":
        (folder / "meta.json").write_text("{")
    elif damage == "marker":
        (folder / "claimdesk-index.json").write_text("[1")
    else:
        for path in folder.glob("*.idx"):
            overwrite(path, b"x") if damage == "segments" else path.unlink()
    again = SearchIndex.open(folder)
    assert (again.needs_rebuild, again.revision, found(again, "ferry")) == (True, 0, [])
    again.rebuild([document(1, "gull")], 5)
    assert (again.needs_rebuild, again.revision, found(again, "gull")) == (False, 5, [1])


@pytest.mark.parametrize("suffix", ["store", "idx", "term", "fast"])
def test_garbled_contents(index: SearchIndex, tmp_path: Path, suffix: str) -> None:
    """Whatever bytes change, an index answers or is refused in one sentence, and can be built anew."""
    folder = tmp_path / "index"
    assert index.revision == 3
    for path in folder.glob(f"*.{suffix}"):
        whole = bytearray(path.read_bytes())
        for place in range(0, max(0, len(whole) - 60), 2):
            whole[place] ^= 0xA5
        overwrite(path, bytes(whole))
    again = SearchIndex.open(folder)
    said = ""
    try:
        found(again, "ferry", "storm", "arch")
        again.correct("desk", "brdge")
    except SearchError as error:
        said = str(error)
    assert not said or ("reindex" in said and again.needs_rebuild)
    again.rebuild([document(1, "gull")], 5)
    assert found(SearchIndex.open(folder), "gull") == [1]


def test_foreign_folder(tmp_path: Path) -> None:
    """A folder of other files is refused in one sentence and left as it is."""
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(SearchError, match="no search index of this program"):
        SearchIndex.open(tmp_path)
    with pytest.raises(SearchError, match="no search index of this program"):
        SearchIndex.open(tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_rebuilding_spares_other_files(index: SearchIndex, tmp_path: Path) -> None:
    """A file that somebody laid into the folder survives a damaged index being made anew."""
    folder = tmp_path / "index"
    assert index.revision == 3
    (folder / "notes.txt").write_text("mine")
    (folder / "meta.json").write_text("{")
    SearchIndex.open(folder).rebuild([document(1, "gull")], 5)
    assert (folder / "notes.txt").read_text() == "mine"


def _hold(
    folder: Path, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event"
) -> None:
    def documents() -> Iterator[Document]:
        yield document(50, "gull")
        held.set()
        done.wait(30)

    SearchIndex.open(folder).apply(documents(), [], 20)


def test_two_processes(index: SearchIndex, tmp_path: Path) -> None:
    """While another process writes, writing is refused, reading goes on, and its commit is then seen."""
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path / "index", held, done))
    other.start()
    try:
        assert held.wait(30)
        with pytest.raises(IndexBusy, match="Another process"):
            index.apply([document(1, "whale")], [], 4)
        with pytest.raises(IndexBusy):
            SearchIndex.open(tmp_path / "index", "other word lists").rebuild([], 4)
        assert set(found(index, "ferry")) == {1, 2}
    finally:
        done.set()
        other.join(30)
    assert other.exitcode == 0
    assert index.refresh() == 20
    assert found(index, "gull") == [50]
