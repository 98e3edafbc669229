"""Which claims say what a message says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ranking import CONVINCING, RELATED, CandidateText, Ranker, Wording
from bot.domain.text import stem, words

WORDING = Wording(
    frozenset(words("a an and by for in is it its no of on or says said that the their to was were with")),
    {"ferri": frozenset({"boat"}), "boat": frozenset({"ferri"})},
)

FERRY = CandidateText.of(
    "The ferry captain ignored two storm warnings, the coast guard says.",
    "a reckless disregard of the weather",
    "Coast Guard",
    ["Harbour Radio"],
    "Ferry sinking off Port Emil",
    date(2019, 5, 3),
)
UNION = CandidateText.of(
    "The seamen's union blames the owners for leaving life jackets ashore.",
    None,
    "Seamen's Union",
    [],
    "Ferry sinking off Port Emil",
    date(2019, 5, 5),
)
BRIDGE = CandidateText.of(
    "Engineers closed the old bridge after cracks were found in its arches.",
    None,
    "City Works",
    [],
    "Old Bridge cracks",
    date(2020, 1, 9),
)
CLAIMS = (FERRY, UNION, BRIDGE)


class Words:
    """The vocabulary of a few claims."""

    def __init__(self, claims: Sequence[CandidateText], corrections: Mapping[str, Sequence[str]]) -> None:
        self._claims = claims
        self._corrections = corrections

    @property
    def counted(self) -> tuple[str, int]:
        """What the counts hold for: these claims never change."""
        return "newsroom", 1

    def total(self) -> int:
        """Return how many claims there are."""
        return len(self._claims)

    def frequency(self, stems: Iterable[str]) -> Mapping[str, int]:
        """Return in how many claims each stem occurs."""
        return {one: sum(one in claim.stems for claim in self._claims) for one in stems}

    def named(self, stems: Sequence[str]) -> Sequence[int]:
        """Return in how many claims each stem is in the speaker's name."""
        return [sum(one in map(stem, claim.speaker.split()) for claim in self._claims) for one in stems]

    def known(self, word: str) -> bool:
        """Return whether a claim has the word, in some inflection."""
        return any(stem(word) in claim.stems for claim in self._claims)

    def correct(self, word: str) -> Sequence[str]:
        """Return what the test takes a word for."""
        return self._corrections.get(word, ())


def scores(message: str, corrections: Mapping[str, Sequence[str]] | None = None) -> list[float]:
    """Return each claim's score for a message, in the order of `CLAIMS`."""
    ranker = Ranker(WORDING)
    query = ranker.query(message, Words(CLAIMS, corrections or {}))
    return [ranker.likeness(query, claim).score for claim in CLAIMS]


@pytest.mark.parametrize(
    ("message", "best"),
    [
        ("the captain ignored storm warnings", FERRY),
        ("reckless disregard of the weather", FERRY),
        ("life jackets were left ashore, says the union", UNION),
        ("cracks found in the old bridge", BRIDGE),
        ("ENGINEERS CLOSED THE OLD BRIDGE", BRIDGE),
    ],
)
def test_words_of_a_claim_convince(message: str, best: CandidateText) -> None:
    """A fragment or paraphrase of a claim or its quote finds that claim, convincingly."""
    found = dict(zip(map(id, CLAIMS), scores(message), strict=True))
    assert max(found, key=lambda one: found[one]) == id(best)
    assert found[id(best)] >= CONVINCING


def test_same_words_score_near_a_hundred() -> None:
    """A claim's own words score above 90 for it, and nothing beyond 100."""
    assert 90 <= scores("Engineers closed the old bridge after cracks were found in its arches.")[2] <= 100


@pytest.mark.parametrize(
    "message", ["the bridge of a ship is where officers eat dinner", "a bakery won the regional prize", "???"]
)
def test_other_messages_do_not_convince(message: str) -> None:
    """A message that shares a word or two with a claim is not taken to say it."""
    assert max(scores(message)) < CONVINCING


def test_unrelated() -> None:
    """A message that shares nothing with a claim isn't even related to it."""
    assert max(scores("a bakery won the regional prize")) < RELATED


def test_misspelt_word_counts_nearly_as_much() -> None:
    """A misspelt word scores less than the right one and more than a word from nowhere."""
    right = scores("ignored storm warnings")[0]
    misspelt = scores("ignored strom warnings", {"strom": ["storm"]})[0]
    wrong = scores("ignored zebra warnings")[0]
    assert right > misspelt > wrong


def test_word_of_like_meaning_counts() -> None:
    """A word that the word list takes for another finds the claim that has the other."""
    assert scores("boat captain")[0] > scores("zebra captain")[0]


def test_words_written_as_one_count() -> None:
    """Two words that a message writes as one find a claim that has both, and none that has one of them."""
    apart, glued, other = (
        scores(f"{words} warnings")[0] for words in ("ferry captain", "ferrycaptain", "zebra")
    )
    assert apart > glued > other
    assert scores("oldarches")[2] > scores("oldowners")[2]


def test_words_written_as_one_are_asked_for() -> None:
    """The index is asked for both of two words that a message writes as one."""
    asked = Ranker(WORDING).query("stormwarnings", Words(CLAIMS, {})).search_terms()
    assert {"storm", "warn"} <= asked.keys()


def test_claims_about_whoever_is_heard_often_come_first() -> None:
    """Of two claims with the same words the one about somebody who is often on record is likelier."""
    heard = [CandidateText.of("Rain is late.", None, "Senator Quill", [], "Weather")] * 40
    seldom = CandidateText.of("The pier will be rebuilt.", None, "Harbour Radio", [], "Ott's pier")
    often = CandidateText.of("The pier will be rebuilt.", None, "Harbour Radio", [], "Quill's pier")
    ranker = Ranker(WORDING)
    query = ranker.query("the pier will be rebuilt", Words((seldom, often, *heard), {}))
    found = ranker.likenesses(query, [seldom, often], [5.0, 5.0])
    assert found[1].order > found[0].order


def test_speaker_counts() -> None:
    """A message that names the speaker prefers that speaker's claim."""
    ranker = Ranker(WORDING)
    one = CandidateText.of("The pier will be rebuilt.", None, "Mayor Ott", [], "Pier")
    other = CandidateText.of("The pier will be rebuilt.", None, "Senator Quill", [], "Pier")
    query = ranker.query("Quill: the pier will be rebuilt", Words((one, other), {}))
    assert ranker.likeness(query, other).score > ranker.likeness(query, one).score


@pytest.mark.parametrize("day", ["3 May 2019", "May 3, 2019", "the 3rd of May 2019"])
def test_day_that_a_message_names(day: str) -> None:
    """Among claims with the same words the one of the day that a message names comes first."""
    ranker = Ranker(WORDING)
    then = CandidateText.of("The ferry sank.", None, "Harbour Radio", day=date(2019, 5, 3))
    before = CandidateText.of("The ferry sank.", None, "Harbour Radio", day=date(2017, 5, 3))
    query = ranker.query(f"The ferry sank on {day}", Words((then, before), {}))
    assert ranker.likeness(query, then).score > ranker.likeness(query, before).score


def test_many_at_once() -> None:
    """Claims scored together score as each does alone, and a crowd of poor ones hides no right one."""
    ranker = Ranker(WORDING)
    query = ranker.query("the captain ignored storm warnings", Words(CLAIMS, {}))
    offered = [10.0, 6.0, 2.0]
    found = ranker.likenesses(query, CLAIMS, offered)
    alone = [ranker.likeness(query, claim).score for claim in CLAIMS]
    assert [one.score for one in found] == pytest.approx(alone)
    assert found[0].order == max(one.order for one in found)
    crowd = ranker.likenesses(query, [BRIDGE] * 90 + [FERRY], [1.0] * 90 + [9.0])
    assert crowd[-1].order == max(one.order for one in crowd)
    assert ranker.likenesses(query, [], []) == []


def test_impossible_day_is_no_day() -> None:
    """A date that the calendar doesn't have is taken for plain words."""
    ranker = Ranker(WORDING)
    assert ranker.query("on 31 February 2019", Words(CLAIMS, {})).day is None


def test_long_messages_ask_for_their_rare_words() -> None:
    """Of a long message the index is asked for a bounded number of words, the common ones left out."""
    message = " ".join(f"word{number} the of" for number in range(200))
    asked = Ranker(WORDING).query(message, Words(CLAIMS, {})).search_terms()
    assert len(asked) <= 40
    assert "the" not in asked


@given(st.text(), st.text(), st.text(), st.text())
def test_packing_loses_nothing(text: str, quote: str, speaker: str, story: str) -> None:
    """What is packed into the index comes out the same, whatever the texts."""
    candidate = CandidateText.of(text, quote, speaker, [speaker], story, date(2001, 2, 3))
    assert CandidateText.unpacked(candidate.packed()) == candidate


@given(st.text(), st.text())
def test_score_is_bounded(message: str, text: str) -> None:
    """A score is between 0 and 100, whatever the texts."""
    ranker = Ranker(WORDING)
    candidate = CandidateText.of(text, text, text, [text], text)
    query = ranker.query(message, Words((candidate,), {}))
    assert 0 <= ranker.likeness(query, candidate).score <= 100
