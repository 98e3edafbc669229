"""What a denial reaches, whom a pronoun stands for, and which opposites shut each other out."""

import tomllib
from pathlib import Path

import pytest

import bot
from bot.domain.statements import StatementComparer, Suspected

WORDS = tomllib.loads((Path(bot.__file__).parent / "words" / "denial.toml").read_text(encoding="utf-8"))
COUNTRIES = {"polish": "Poland", "poland": "Poland", "czech": "Czechia", "czechia": "Czechia", "us": "US"}
COMPARER = StatementComparer(WORDS, lambda name: COUNTRIES.get(name.lower()))


def judge(a: str, b: str, *, speaker: str | None = None) -> Suspected | None:
    """Return what the shipped word lists make of two texts, the second said by `speaker`."""
    return COMPARER.compare(COMPARER.parse(a), COMPARER.parse(b, None, speaker))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The rink is safe.", "The rink is dangerous and skaters should stay off the ice."),
        ("The conductor was sacked.", "The conductor left for Oslo and was not dismissed."),
        ("The conductor was sacked.", "The conductor says she resigned and was not dismissed."),
        ("The count was free and fair.", "The count was neither free nor fair."),
        ("The permit was approved.", "The council has not yet approved the permit."),
        ("The bakery plans to sell the mill.", "The bakery has no intention of selling the mill."),
        ("A rehearsal was held before the gala.", "The rehearsal before the gala never took place."),
        ("The treasurer confessed to the theft.", "The treasurer confessed to nothing, the theft included."),
        (
            "A foreign company is behind the leak.",
            "No evidence shows that a foreign company was behind the leak.",
        ),
        (
            "The choir was paid from the lottery fund.",
            "Not a penny of the lottery fund was paid to the choir.",
        ),
    ],
)
def test_a_denial_reaches_its_own_clause(a: str, b: str) -> None:
    """A denial is held against all that its clause says, its subject taken from the clause before."""
    assert judge(a, b)
    assert judge(b, a)


def test_not_one_but_the_other_did_it() -> None:
    """“It was X, not Y, that did it” denies that Y did, and Y's own people count as Y."""
    cleft = "It was the marina, not the brewery, that drained the pond."
    assert judge("The brewery drained the pond.", cleft)
    assert judge("The marina drained the pond.", cleft) is None
    government = "It was rebels, not the government, that bombed the bridge."
    assert judge("Government jets bombed the bridge.", government)


def test_who_speaks_is_meant_by_we() -> None:
    """“We” and “us” stand for the speaker, whose country sets two claims apart as a name would."""
    assert judge("The tenants were evacuated.", "Nobody evacuated us.", speaker="tenants' council")
    crossed = "Czech troops crossed the river."
    assert judge(crossed, "Our troops never crossed the river.", speaker="Czech army")
    assert judge(crossed, "Our troops never crossed the river.", speaker="Polish army") is None


def test_country_in_capitals_is_no_pronoun() -> None:
    """“US” is a country, so that another country's denial is no answer to it."""
    assert judge("US troops crossed the river.", "Polish troops did not cross the river.") is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The storm caused the blackout.", "The blackout had nothing to do with the storm."),
        ("The sledge was overturned on purpose.", "The crash of the sledge was an accident."),
        ("The lifts worked as designed.", "The lifts failed."),
        ("The tailor was drunk.", "The tailor was sober, his wife said."),
        ("Skaters were let into the hall.", "Skaters were kept out of the hall."),
        ("The rehearsals have broken down.", "The rehearsals are continuing, the theatre said."),
        ("The garrison left the fort.", "The garrison stayed in the fort."),
        (
            "The ushers cleared snow from the foyer.",
            "The snow was left in the foyer, where it melted.",
        ),
        ("Arsenic was found in the spring.", "No trace of arsenic was found in the spring."),
        ("The detour was the skipper's decision.", "The skipper did not decide on the detour."),
        ("The lifts had nothing wrong with them.", "The lifts were faulty."),
        ("The garrison joined the uprising.", "The garrison remains loyal to the king."),
        ("The jockey acted alone.", "The jockey had an accomplice."),
        ("The council lifted the curfew.", "The curfew is still in force."),
        ("The pond is clean.", "Nobody should bathe in the pond: it is polluted."),
        ("Divers wore no masks.", "The divers had put on masks."),
        ("Krol had no valid passport.", "Krol's passport was valid."),
        ("The climbers set out with a guide.", "The climbers went without a guide."),
        ("It wasn't the dogs that found the ring.", "Dogs located the ring."),
        ("The auction of the barn was rigged.", "There was no auction."),
        ("The captain had been warned of the reef.", "Nobody told the captain about the reef."),
        ("The pantry was spotless.", "Guests found the pantry filthy."),
        ("Tenants were informed of the sale.", "The landlord kept tenants in the dark about the sale."),
        ("The bridge met all standards.", "The bridge did not comply with the standards."),
        ("Marek resigned voluntarily.", "He was forced to resign, his brother said."),
        ("The museum was warned of the flood.", "The dyke board did not give the museum any warning."),
        ("Nobody had left the hamlet.", "The hamlet was evacuated."),
        ("Burglars murdered the watchman.", "The watchman was not killed by burglars."),
    ],
)
def test_opposite_words_are_suspected(a: str, b: str) -> None:
    """Opposites, and words that say more than what is denied, contradict whichever comes first."""
    assert judge(a, b)
    assert judge(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("There was no fire.", "The fire brigade painted the tower."),
        ("There is no way to tell what the tailor said.", "The tailor told the court what he said."),
        ("Marek lifted the trophy.", "The siege is still in force."),
        ("The hackers had nothing to do with the power cut.", "The quay is still without electricity."),
        ("My aunt had received flowers.", "The baker had never received flowers."),
        ("Tillers voted for a march.", "The tillers at the mill did not walk out."),
        ("The dancers were forced to rest.", "The army denied that its soldiers had rested."),
        ("The north pier held.", "The south pier did not hold."),
        ("The first ferry was searched.", "The last ferry was not searched."),
        ("The gardener ignored the notice.", "The gardener knew of the notice."),
        ("Shops in the old town opened.", "Shops in the harbour did not open."),
        ("Clerks at the tax office walked out.", "Clerks in the sorting hall did not walk out."),
        ("Two barges were held up, others arrived.", "The barges arrived and were held up at the lock."),
        (
            "He was convicted of fraud and acquitted of theft.",
            "The court convicted him and acquitted him of theft.",
        ),
        ("The raid killed fighters.", "The raid killed civilians."),
        ("The watchman was killed.", "The watchman was not murdered."),
        ("The regatta was a target of vandals.", "The vandals' target was not insured."),
        ("The strike on the depot was an accident.", "It was the navy, not the army, that struck the depot."),
        ("Guards were told not to open the gate.", "Guards opened the gate."),
    ],
)
def test_what_differs_in_place_part_or_weight_is_left_alone(a: str, b: str) -> None:
    """Other places, both sides in one breath, lesser words and orders are no contradiction."""
    assert judge(a, b) is None
    assert judge(b, a) is None
