"""Texts, names and statements made comparable."""

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import fold, source_key, statement_key, stem, story_key, words, words_of, words_stated

NATIONS = {"russia": "russia", "russian": "russia", "france": "france", "french": "france"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Two\u00a0HOMES\n burnt ", "two homes burnt"),
        ("Čeština, Łódź, Ægir, Straße", "cestina, lodz, aegir, strasse"),
        ("“No”, he said—‘never’…", "\"no\", he said-'never'..."),
        ("#FloodedTown and @harbourPolice", "flooded town and harbour police"),
        ("see https://example.org/a?b=1 or pic.twitter.com/abc now", "see or now"),
        ("the U.N. and the U.S.A. agreed.", "the un and the usa agreed."),
        ("hid\u200bden \u202eturned\u202c\x07 bell", "hidden turned bell"),
        ("٦٢ and ６２", "62 and 62"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, accents, typography, addresses, tags and what can't be seen don't count."""
    assert fold(text) == folded


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    """Any text folds into one line without spaces at its ends, from which words can be taken."""
    folded = fold(text)
    assert folded == folded.strip()
    assert "\n" not in folded
    assert all(word and " " not in word for word in words_of(folded))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway's 1,400 miners don't agree", ["norway", "1400", "miners", "dont", "agree"]),
        ("6.2 of 62, 1.5m", ["6.2", "of", "62", "1.5", "m"]),
        ("?!… – ", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Possessives lose their ending, numbers their separators, punctuation goes."""
    assert words(text) == found


@pytest.mark.parametrize(
    "family",
    [
        ["strike", "strikes", "striking"],
        ["kill", "kills", "killed", "killing"],
        ["factory", "factories"],
        ["hop", "hopped", "hopping"],
        ["organisation", "organization", "organisations"],
        ["unintentional", "unintentionally"],
        ["agree", "agreed", "agrees"],
        ["die", "dies", "died", "dying"],
    ],
)
def test_stem_joins_a_family(family: list[str]) -> None:
    """Inflections of one word share a stem."""
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(("a", "b"), [("hoping", "hopping"), ("news", "new"), ("universe", "union")])
def test_stem_keeps_words_apart(a: str, b: str) -> None:
    """Different words that look alike keep different stems."""
    assert stem(a) != stem(b)


@given(st.text())
def test_stem_takes_anything(word: str) -> None:
    """A stem is at most a letter longer than its word, whatever the word."""
    assert len(stem(word)) <= len(word) + 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Harbour Board", "harbor board"),
        ("Ministry of Defence", "ministry of defense"),
        ("U.S. Coast Guard", "US coast guard"),
        ("Acme Mining Inc.", "Acme Mining"),
        ("São Tomé Observer", "Sao Tome Observer"),
        ("Organisation of Nurses", "organization of nurses"),
        ("a harbour pilot", "Harbor Pilot"),
    ],
)
def test_source_key_joins_spellings(a: str, b: str) -> None:
    """Spellings of one name have one key."""
    assert source_key(a) == source_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("a Coast Guard officer", "Coast Guard"),
        ("French military", "French Army"),
        ("Limited", "Inc"),
        ("Texas AG", "Texas"),
    ],
)
def test_source_key_keeps_sources_apart(a: str, b: str) -> None:
    """Names of different sources keep different keys."""
    assert source_key(a) != source_key(b)


def test_source_key_of_ministries() -> None:
    """With nations known, the ways to write one ministry meet, and other countries' stay apart."""
    keys = {
        source_key(name, NATIONS.get)
        for name in (
            "Russia's Defense Ministry",
            "Russian Ministry of Defence",
            "Ministry of Defence of Russia",
        )
    }
    assert len(keys) == 1
    assert source_key("French Ministry of Defence", NATIONS.get) not in keys


def test_story_key() -> None:
    """A story's name may vary in case, dashes and article; another day is another story."""
    assert story_key("The Harbour fire, 3 May 2019") == story_key("harbour fire – 3 may 2019")
    assert story_key("Harbour fire, 3 May 2019") != story_key("Harbour fire, 4 May 2019")


@pytest.mark.parametrize(
    ("a", "b"),
    [("62 died", "6.2 died"), ("62 died", "26 died"), ("£40m", "$40m"), ("~60 held", "60 held"), ("4%", "4")],
)
def test_statement_key_tells_figures_apart(a: str, b: str) -> None:
    """Statements of different figures, currencies or hedges have different keys."""
    assert statement_key(a) != statement_key(b)


def test_statement_key_joins_spellings() -> None:
    """The same statement has one key, whatever its case, quotes, spaces and separators."""
    assert statement_key("“1,200 homes” were lost.") == statement_key('"1200 HOMES"  were lost')


@given(st.text("abcdefghklmnoprstuvxyz", min_size=4, max_size=12))
def test_stem_is_the_stemmers(word: str) -> None:
    """A word that is passed over because no rule looks for its ending has the stem that the rules give it."""
    assert stem(word) == snowballstemmer.stemmer("english").stemWord(word)


@given(st.text() | st.text(alphabet="aB7.'#£ -"))
def test_words_come_back_out_of_a_statements_key(text: str) -> None:
    """The key of a statement holds all of its words, in order."""
    assert words_stated(statement_key(text)) == words(text)
