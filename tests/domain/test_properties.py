"""What holds of every figure, claim and text, whatever its words and numbers."""

import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.comparison import Verdict
from bot.domain.figures import describe
from bot.domain.reading.tokens import fold
from bot.domain.reasons import hedged
from db.models import Claim, Figure, Qualifier, Relation, Suspicion
from tests.domain.claiming import claims, counts, measurements, statements
from tests.domain.strategies import ENGINE, Said, sentences

_READER: Final = ENGINE.reader
_PLAIN: Final = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’", "'"))
_GAP: Final = re.compile(r"(?<!\d) | (?!\d)")  # no space inside a number
_MANY: Final = settings(max_examples=max(300, settings().max_examples))


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


@_MANY
@given(sentences(), st.sampled_from([str.lower, str.upper, headline]))
def test_case_changes_no_figure(said: Said, cased: Callable[[str], str]) -> None:
    """A sentence in capitals, without any, or as a headline states the same figures."""
    assert_same(said, cased(said.text))


@_MANY
@given(sentences(), st.sampled_from(["  ", "\t", "\u00a0", "\u202f", " \u200b", "\u200e "]))
def test_spacing_changes_no_figure(said: Said, gap: str) -> None:
    """Wide, narrow, unbreakable and unseen spaces, also around the text, state the same figures."""
    assert_same(said, f"{gap}\n{_GAP.sub(gap, said.text)}{gap}")


@_MANY
@given(sentences())
def test_kind_of_quotes_changes_no_figure(said: Said) -> None:
    """Plain quotation marks and apostrophes state the same figures as typographic ones."""
    assert_same(said, said.text.translate(_PLAIN))


@_MANY
@given(sentences(), st.sampled_from([bare, composed_otherwise]))
def test_spelling_of_accents_changes_no_figure(said: Said, spelt: Callable[[str], str]) -> None:
    """A sentence without its accents, or with them as characters of their own, states the same figures."""
    assert_same(said, spelt(said.text))


def known(figure: Figure) -> dict[str, object]:
    """Return what a figure says by itself: no place in a text, no part of another, no subject of a sum."""
    apart = {"start", "end", "part"} | ({"measure"} if figure.unit is not None else set())
    return figure.model_dump(exclude=apart)


@_MANY
@given(st.one_of(counts(), measurements()))
def test_a_figure_in_words_is_read_as_the_same_figure(figure: Figure) -> None:
    """What the desk shows of any figure, typed into a check, is that figure, its leeway apart."""
    again = [known(one) | {"leeway": figure.leeway} for one in _READER.read(describe(figure))]
    assert again == [known(figure)]


@_MANY
@given(sentences())
def test_a_figure_that_was_read_is_read_again_from_its_words(said: Said) -> None:
    """What is shown of a sentence's figures, in English, keeps all that was read, with the leeway."""
    figures = _READER.read(said.text, said.language)
    assume(figures)
    for figure in figures:
        assert [known(one) for one in _READER.read(describe(figure))] == [known(figure)]


@_MANY
@given(st.one_of(counts(), measurements()))
def test_a_number_in_a_reason_is_read_as_the_same_number(figure: Figure) -> None:
    """The number that a reason gives of a figure keeps its bounds and its hedge."""
    (again,) = _READER.read(hedged(figure))
    assert (again.low, again.high, again.qualifier) == (figure.low, figure.high, figure.qualifier)


def found(verdict: Verdict | Suspicion | None) -> tuple[Relation, bool] | None:
    """Return what two claims are to each other, without the reason's wording."""
    if verdict is None:
        return None
    return verdict.relation, isinstance(verdict, Suspicion) or verdict.suspected


@_MANY
@given(claims(1), claims(2))
def test_relations_are_symmetric(a: Claim, b: Claim) -> None:
    """Whichever of two claims is asked about, their figures, speakers and times give one relation."""
    assert found(ENGINE.relate(a, b)) == found(ENGINE.relate(b, a))


@_MANY
@given(statements(1), statements(2))
def test_suspicions_are_symmetric(a: Claim, b: Claim) -> None:
    """Whichever of two statements is asked about, the same is suspected."""
    assert found(ENGINE.suspect(a, b)) == found(ENGINE.suspect(b, a))


@_MANY
@given(claims(1), claims(2))
def test_a_claim_agrees_with_its_repetition(a: Claim, b: Claim) -> None:
    """Whoever repeats a claim's figures agrees with it, unless all are denied or parts of a whole."""
    repeated = b.model_copy(update={"figures": tuple(one.model_copy() for one in a.figures)})
    comparable = any(not (one.denied or one.part) for one in a.figures)
    allowed = {Relation.AGREES} if comparable else {Relation.AGREES, Relation.UNRELATED}
    assert ENGINE.relate(a, repeated).relation in allowed


@_MANY
@given(statements(1), statements(2))
def test_a_statement_never_opposes_its_repetition(a: Claim, b: Claim) -> None:
    """Whoever repeats a statement, even a denial or a withdrawal, is not suspected of contradicting it."""
    assert ENGINE.suspect(a, b.model_copy(update={"text": a.text})) is None


@_MANY
@given(claims(1, denied=False), claims(2, denied=False), st.integers(1, 5_000))
def test_wider_leeway_never_breaks_agreement(a: Claim, b: Claim, more: int) -> None:
    """Claims that agree go on agreeing when the numbers of one of them are written less exactly."""
    assume(ENGINE.relate(a, b).relation is Relation.AGREES)
    widened = tuple(
        one.model_copy(update={"leeway": one.leeway + more})
        if one.qualifier in {Qualifier.EXACT, Qualifier.ABOUT}
        else one
        for one in a.figures
    )
    assert ENGINE.relate(a.model_copy(update={"figures": widened}), b).relation is Relation.AGREES


@_MANY
@given(claims(1), claims(2), st.randoms(use_true_random=False))
def test_order_of_figures_changes_no_relation(a: Claim, b: Claim, order: Random) -> None:
    """A claim that states its figures in another order is the same to every other claim."""
    turned = a.model_copy(update={"figures": tuple(order.sample(a.figures, len(a.figures)))})
    assert found(ENGINE.relate(turned, b)) == found(ENGINE.relate(a, b))
