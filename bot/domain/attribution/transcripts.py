"""Paragraphs that are all somebody's words: “QUILL: It sank”, “A: The ferry.”, a tweet with its signature."""

import re
from typing import Final

from bot.domain.attribution.layout import Sentence
from bot.domain.attribution.spans import Attribution, Kind, Mode, Span

_NAME: Final = r"(?P<name>[A-Z][\w.’'\-]*(?:[ ][A-Z][\w.’'\-]*){0,3})"
_LABELLED: Final = re.compile(rf"^[ \t]*[\"“]?{_NAME}(?P<colon>:|(?<=\b[QA])\.)[ \t]+(?=\S)", re.MULTILINE)
_LAST: Final = re.compile(r"\b[A-Z][\w.’'\-]*\s(?=(?P<last>[A-Z][\w’'\-]*)(?![\w’'\-:]))")
_TWEET: Final = re.compile(
    r"^[ \t]*(?P<words>\S[^\n]*)\n+[ \t]*(?P<dash>[-–—]+)[ \t]*(?P<name>[^\s(@][^\n(@]{1,60}?) \(@\w{1,30}\)",
    re.MULTILINE,
)
_ASKED_AND_ANSWERED: Final = (("Q", "A"), ("Question", "Answer"))
_FEWEST: Final = 2  # paragraphs so begun, before names in small letters are taken for speakers
_HEAD: Final = 3  # paragraphs in which a name in capitals may be the place that a text was written in


class Transcript:
    """The labelled paragraphs of one article; none where its labels are no speakers."""

    def __init__(self, text: str) -> None:
        found = list(_LABELLED.finditer(text))
        names = {label["name"] for label in found}
        answering = {answer for question, answer in _ASKED_AND_ANSWERED if {question, answer} <= names}
        last_names = _last_names(text) if names else set()
        named = {name for name in names if name.split()[-1].lower() in last_names} | answering
        likely = [label for label in found if label["name"] in named]
        kept = likely if answering or len(likely) >= _FEWEST else []
        loud = [label for label in found if _in_capitals(label)]
        kept += loud if len(loud) > 1 or not any(_may_be_a_place(label, text) for label in loud) else []
        self._labels = {label.start("name"): label for label in kept}
        self._tweets = {tweet.start("words"): tweet for tweet in _TWEET.finditer(text)}

    def spoken(self, sentence: Sentence) -> Attribution | None:
        """Return a paragraph's first sentence as somebody's words, where all of it is; else None."""
        tweet = self._tweets.get(sentence.start)
        if tweet is not None:
            return _by(tweet, "dash", Span(sentence.start, sentence.end))
        label = self._labels.get(sentence.start) or self._labels.get(sentence.start + 1)
        if label is None or label.end() >= sentence.end:
            return None
        return _by(label, "colon", Span(label.end(), sentence.end))


def _by(found: re.Match[str], cue: str, content: Span) -> Attribution:
    source = Span(*found.span("name"))
    return Attribution((source,), (Span(*found.span(cue)),), (content,), Mode.DIRECT, Kind.REPORTED)


def _in_capitals(label: re.Match[str]) -> bool:
    return label["name"].isupper() and len(label["name"]) >= _HEAD and label["colon"] == ":"


def _may_be_a_place(label: re.Match[str], text: str) -> bool:
    """Return whether a label is rather a dateline: “NEW KESSEL: Forty boats were lost”."""
    return text.count("\n\n", 0, label.start()) < _HEAD


def _last_names(text: str) -> set[str]:
    """Return the words, lower case, that stand behind one with a capital letter and before no colon."""
    return {found["last"].lower() for found in _LAST.finditer(text)}
