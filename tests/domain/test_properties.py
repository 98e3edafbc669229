"""What holds of every figure, claim and text, whatever its words and numbers."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.figures import FigureReader, describe
from bot.domain.reading.tokens import fold
from bot.domain.reasons import hedged
from db.models import Figure
from tests.domain.strategies import LEXICON, Said, counts, measurements, sentences

_READER: Final = FigureReader(LEXICON)
_PLAIN: Final = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’", "'"))
_GAP: Final = re.compile(r"(?<!\d) | (?!\d)")  # no space inside a number


def stated(text: str, language: str) -> list[dict[str, object]]:
    """Return all that is read of a text, without places, and adjectives without their case and accents."""
    return [
        figure.model_dump(exclude={"start", "end", "adjectives"})
        | {"adjectives": [fold(adjective) for adjective in figure.adjectives]}
        for figure in _READER.read(text, language)
    ]


def assert_same(said: Said, otherwise: str) -> None:
    """Show that a sentence states the same figures, at least one, when it is spelt otherwise."""
    figures = stated(said.text, said.language)
    assume(figures)
    assert stated(otherwise, said.language) == figures


def headline(text: str) -> str:
    """Return a text with a capital on every word."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def bare(text: str) -> str:
    """Return a text without its accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )


def composed_otherwise(text: str) -> str:
    """Return a text with its accents apart from their letters."""
    return unicodedata.normalize("NFD", text)


@given(sentences(), st.sampled_from([str.lower, str.upper, headline]))
def test_case_changes_no_figure(said: Said, cased: Callable[[str], str]) -> None:
    """A sentence in capitals, without any, or as a headline states the same figures."""
    assert_same(said, cased(said.text))


@given(sentences(), st.sampled_from(["  ", "\t", "\u00a0", "\u202f", " \u200b", "\u200e "]))
def test_spacing_changes_no_figure(said: Said, gap: str) -> None:
    """Wide, narrow, unbreakable and unseen spaces, also around the text, state the same figures."""
    assert_same(said, f"{gap}\n{_GAP.sub(gap, said.text)}{gap}")


@given(sentences())
def test_kind_of_quotes_changes_no_figure(said: Said) -> None:
    """Plain quotation marks and apostrophes state the same figures as typographic ones."""
    assert_same(said, said.text.translate(_PLAIN))


@given(sentences(), st.sampled_from([bare, composed_otherwise]))
def test_spelling_of_accents_changes_no_figure(said: Said, spelt: Callable[[str], str]) -> None:
    """A sentence without its accents, or with them as characters of their own, states the same figures."""
    assert_same(said, spelt(said.text))


def known(figure: Figure) -> dict[str, object]:
    """Return what a figure says by itself: no place in a text, no part of another, no subject of a sum."""
    apart = {"start", "end", "part"} | ({"measure"} if figure.unit is not None else set())
    return figure.model_dump(exclude=apart)


@given(st.one_of(counts(), measurements()))
def test_a_figure_in_words_is_read_as_the_same_figure(figure: Figure) -> None:
    """What the desk shows of any figure, typed into a check, is that figure, its leeway apart."""
    again = [known(one) | {"leeway": figure.leeway} for one in _READER.read(describe(figure))]
    assert again == [known(figure)]


@given(sentences())
def test_a_figure_that_was_read_is_read_again_from_its_words(said: Said) -> None:
    """What is shown of a sentence's figures, in English, keeps all that was read, with the leeway."""
    figures = _READER.read(said.text, said.language)
    assume(figures)
    for figure in figures:
        assert [known(one) for one in _READER.read(describe(figure))] == [known(figure)]


@given(st.one_of(counts(), measurements()))
def test_a_number_in_a_reason_is_read_as_the_same_number(figure: Figure) -> None:
    """The number that a reason gives of a figure keeps its bounds and its hedge."""
    (again,) = _READER.read(hedged(figure))
    assert (again.low, again.high, again.qualifier) == (figure.low, figure.high, figure.qualifier)
