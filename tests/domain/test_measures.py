"""What tells two figures apart beyond noun, unit and outcome."""

from datetime import UTC

import pytest

from bot.domain.engine import Engine
from bot.wordlists import load
from db.models import Claim, Relation
from tests.factories import a_claim

R = Relation


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the engine with the packaged word lists."""
    return Engine(load(), UTC)


def claim(engine: Engine, text: str, number: int) -> Claim:
    """Return a claim by a speaker of its own, with its figures read."""
    made = a_claim(id=number, text=text, speaker=f"Speaker {number}", speaker_id=number)
    return made.model_copy(update={"figures": engine.figures(made.draft())})


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Rents rose by 5 percent.", "Rents increased 8 percent.", R.CONTRADICTS),
        ("Rents rose by 5 percent.", "Rents rose to 5 percent of income.", R.UNRELATED),
        ("Rents rose 5 percent in May.", "Rents rose 8 percent in June.", R.UNRELATED),
        ("Rents rose 5 percent in 2019.", "Rents rose 8 percent in 2020.", R.UNRELATED),
        ("Rents rose 5 percent in May.", "In May rents rose 8 percent.", R.CONTRADICTS),
        ("70 percent of nurses are content.", "40 percent of nurses are not content.", R.UNRELATED),
        ("The camp lies 5 km north of the border.", "The border fence runs for 30 km.", R.UNRELATED),
        ("The ferry came within 20 metres of the pier.", "The pier is 300 metres long.", R.UNRELATED),
        ("55 percent support the dam.", "40 percent are against the dam.", R.UNRELATED),
        ("30 miners were injured.", "12 miners were seriously injured.", R.UNRELATED),
        ("30 miners were critically injured.", "12 miners were seriously injured.", R.CONTRADICTS),
        ("30 were treated for minor injuries.", "12 were treated for severe injuries.", R.UNRELATED),
        ("500 rebels were killed or wounded.", "200 rebels were killed.", R.UNRELATED),
        ("500 rebels were killed and injured.", "300 rebels were injured or killed.", R.CONTRADICTS),
        ("Another 12 reporters were detained.", "30 reporters were detained.", R.UNRELATED),
        ("Another 12 reporters were detained.", "Nine more reporters were detained.", R.CONTRADICTS),
        ("The raid killed five and injured 12 others.", "The raid injured 20.", R.CONTRADICTS),
        ("The truce held for 48 hours.", "The truce lasted three days.", R.CONTRADICTS),
        ("The ferry was delayed by six hours.", "There was a delay of four hours.", R.CONTRADICTS),
        ("40 of the 900 passengers fell ill.", "40 passengers fell ill.", R.AGREES),
    ],
)
def test_told_apart(engine: Engine, a: str, b: str, relation: Relation) -> None:
    """Times, ways, degrees, additions and joined outcomes tell figures apart, in either order."""
    one, other = claim(engine, a, 1), claim(engine, b, 2)
    assert engine.relate(one, other).relation is relation
    assert engine.relate(other, one).relation is relation


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Exports rose by 5 percent.", "Exports fell by 5 percent.", "rise"),
        ("Exports rose by 5 percent.", "Exports shrank 3 percent.", "rise"),
        ("The mill made a profit of €4.35m.", "The mill made a loss of €4.35m.", "loss"),
        ("Halden Steel reported earnings of €4.35m.", "The group lost €4.35m last year.", "loss"),
        ("She accepted the $10,000 grant.", "She turned out to have refused the $10,000 grant.", "refusing"),
        ("61 percent support the dam.", "58 percent are against the dam.", "against"),
        ("The town imposed a fee of $30.", "The town scrapped a fee of $30.", "end"),
    ],
)
def test_opposite_ways(engine: Engine, a: str, b: str, reason: str) -> None:
    """A rise and a fall, a profit and a loss are suspected of contradicting each other, with the reason."""
    for one, other in ((a, b), (b, a)):
        verdict = engine.relate(claim(engine, one, 1), claim(engine, other, 2))
        assert verdict.relation is R.CONTRADICTS
        assert verdict.suspected
        assert reason in verdict.reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Inflation rose 3 percent.", "Wages fell 3 percent."),
        ("Exports rose 5 percent after they had fallen 2 percent.", "Exports fell 2 percent."),
        ("Exports rose by 5 percent in May.", "Exports fell by 3 percent in June."),
    ],
)
def test_other_ways_of_other_things(engine: Engine, a: str, b: str) -> None:
    """A rise of one thing and a fall of another, or at another time, are no contradiction."""
    assert engine.relate(claim(engine, a, 1), claim(engine, b, 2)).relation is not R.CONTRADICTS
