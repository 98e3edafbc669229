"""What two claims are to each other by the figures in their texts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.engine import Engine
from bot.wordlists import load
from db.models import Claim, Relation, Status
from tests.factories import a_claim

R = Relation


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the engine with the packaged word lists."""
    return Engine(load(), UTC)


def claim(engine: Engine, text: str, number: int = 1, **fields: object) -> Claim:
    """Return a claim with its figures read; each number has its own speaker."""
    given_fields = {
        "id": number,
        "text": text,
        "speaker": f"Speaker {number}",
        "speaker_id": number,
        **fields,
    }
    made = a_claim(**given_fields)
    return made.model_copy(update={"figures": engine.figures(made.draft())})


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("The blast killed 14 miners.", "Fourteen miners died in the pit.", R.AGREES),
        ("The blast killed 14 miners.", "41 miners were killed.", R.CONTRADICTS),
        ("The blast killed 14 miners.", "14 miners were injured.", R.UNRELATED),
        ("The blast killed 14 miners.", "14 rescuers were killed.", R.UNRELATED),
        ("30 soldiers were killed.", "Thirty troops died.", R.AGREES),
        ("30 soldiers were killed.", "At least 50 servicemen were killed.", R.CONTRADICTS),
        ("30 soldiers were killed.", "At least 10 soldiers were killed.", R.DIVERGES),
        ("30 Peruvian soldiers were killed.", "40 Bolivian soldiers were killed.", R.UNRELATED),
        ("30 Peruvian soldiers were killed.", "40 soldiers were killed.", R.CONTRADICTS),
        ("12 people were killed.", "15 children were killed.", R.CONTRADICTS),
        ("12 people were killed.", "7 children were killed.", R.UNRELATED),
        ("80 killed in raid", "60 soldiers were killed in the raid.", R.CONTRADICTS),
        ("Nobody was hurt.", "At least six people were injured.", R.CONTRADICTS),
        ("The firm will cut 400 jobs.", "The firm will keep 300 jobs.", R.UNRELATED),
        ("The firm will cut 400 jobs.", "300 jobs will be cut.", R.CONTRADICTS),
        ("The firm will cut 400 union jobs.", "300 jobs will be cut.", R.CONTRADICTS),
        ("The firm will cut 200 union jobs.", "300 jobs will be cut.", R.UNRELATED),
        ("The bridge cost £4m.", "The bridge cost £3.9m.", R.AGREES),
        ("The bridge cost £4m.", "The bridge cost £5.2m.", R.CONTRADICTS),
        ("The bridge cost £4m.", "The bridge cost $5.2m.", R.UNRELATED),
        ("The bridge cost £4m.", "The mayor pledged £9m to flood victims.", R.UNRELATED),
        (
            "The party won 40 seats and its ally won 9 seats.",
            "Its ally won 9 seats, the party won 40.",
            R.AGREES,
        ),
        (
            "Fifteen cases were found in the north and two additional cases in the south.",
            "15 cases were found in the north.",
            R.AGREES,
        ),
        ("The outage lasted half an hour.", "The outage lasted 30 minutes.", R.AGREES),
        ("The outage lasted half an hour.", "The outage lasted 50 minutes.", R.CONTRADICTS),
        ("The party won 40 seats and its ally won 9 seats.", "The party won 43 seats.", R.CONTRADICTS),
        ("The outage lasted 90 minutes.", "The outage lasted an hour and a half.", R.AGREES),
        ("The outage lasted 90 minutes.", "The outage lasted four hours.", R.CONTRADICTS),
        ("Turnout was 34%.", "Turnout was 61 per cent.", R.CONTRADICTS),
        ("The ministry denied that 20 tanks were destroyed.", "20 tanks were destroyed.", R.CONTRADICTS),
        ("The ministry did not deny that 20 tanks were destroyed.", "25 trucks were destroyed.", R.UNRELATED),
        ("Mayor gave no figure.", "20 tanks were destroyed.", R.UNRELATED),
        ("Police put it at 4,000.", "20 tanks waited.", R.UNRELATED),
        ("The ministry says 62.", "At least 80.", R.CONTRADICTS),
        ("Of the crates 43 held tea, he wrote.", "She was the first of 11 on the bench.", R.UNRELATED),
        ("They searched the villa at six in the morning.", "Six people searched the villa.", R.UNRELATED),
    ],
)
def test_pairs_of_claims(engine: Engine, a: str, b: str, relation: Relation) -> None:
    """Population, outcome, unit, currency, part and whole, zero, denial: in both directions."""
    first, second = claim(engine, a, 1), claim(engine, b, 2)
    assert engine.relate(first, second).relation is relation
    assert engine.relate(second, first).relation is relation


def test_a_denied_figure_is_only_suspected(engine: Engine) -> None:
    """That one side denies what the other states is for a moderator to confirm."""
    verdict = engine.relate(
        claim(engine, "There is no evidence that 40 people were held.", 1),
        claim(engine, "40 people were held.", 2),
    )
    assert verdict.suspected
    assert "denies" in verdict.reason


def test_the_reason_names_both_figures(engine: Engine) -> None:
    """A reader sees why at once."""
    verdict = engine.relate(
        claim(engine, "62 soldiers were killed.", 1), claim(engine, "At least 80 soldiers were killed.", 2)
    )
    assert verdict.reason.startswith("62 is below “at least 80”")


def test_a_toll_that_grew_between_two_named_moments_diverges(engine: Engine) -> None:
    """Growth from one moment to the next is no contradiction; shrinking is."""
    early = claim(engine, "84 people were killed.", 1, as_of=datetime(2021, 11, 6, 8, tzinfo=UTC))
    late = claim(engine, "115 people were killed.", 2, as_of=datetime(2021, 11, 8, 12, tzinfo=UTC))
    shrunk = claim(engine, "50 people were killed.", 3, as_of=datetime(2021, 11, 9, 12, tzinfo=UTC))
    undated = claim(engine, "115 people were killed.", 4)
    assert engine.relate(early, late).relation is R.DIVERGES
    assert engine.relate(late, early).relation is R.DIVERGES
    assert engine.relate(early, shrunk).relation is R.CONTRADICTS
    assert engine.relate(early, undated).relation is R.CONTRADICTS


def test_missing_people_may_become_fewer(engine: Engine) -> None:
    """A count that moves both ways diverges between two moments."""
    early = claim(engine, "225 people are missing.", 1, as_of=date(2024, 7, 31))
    late = claim(engine, "152 people are missing.", 2, as_of=date(2024, 8, 5))
    assert engine.relate(early, late).relation is R.DIVERGES


def test_one_speaker_revises_only_where_the_order_is_known(engine: Engine) -> None:
    """At another time it is a revision; on the same day, or at no known time, it stands against itself."""
    one = {"speaker": "County police", "speaker_id": 9}
    first = claim(engine, "25 people were killed.", 1, said_at=date(2021, 5, 6), **one)
    later = claim(engine, "28 people were killed.", 2, said_at=date(2021, 5, 7), **one)
    same_day = claim(engine, "28 people were killed.", 3, said_at=datetime(2021, 5, 6, 9, tzinfo=UTC), **one)
    undated = claim(engine, "28 people were killed.", 4, **one)
    repeated = claim(engine, "25 people were killed.", 5, said_at=date(2021, 5, 8), **one)
    assert engine.relate(first, later).relation is R.REVISES
    assert engine.relate(later, first).relation is R.REVISES
    for other in (same_day, undated):
        verdict = engine.relate(first, other)
        assert verdict.relation is R.CONTRADICTS
        assert "against itself" in verdict.reason
    assert engine.relate(first, repeated).relation is R.AGREES


def test_a_retracted_claim_is_related_to_nothing(engine: Engine) -> None:
    """What was taken back contradicts nobody."""
    first = claim(engine, "25 people were killed.", 1, status=Status.RETRACTED)
    assert engine.relate(first, claim(engine, "28 people were killed.", 2)).relation is R.UNRELATED


@given(
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.sampled_from(["at least ", "over ", "up to ", "about ", ""]),
)
def test_relations_read_from_text_are_symmetric(engine: Engine, a: int, b: int, hedge: str) -> None:
    """Whichever claim is asked about, the relation is the same, and a claim agrees with itself."""
    first = claim(engine, f"{hedge}{a} soldiers were killed.", 1)
    second = claim(engine, f"{b} soldiers were killed.", 2)
    assert engine.relate(first, second).relation is engine.relate(second, first).relation
    assert engine.relate(first, first.model_copy(update={"id": 3})).relation is R.AGREES


def test_remembered_verdicts_are_those_of_the_asked(engine: Engine) -> None:
    """A verdict that is remembered is given for the same two sets of figures only, either way round."""
    few, many, same = ((engine.read(f"{n} miners were killed.")) for n in (14, 41, 14))
    for _ in range(2):
        assert getattr(engine.comparer.verdict(few, many), "reason", "") == "14 is below 41."
        assert getattr(engine.comparer.verdict(many, few), "reason", "") == "41 is above 14."
        assert getattr(engine.comparer.verdict(few, same), "reason", "") == "Both say 14."
