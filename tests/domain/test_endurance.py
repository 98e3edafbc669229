"""Reading gets through any text, in a number of steps that grows with its length and no faster."""

import sys
from math import inf
from types import FrameType
from typing import Any, Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.figures import LANGUAGES
from bot.domain.reading.tokens import Tokens
from bot.domain.text import fold, statement_key
from tests.domain.strategies import ENGINE, pieces

_LENGTH: Final = 1_500  # characters; in shorter texts no sentence is as long as a word's reach
_TIMES: Final = 4
_LONG: Final = 200_000  # characters, too many for a pattern that goes back over them all
_CHARACTERS: Final = [
    *"1Oo,.'’ aAÉ$@-/#_٦½²é\u0301\u200b\u00a0\n“%",
    "http://",
    "www.",
    "U.S.",
    "1 000",
    "ال",
]


def steps(text: str, language: str, limit: float = inf) -> int:
    """Return how many lines of code it takes to read a text; fails as soon as there are `limit`."""
    count = 0

    def line(_frame: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401 -- it returns itself
        nonlocal count
        count += 1
        assert count < limit
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        ENGINE.read(text, language)
    finally:
        sys.settrace(before)
    return count


def repeated(language: str) -> st.SearchStrategy[tuple[str, str]]:
    """Return a few words for figures of a language, with the language."""
    words = st.lists(pieces(language), min_size=1, max_size=4).map(" ".join)
    return st.tuples(st.just(language), words)


@settings(max_examples=10)
@example(("en", "1-2"))
@example(("en", "another 5 km and 12 more men"))
@example(("en", "denied that 5"))
@given(st.sampled_from(LANGUAGES).flatmap(repeated))
def test_work_grows_with_the_text_and_no_faster(said: tuple[str, str]) -> None:
    """A text four times as long takes about four times as many steps, whatever it repeats."""
    language, words = said
    text = f"{words} " * (_LENGTH // (len(words) + 1) + 1)
    ENGINE.read(text, language)  # what is made ready once is no part of the work
    assert steps(text * _TIMES, language, limit=steps(text, language) * (_TIMES + 1))


@settings(max_examples=15)
@example("1O", "x")
@example("1 000 ", "0")
@example("a.", "1")
@given(st.lists(st.sampled_from(_CHARACTERS), min_size=1, max_size=4).map("".join), st.sampled_from("x1! "))
def test_no_pattern_goes_back_over_a_text(repeated: str, end: str) -> None:
    """Any few characters, repeated for two hundred thousand, are cut into words and folded at once."""
    text = repeated * (_LONG // len(repeated)) + end
    assert len(Tokens(text)) <= len(text)
    assert isinstance(fold(text), str)
    assert isinstance(statement_key(text), str)


@example("en", ["5", "max.", "6"], " ")
@example("en", ["hundred"] * 20, " ")
@given(
    st.sampled_from([*LANGUAGES, "xx"]),
    st.lists(st.one_of(st.text(max_size=20), *(pieces(code) for code in LANGUAGES)), max_size=30),
    st.sampled_from(["", " ", "\n", "\u00a0", "\u0301", "-"]),
)
def test_figures_lie_in_the_text_in_order(language: str, parts: list[str], joint: str) -> None:
    """Any mixture of words for figures and any characters is read, each figure behind the one before."""
    text = joint.join(parts)
    figures = ENGINE.read(text, language)
    places = [place for figure in figures for place in (figure.start, figure.end)]
    assert places == sorted(places)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
