"""Sides put together from pairs of claims."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.siding import Ground, Pair, Sides, exactly, joined, roughly

BELOW = Ground("62 is below 80.")
ITSELF = Ground("62 is below 80: the speaker against itself.", itself=True)
_PAIRS = st.dictionaries(
    st.tuples(st.integers(1, 6), st.integers(11, 16)), st.sampled_from([BELOW, ITSELF]), max_size=36
)


def _faced(found: list[Sides]) -> dict[Pair, Ground]:
    return {(a, b): one.ground for one in found for a in one.a for b in one.b}


@given(_PAIRS)
def test_exact_sides_face_each_other_as_the_pairs_do(against: dict[Pair, Ground]) -> None:
    """Each pair is on two sides of its ground, and no two claims are that aren't a pair."""
    assert _faced(exactly(against)) == against


@given(_PAIRS)
def test_rough_sides_are_one_for_each_ground(against: dict[Pair, Ground]) -> None:
    """Each ground has two sides with all claims of its pairs, each of them once."""
    found = roughly(against)
    assert {one.ground for one in found} == set(against.values())
    assert len(found) == len(set(against.values()))
    for one in found:
        assert set(one.a) == {a for (a, _), ground in against.items() if ground == one.ground}
        assert len(set(one.b)) == len(one.b)


def test_a_common_side_joins() -> None:
    """Two that have one side in common are one, whose other side has the claims and the rest of both."""
    first, second = Sides(BELOW, (1, 2), (11,), 3), Sides(BELOW, (4,), (11,), 2)
    assert joined([first, second]) == [Sides(BELOW, (1, 2, 4), (11,), 5)]
    assert joined([Sides(BELOW, (1,), (11,)), Sides(BELOW, (1,), (12,), 0, 7)]) == [
        Sides(BELOW, (1,), (11, 12), 0, 7)
    ]


def test_different_grounds_and_rests_stay_apart() -> None:
    """The same claims on another ground, or with others unlisted beside them, are another matter."""
    apart = [Sides(BELOW, (1,), (11,)), Sides(ITSELF, (1,), (12,)), Sides(BELOW, (1,), (13,), 4)]
    assert joined(apart) == apart
