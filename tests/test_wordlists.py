"""A newsroom extends the word lists from files of its own, and is told what is wrong with them."""

from pathlib import Path

import pytest

from bot.domain.figures import FigureReader
from bot.wordlists import WordListError, load


def test_a_newsroom_adds_words_without_losing_any(tmp_path: Path) -> None:
    """Lists are added to: the new noun and verb are understood, and so are the packaged ones."""
    own = tmp_path / "desk.toml"
    own.write_text(
        '[nouns.same]\nsoldier = ["squaddie"]\n[outcomes.en.verbs]\nkilled = ["martyr"]\n', encoding="utf-8"
    )
    lexicon = load([own])
    assert lexicon.canonical_noun("squaddies") == lexicon.canonical_noun("troops") == "soldier"
    (figure,) = FigureReader(lexicon).read("12 squaddies were martyred")
    assert (figure.noun, figure.outcome) == ("squaddie", "killed")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[outcome.en.verbs]\nkilled = ["martyr"]', r"no word list outcome; allowed here: .*outcomes"),
        ('[hedges.en.before]\nroughly = ["say"]\n[nouns]\nsame = 3', r"nouns\.same has to be a table"),
        ("[nouns.same]\nsoldier = [3]", r"nouns\.same\.soldier has to hold nothing but"),
        ('[denial.antonyms]\ncontrary = [["moored"]]', r"denial\.antonyms\.contrary has to hold pairs"),
        ('[denial.antonyms]\ncontrary = [["moored"], ["adrift"]]', r"contrary has to hold pairs such as"),
        ('[nouns.same]\nsoldier = "squaddie"', r"nouns\.same\.soldier has to be a list"),
        ("[nouns", r"is no TOML file"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    """The error names the file, the key and what is allowed there."""
    own = tmp_path / "desk.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(WordListError, match=told) as caught:
        load([own])
    assert "desk.toml" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is refused with its name."""
    with pytest.raises(WordListError, match=r"nowhere\.toml can't be read"):
        load([tmp_path / "nowhere.toml"])


def test_every_packaged_list_is_loaded() -> None:
    """Every packaged file is found under its name, whoever reads it."""
    assert {"nouns", "outcomes", "hedges", "numbers", "units", "money", "nations", "denial"} <= set(
        load().tables
    )
