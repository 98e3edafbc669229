"""Suspected contradictions between statements without figures."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import bot
from bot.domain.statements import StatementComparer, Suspected

WORDS = tomllib.loads((Path(bot.__file__).parent / "words" / "denial.toml").read_text(encoding="utf-8"))
COUNTRIES = {"polish": "Poland", "poland": "Poland", "czech": "Czechia", "german": "Germany"}
COMPARER = StatementComparer(WORDS, lambda name: COUNTRIES.get(name.lower()))


def judge(a: str, b: str) -> Suspected | None:
    """Return what the shipped word lists make of two texts."""
    return COMPARER.compare(COMPARER.parse(a), COMPARER.parse(b))


OPPOSED = [
    ("The guards opened fire on the pickets.", "The guards did not shoot at the pickets."),
    (
        "The lifeboats had been serviced before the voyage.",
        "The ferry sailed without any servicing of its lifeboats.",
    ),
    ("Herbicide was dropped on the orchards.", "The province denies having used herbicide."),
    ("The curator stepped down this morning.", "The curator hasn't resigned, her office said."),
    ("The beach is safe again.", "The beach remains unsafe, the lifeguards warn."),
    ("The flooding of the archive was deliberate.", "The archive was flooded by accident."),
    ("The board knew about the loan.", "Directors were unaware of the loan."),
    ("The pass is open to lorries.", "The pass has been closed since dawn, the road office says."),
    ("The ferry's crew were told of the leak.", "It is not true that the crew were told of the leak."),
    ("The armistice is holding, observers say.", "There is no armistice left: it has collapsed."),
    ("A drone crossed the border near the mill.", "No drone crossed the border, the ministry insists."),
    (
        "Inspectors found asbestos in the school.",
        "Reports that they found asbestos in the school are false.",
    ),
    ("The minister knew of the payments.", "The minister says she knew nothing of the payments."),
    ("The army shelled the hospital.", "The army rejected claims that it had shelled the hospital."),
    ("The factory had a permit.", "The factory was operating without a permit."),
    ("The president has signed the law.", "The president has yet to sign the law."),
    ("The letter is genuine.", "The letter is a forgery, the archive says."),
    ("The sirens sounded before the wave.", "The sirens failed to sound."),
    ("Customers were informed of the breach.", "The bank never informed its customers of the breach."),
    ("The union has accepted the offer.", "The union turned down the offer."),
    ("Police opened fire on the pickets.", "Our constables did not shoot at the pickets."),
    ("The child was vaccinated.", "The child was unvaccinated."),
    ("Prices rose in June.", "Prices fell in June."),
    ("Jets bombed the market.", "There is no evidence that jets bombed the market."),
]

HARMLESS = [
    ("Detectives searched the brewery.", "The brewer did not deny that detectives had searched the brewery."),
    ("Not only the mill but the sluice was shut.", "The sluice was shut, the council said."),
    ("The mill was shut.", "The bakery stayed open."),
    ("The dyke broke because the pumps failed.", "It was the failure of the pumps that broke the dyke."),
    ("The truce has collapsed.", "Should the truce collapse, the mayor will resign."),
    ("The curator resigned.", "Has the curator not resigned?"),
    ("The tunnel is safe.", "The union demands that the tunnel be made safe."),
    ("Polish guards opened fire on the pickets.", "Czech guards did not fire on the pickets."),
    ("The board cannot rule out that the loan was forged.", "The loan was not forged."),
    ("The pass was open on Monday.", "The pass was closed on Friday."),
    ("The army shelled the hospital.", "Rebels did not shell the hospital."),
    ("The company cut jobs in Leeds.", "The company did not cut jobs in Hull."),
    ("The general denied the rumours.", "Rumours spread in the capital."),
    ("The banker was arrested.", "The banker was denied bail."),
    ("The factory was not insured.", "The factory was insured against theft only."),
    ("The crash was an accident.", "The pilot survived the accident."),
    ("The mill will stop selling flour.", "The mill will not sell flour any longer."),
    ("The home team won.", "The visitors lost."),
    ("The road to the airport is open.", "The airport is closed."),
    ("Safe water was handed out.", "The wells remain unsafe."),
    ("No rebels were killed.", "Forty rebels were killed."),
]


@pytest.mark.parametrize(("a", "b"), OPPOSED)
def test_suspects_what_one_asserts_and_the_other_denies(a: str, b: str) -> None:
    """A denial, a negation or an opposite of the same statement is suspected, whichever comes first."""
    assert judge(a, b)
    assert judge(b, a)


@pytest.mark.parametrize(("a", "b"), HARMLESS)
def test_leaves_alone_what_can_stand_side_by_side(a: str, b: str) -> None:
    """Paraphrases, other subjects, questions, conditions, demands and open denials are no contradiction."""
    assert judge(a, b) is None


@pytest.mark.parametrize(("a", "b"), OPPOSED + HARMLESS)
def test_spelling_makes_no_difference(a: str, b: str) -> None:
    """Curly quotes, accents, capitals and stray spaces change nothing."""
    curly = a.replace("'", "’").replace("e", "é")
    assert bool(judge(a, b)) == bool(judge(f"  {curly} ", b.replace(" ", "  ")))
    assert bool(judge(a, b)) == bool(judge(a.lower(), b.lower()))


def test_reason_is_a_sentence_with_both_words() -> None:
    """The reason shows a moderator the two opposite words."""
    found = judge("The flooding was deliberate.", "The flooding was unintentional.")
    assert found
    assert found.reason == "One says ‘deliberate’, the other ‘unintentional’."


def test_other_languages_are_left_alone() -> None:
    """A statement in a language that the lists don't know is never suspected."""
    french = COMPARER.parse("The beach is safe.", language="fr")
    assert COMPARER.compare(french, COMPARER.parse("The beach is unsafe.")) is None


def test_quote_counts_as_words_of_the_claim() -> None:
    """What only the quote says is compared too."""
    claim = COMPARER.parse(
        "The harbour master spoke of the spill.", "The spill was deliberate", "harbour master"
    )
    assert COMPARER.compare(claim, COMPARER.parse("The spill was an accident."))


def test_month_is_no_possibility() -> None:
    """“May” with a capital inside a sentence is a month, without it leaves the statement open."""
    assert judge("Prices rose in May.", "Prices fell in May.")
    assert judge("Prices rose.", "Prices may fall.") is None


@pytest.mark.parametrize(
    "later",
    [
        "We were wrong to say that the pumps had been tested.",
        "The council withdraws its claim that the pumps had been tested.",
        "The pumps had not been tested, the council now says.",
    ],
)
def test_speaker_takes_a_statement_back(later: str) -> None:
    """A later statement that withdraws or denies an earlier one of the same speaker revises it."""
    earlier = COMPARER.parse("The pumps had been tested in spring.")
    assert COMPARER.takes_back(COMPARER.parse(later), earlier)


@pytest.mark.parametrize(
    "later",
    ["The pumps will be tested again.", "We were wrong to say that the sluice was built in a hurry."],
)
def test_speaker_may_say_something_else(later: str) -> None:
    """A later statement about something else takes nothing back."""
    earlier = COMPARER.parse("The pumps had been tested in spring.")
    assert COMPARER.takes_back(COMPARER.parse(later), earlier) is None


def test_newsroom_can_add_words() -> None:
    """A pair of opposites that is added to the lists is understood at once."""
    extended = {**WORDS, "opposites": {"sobriety": {"yes": ["sober"], "no": ["drunk", "tipsy"]}}}
    comparer = StatementComparer(extended)
    sober, tipsy = (comparer.parse(f"The captain was {word}.") for word in ("sober", "tipsy"))
    assert comparer.compare(sober, tipsy)


@given(st.text(max_size=200))
def test_any_text_is_read_and_never_opposes_itself(text: str) -> None:
    """No text breaks the reader, and none contradicts itself."""
    assert judge(text, text) is None


PIECES = (
    *("not", "denies that", "the dam", "was safe", "unsafe", "without", "and", ",", "no", "knew", "if"),
    *(
        "by mistake",
        "the truce",
        "held",
        "collapsed",
        "the army",
        "said",
        "that",
        "reports",
        "are false",
        "“",
        ".",
    ),
)
FRAGMENTS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(FRAGMENTS, FRAGMENTS)
@example("not held the dam the dam", "the dam was safe not collapsed")
def test_order_of_the_two_makes_no_difference(a: str, b: str) -> None:
    """Comparing is symmetric for any mixture of cues, and a text is never held against itself."""
    assert bool(judge(a, b)) == bool(judge(b, a))
    assert judge(a, a) is None
