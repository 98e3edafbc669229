"""Who says what: sources, cues and what is attributed, in sentences of many builds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attribution import Kind, Mode
from tests.domain.attribution.telling import READER, told


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Harbour master Ada Quill said that 40 boats were lost.",
            "Harbour master Ada Quill",
            "said",
            "that 40 boats were lost",
        ),
        ("“We lost 40 boats,” she said.", "she", "said", "“We lost 40 boats,”"),
        (
            "“We lost 40 boats,” said Ada Quill, the harbour master.",
            "Ada Quill, the harbour master",
            "said",
            "“We lost 40 boats,”",
        ),
        ("The pier, the mayor said, will be rebuilt.", "the mayor", "said", "The pier | will be rebuilt"),
        (
            "Forty boats were lost, according to the fire brigade.",
            "the fire brigade",
            "according to",
            "Forty boats were lost",
        ),
        (
            "According to the fire brigade, forty boats were lost.",
            "the fire brigade",
            "According to",
            "forty boats were lost",
        ),
        (
            "Ada Quill, the harbour master, told reporters on Monday that nobody was hurt.",
            "Ada Quill, the harbour master",
            "told",
            "that nobody was hurt",
        ),
        (
            "The union denied that its members had left the gate open.",
            "The union",
            "denied",
            "that its members had left the gate open",
        ),
        (
            "The town’s family court has also said the hearing was put off.",
            "The town’s family court",
            "has also said",
            "the hearing was put off",
        ),
        (
            "Police say the fire began at noon.",
            "Police",
            "say",
            "the fire began at noon",
        ),
        (
            "In Port Kessel, the mayor warned in a statement that the pier may fall.",
            "the mayor",
            "warned",
            "that the pier may fall",
        ),
    ],
)
def test_one_attribution(text: str, source: str, cue: str, content: str) -> None:
    """A sentence with one cue gives its source, the cue and what is attributed."""
    found = told(text)
    assert (source, cue, content) in found


def test_a_quotation_goes_on() -> None:
    """Quotations that follow without a cue of their own belong to the speaker before them."""
    text = "“It was dark,” said Ada Quill. “We saw nothing.”\n\n“Then came the smoke.”"
    assert told(text) == [
        ("Ada Quill", "said", "“It was dark,” | “We saw nothing.” | “Then came the smoke.”")
    ]


def test_a_paragraph_left_open_goes_on_in_the_next() -> None:
    """A quotation left open is said by whoever says the next paragraph, or said the one before."""
    named = "“It was dark,” said Quill.\n\n“Then came the smoke.\n\n“We saw nothing,” she said."
    assert told(named) == [
        ("Quill", "said", "“It was dark,”"),
        ("she", "said", "“Then came the smoke. | “We saw nothing,”"),
    ]
    unnamed = "“It was dark,” said Quill.\n\n“Then came the smoke.\n\n“We saw nothing.”\n\nIt rained."
    assert told(unnamed) == [("Quill", "said", "“It was dark,” | “Then came the smoke. | “We saw nothing.”")]


def test_a_colon_leads_to_the_next_paragraph() -> None:
    """What a paragraph announces with a colon is the quotation of the next one."""
    assert told("She added:\n\n“We saw nothing.”") == [("She", "added", "“We saw nothing.”")]


def test_a_second_cue_ends_the_first() -> None:
    """What follows “adding that” is apart, with the same source."""
    found = told("The mayor said the pier was lost, adding that it was old.")
    assert found == [
        ("The mayor", "said", "the pier was lost"),
        ("The mayor", "adding", "that it was old"),
    ]


def test_somebody_is_quoted_by_somebody() -> None:
    """“Quoted … as saying” attributes to whoever is quoted."""
    found = told("Radio Nine quoted a harbour officer as saying that 12 crew were missing.")
    assert ("a harbour officer", "as saying", "that 12 crew were missing") in found


@pytest.mark.parametrize("text", ["The report was long.", "Her claims were heard.", "A said B.", ""])
def test_nothing_is_attributed(text: str) -> None:
    """A noun that looks like a cue, and a text without one, give no attribution of a clause."""
    assert [one for one in told(text) if len(one[2].split()) > 2] == []


def test_modes_and_kinds() -> None:
    """Quotations, clauses with one inside and plain clauses are told apart, and so is a belief."""
    texts = {
        "“No,” she said.": (Mode.DIRECT, Kind.REPORTED),
        "She said it was “no accident”.": (Mode.MIXED, Kind.REPORTED),
        "She said it was an accident.": (Mode.INDIRECT, Kind.REPORTED),
        "She believes it was an accident.": (Mode.INDIRECT, Kind.HELD),
    }
    for text, expected in texts.items():
        found = READER.find(text)
        assert [(one.mode, one.kind) for one in found] == [expected], text


WORDS = st.sampled_from(
    [
        *(
            "said",
            "told",
            "says",
            "adding",
            "that",
            "which",
            "who",
            "as",
            "saying",
            "quoted",
            "citing",
            "he",
            "Ann",
        ),
        *(
            "Lee",
            "the",
            "mayor",
            "and",
            "but",
            "while",
            "boats",
            "sank",
            "to",
            "on",
            "Monday",
            "40",
            "according to",
        ),
        *(
            "“It sank,”",
            "“No.”",
            "‘No’",
            "“",
            "”",
            '"',
            "'",
            ",",
            ".",
            ":",
            ";",
            "—",
            "(",
            ")",
            "\n",
            "\n\n",
            "’s",
        ),
        *("QUILL:", "added:", "\n\n“Yes", "\n\n“No.”", "\n\n— Ann Lee", "claim", "his", "by"),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join)))
def test_spans_lie_in_the_text(text: str) -> None:
    """Whatever the text, spans are inside it, not empty, in order and apart."""
    for one in READER.find(text):
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(one.end <= other.start for one, other in pairwise(spans))
        assert one.cue
        assert one.content
