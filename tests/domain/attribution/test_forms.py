"""The forms in which news gives somebody's words, one sentence each."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.attribution.telling import READER, told

WHO_AND_WHAT = [
    # quotations
    ("“It was dark,” according to Quill.", "Quill", "“It was dark,”"),
    ("“It was dark.”\n— Lena Marsh", "Lena Marsh", "“It was dark.”"),
    ("“It was dark.” — Lena Marsh", "Lena Marsh", "“It was dark.”"),
    ("Lena Marsh: “It was dark.”", "Lena Marsh", "“It was dark.”"),
    ("Said Quill: “It was dark.”", "Quill", "“It was dark.”"),
    ("The sign at the gate read, “No entry.”", "The sign at the gate", "“No entry.”"),
    ("She smiled and shrugged: “It happens.”", "She", "“It happens.”"),
    ("“Not again,” Quill shot back.", "Quill", "“Not again,”"),
    ("“Not again,” hissed the mayor.", "the mayor", "“Not again,”"),
    ("“Not again,” the mayor hissed.", "the mayor", "“Not again,”"),
    ("As the mayor put it, “We are late.”", "the mayor", "“We are late.”"),
    ("“We are late,” as the mayor put it.", "the mayor", "“We are late,”"),
    ("When asked about it, Quill replied, “No comment.”", "Quill", "“No comment.”"),
    ("“We,” the mayor said, “will rebuild.”", "the mayor", "“We,” | “will rebuild.”"),
    (
        "“No,” said her lawyer, Per Olafsen, “and that is final.”",
        "her lawyer, Per Olafsen",
        "“No,” | “and that is final.”",
    ),
    ("“We saw it,” Quill said on Radio Nine's “Morning Talk.”", "Quill", "“We saw it,”"),
    ("“We will rebuild,” the mayor told the crowd, her voice breaking.", "the mayor", "“We will rebuild,”"),
    ("“It fell,” he said, looking at the floor. “It just fell.”", "he", "“It fell,” | “It just fell.”"),
    ("''It fell,'' he said.", "he", "''It fell,''"),
    (
        "The minister told parliament on Monday: “We lost 12 soldiers.”",
        "The minister",
        "“We lost 12 soldiers.”",
    ),
    (
        "Forty.\n\nFifty.\n\nSixty.\n\nQUILL: We lost 40 boats. Nobody fell.",
        "QUILL",
        "We lost 40 boats. Nobody fell.",
    ),
    ("Ida Holm met Ada Quill.\n\nHolm: How?\n\nQuill: We fell.", "Quill", "We fell."),
    ("Q: How?\n\nA: We fell. We rose.", "A", "We fell. We rose."),
    ("Q. How?\n\nA. We fell.", "A", "We fell."),
    ("NEW KESSEL: Forty boats fell, police said.", "police", "NEW KESSEL: Forty boats fell"),
    # sources
    (
        "“We saw it,” Ada Quill, the mayor of Kessel, one of the towns on the coast, said Friday.",
        "Ada Quill, the mayor of Kessel, one of the towns on the coast",
        "“We saw it,”",
    ),
    (
        "Ms. Lee — who runs the hospital — said 40 were treated.",
        "Ms. Lee — who runs the hospital",
        "40 were treated",
    ),
    (
        "The fire is out, its chief, Ann Lee, said on Friday in an email.",
        "its chief, Ann Lee",
        "The fire is out",
    ),
    (
        "KESSEL (CP) -- Mayor Ada Quill, opening the bridge, said it was safe.",
        "Mayor Ada Quill, opening the bridge",
        "it was safe",
    ),
    (
        "In a statement on its website, the ministry said 12 people had died.",
        "the ministry",
        "12 people had died",
    ),
    (
        "A source familiar with the talks, speaking on condition of anonymity, said the deal was near.",
        "A source familiar with the talks, speaking on condition of anonymity",
        "the deal was near",
    ),
    (
        "Both the army and the rebels say they hold the town.",
        "Both the army and the rebels",
        "they hold the town",
    ),
    (
        "Residents reached by phone said the shelling had killed nine.",
        "Residents reached by phone",
        "the shelling had killed nine",
    ),
    ("Officials, many of whom say the wall is weak, left.", "many of whom", "the wall is weak"),
    (
        "Per Lind and Ray Dunn (both of Kessel) said it sank.",
        "Per Lind and Ray Dunn (both of Kessel)",
        "it sank",
    ),
    (
        "“He drove too fast,” one survivor, Mina Kol, 28, told the Norland Times.",
        "one survivor, Mina Kol, 28",
        "“He drove too fast,”",
    ),
    (
        "Ivo Kranz, the brigade’s spokesman, was quoted by the Courier as saying 62 died.",
        "Ivo Kranz, the brigade’s spokesman",
        "62 died",
    ),
    # contents
    (
        "The wall had been cracked for years, the firm’s engineers have confirmed.",
        "the firm’s engineers",
        "The wall had been cracked for years",
    ),
    ("A witness told local radio he had seen four bodies.", "A witness", "he had seen four bodies"),
    ("The court ruled that the firm must pay $4 million.", "The court", "that the firm must pay $4 million"),
    ("The usual fee, it says, would be $300.", "it", "The usual fee | would be $300"),
    ("Nobody was hurt, Quill told the Courier, a weekly, on Friday.", "Quill", "Nobody was hurt"),
    (
        "It rose to 40, the governor's office said on Sunday, and could rise further.",
        "the governor's office",
        "It rose to 40",
    ),
    ("As the mayor has said, nobody was hurt.", "the mayor", "nobody was hurt"),
    ("While he acknowledged the delay was long, Ms. Lind left.", "he", "the delay was long"),
    ("Claiming the vote was rigged, Quill left the hall.", "Quill", "the vote was rigged"),
    ("Quill continues to insist that the wall was safe.", "Quill", "that the wall was safe"),
    ("Police asked drivers to stay at home.", "Police", "to stay at home"),
    (
        "Hospital officials put the number of wounded at 30.",
        "Hospital officials",
        "the number of wounded at 30",
    ),
    ("He’s claiming that it sank.", "He", "that it sank"),
    (
        "The mayor added:\n\nWe lost 40 boats. Nobody was hurt.",
        "The mayor",
        "We lost 40 boats. Nobody was hurt.",
    ),
    # nouns
    ("The army’s earlier claim that 40 had fled was wrong.", "The army", "that 40 had fled"),
    ("Despite a warning from the mayor that it was unsafe, he went.", "the mayor", "that it was unsafe"),
    ("Allegations by the rebels that 40 were held could not be checked.", "the rebels", "that 40 were held"),
    ("Nobody shared her belief that it would last.", "her", "that it would last"),
    # titles
    ("Police: 3 killed in crash near Tarn", "Police", "3 killed in crash near Tarn"),
    ("12 dead in Kessel blast: ministry", "ministry", "12 dead in Kessel blast"),
    ("At least 12 killed in Kessel blast, officials say", "officials", "At least 12 killed in Kessel blast"),
    ("Mayor Says Bridge Will Open In May", "Mayor", "Bridge Will Open In May"),
]


@pytest.mark.parametrize(("text", "source", "content"), WHO_AND_WHAT)
def test_who_says_what(text: str, source: str, content: str) -> None:
    """A sentence of a form that news uses gives its source and what is attributed."""
    assert (source, content) in [(one[0], one[2]) for one in told(text)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Nine died, the ministry said, adding that more may, while a doctor said 15 had.",
            ["Nine died", "that more may", "15 had"],
        ),
        ("The army said it won, and the rebels, who fled, said they did.", ["it won", "they did"]),
        ("He said it sank and warned that more would.", ["it sank", "that more would"]),
        (
            "The rebels denied involvement and accused the army of staging it.",
            ["involvement", "the army of staging it"],
        ),
        (
            "NNA reported six dead and quoted a clerk as saying that a school was hit.",
            ["six dead", "that a school was hit"],
        ),
        (
            "The firm says it employs 400, but the union puts the number at 300.",
            ["it employs 400", "the number at 300"],
        ),
        ("She says there were 12 dead; he says 15.", ["there were 12 dead", "15"]),
        (
            "Two men were held, she said; a third had fled, he said.",
            ["Two men were held", "a third had fled"],
        ),
        (
            "The bank said nobody was hurt, but it declined to say what was taken.",
            ["nobody was hurt", "to say what was taken"],
        ),
    ],
)
def test_one_says_this_and_another_that(text: str, contents: list[str]) -> None:
    """What somebody says ends where somebody else's words, or another cue, begin."""
    assert [one[2] for one in told(text)] == contents


@pytest.mark.parametrize(
    "text",
    [
        "The agency, citing a clerk, said 62 were killed.",
        "Citing a clerk, the agency said 62 were killed.",
        "The agency said, citing a clerk, that 62 were killed.",
        "62 were killed, the agency said, citing a clerk.",
        "The agency quoted a clerk as saying that 62 were killed.",
    ],
)
def test_an_agency_passes_on_what_a_clerk_says(text: str) -> None:
    """Whoever is cited is the source, and whoever cites them has passed it on."""
    [one] = READER.find(text)
    [source], [agency] = one.source, one.passed_by
    assert text[source.start : source.end] == "a clerk"
    assert text[agency.start : agency.end].lower() == "the agency"


@pytest.mark.parametrize(
    "text",
    [
        "Boats from border states carried early reports.",
        "The report shows up in her notes and remarks.",
        "That said, the storm was bad.",
        "The wall was maintained by the state for years.",
        "A spokesman could add a room to the house.",
        "“The Pier” was shown in Kessel, and “The Gate” in Tarn.",
        "He spoke before he left.",
        "The mayor said nothing and reported for duty at noon.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    """Nouns that look like verbs, verbs in other senses and titles in quotation marks attribute nothing."""
    assert [one for one in READER.find(text) if one.claimed] == []


@pytest.mark.parametrize(
    "text",
    [
        "The army has not said how many died.",
        "The firm didn’t say that anybody was hurt.",
        "Neither side would say how many had died.",
        "Nobody said that it sank.",
    ],
)
def test_what_is_not_said_is_no_claim(text: str) -> None:
    """What somebody doesn't say is attributed to them, but not as their claim."""
    assert [one.claimed for one in READER.find(text)] == [False]


@given(st.text(max_size=300))
def test_sentences_cover_every_word(text: str) -> None:
    """Sentences are in order, don't overlap, and no letter of the text is in none."""
    spans = READER.sentences(text)
    assert all(one.start < one.end for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    within = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in within for at, character in enumerate(text) if character.isalpha())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Lee left. He ran.", ["Mr. Lee left.", "He ran."]),
        (
            "The U.S. Navy left at 5 p.m. on Monday. It ran.",
            ["The U.S. Navy left at 5 p.m. on Monday.", "It ran."],
        ),
        ("Sen. Ann Lee (R-Wis.) Smith left.", ["Sen. Ann Lee (R-Wis.) Smith left."]),
        ("“It sank. All of it.” He left.", ["“It sank. All of it.”", "He left."]),
        ("“Did it sink?” he asked. Yes.", ["“Did it sink?” he asked.", "Yes."]),
        ("It was the 1970s. “It sank.”", ["It was the 1970s.", "“It sank.”"]),
        ("He said 'no' to the workers' union. It ran.", ["He said 'no' to the workers' union.", "It ran."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Points of abbreviations and within quotation marks end no sentence."""
    assert [text[span.start : span.end] for span in READER.sentences(text)] == expected


def test_a_sentence_without_an_end_is_parted() -> None:
    """A text of words without a full stop is read in pieces, so that time stays in proportion to length."""
    spans = READER.sentences("said Lee and " * 1000)
    assert len(spans) > 5
    assert max(span.end - span.start for span in spans) < 3000
