"""How well it is found who says what: the product's own reading against articles with known attributions.

A file holds one article a line: `{"id", "text", "attributions": [{"source", "cue", "content"}]}`, each of the
three a list of `[start, end]` by character offsets. This folder's README defines what is measured.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot.domain.attribution import AttributionReader
from bot.domain.lexicon import lists
from bot.domain.reading.inflection import verb_forms
from bot.wordlists import load

_LISTS: Final = Path(__file__).with_name("reporting.toml")
_WORD: Final = re.compile(r"\w+(?:[.’'\-]\w+)*")
_BEHIND_A_HEAD: Final = (
    r"(?:about|after|against|among|around|as|at|before|behind|between|by|close|during|familiar|for|from|in|inside|into"
    r"|near|of|on|outside|over|since|through|to|toward|under|with|within|without|who|whom|whose|which|that|where)\b"
)
_ENDS_A_HEAD: Final = re.compile(
    r"\s*[,;:(\[—–\"“”]|\s+-+\s"
    rf"|\s+{_BEHIND_A_HEAD}"
    rf"|\s+(?-i:[a-z]+)(?:ed|ing)\s+(?:{_BEHIND_A_HEAD}|(?:last|this|late|early|earlier)\b)",
    re.IGNORECASE,
)
_OPENING: Final = "“\"‘'«„"
_CLOSING: Final = "”\"’'»“"

Spans = Sequence[Sequence[int]]


class _Mark(NamedTuple):
    """An attribution as it is measured."""

    cue: Spans
    said: str  # the words of the cue, lower case, a space around each
    head: int | None  # where the head of the source begins; None where nobody is named
    words: frozenset[int]  # where the words of the content begin
    direct: bool  # all of the content is in quotation marks


class _Tally(NamedTuple):
    """The attributions of one article, and which known one is which found one."""

    known: list[_Mark]
    found: list[_Mark]
    pairs: list[tuple[int, int]]


def score_attribution(path: Path) -> dict[str, Any]:
    """Return how well attributions are found over the articles of a file, for each part of the known ones."""
    reader = AttributionReader(load().tables["attribution"])
    tallies = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        known = [_mark(row["text"], one) for one in row["attributions"]]
        found = [_mark(row["text"], one._asdict()) for one in reader.find(row["text"])]
        tallies.append(_Tally(known, found, _paired(known, found)))
    speech, belief = _listed("speech"), _listed("belief")
    parts: dict[str, Callable[[_Mark], bool]] = {
        "speech": lambda one: one.direct or speech(one),
        "direct": lambda one: one.direct,
        "indirect": lambda one: not one.direct and speech(one),
        "beliefs": lambda one: not one.direct and belief(one) and not speech(one),
        "everything": lambda _: True,
    }
    return {name: _scores(tallies, part) for name, part in parts.items()}


def _listed(name: str) -> Callable[[_Mark], bool]:
    """Return whether a cue holds a word of a list, in any form."""
    tables = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
    irregular = lists(load().tables, "attribution", "irregular") | lists(load().tables, "verbs", "irregular")
    forms: set[str] = set()
    for written in tables[name]:
        verb, *rest = written.split()
        forms.update(" ".join([form.word, *rest]) for form in verb_forms(verb, irregular))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b")
    return lambda one: pattern.search(one.said) is not None


def _mark(text: str, one: Mapping[str, Any]) -> _Mark:
    content = [text[start:end].strip() for start, end in one["content"]]
    return _Mark(
        cue=one["cue"],
        said=" ".join(text[start:end].lower() for start, end in one["cue"]),
        head=head_of(text, *one["source"][0]) if one["source"] else None,
        words=frozenset(
            word.start() for start, end in one["content"] for word in _WORD.finditer(text, start, end)
        ),
        direct=bool(content) and all(part[:1] in _OPENING and part[-1:] in _CLOSING for part in content),
    )


def head_of(text: str, start: int, end: int) -> int | None:
    """Return where the head of a noun phrase begins; None for a stretch without a word.

    The head is the last word before the first comma, parenthesis, dash, preposition or relative pronoun.
    """
    words = list(_WORD.finditer(text, start, end))
    if not words:
        return None
    ends = _ENDS_A_HEAD.search(text, words[0].end(), end)
    limit = ends.start() if ends else end
    return max((word.start() for word in words if word.end() <= limit), default=words[0].start())


def _paired(known: Sequence[_Mark], found: Sequence[_Mark]) -> list[tuple[int, int]]:
    """Return which found attribution is which known one, each at most once.

    Those whose cues touch are paired first, then those that share most words of their content.
    """
    fitting = []
    for i, one in enumerate(known):
        for j, other in enumerate(found):
            overlap = _overlap(one.words, other.words)
            if overlap:
                fitting.append((_touch(one.cue, other.cue), overlap, -i, -j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(fitting, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return sorted(pairs.items())


def _touch(some: Spans, others: Spans) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)


def _overlap(known: frozenset[int], found: frozenset[int]) -> float:
    """Return the F1 of the words found against those known."""
    return 2 * len(known & found) / (len(known) + len(found)) if known or found else 0.0


def _scores(tallies: Sequence[_Tally], part: Callable[[_Mark], bool]) -> dict[str, Any]:
    """Return the scores of those attributions with a named source that belong to a part."""
    wanted = found = hit = right = 0
    overlaps: list[float] = []
    for tally in tallies:
        wanted += sum(one.head is not None and part(one) for one in tally.known)
        found += sum(one.head is not None and part(one) for one in tally.found)
        for i, j in tally.pairs:
            one, other = tally.known[i], tally.found[j]
            same = one.head is not None and one.head == other.head
            right += same and part(other)
            if same and part(one):
                hit += 1
                overlaps.append(_overlap(one.words, other.words))
    precision, recall = right / found if found else 1.0, hit / wanted if wanted else 1.0
    return {
        "known": wanted,
        "found": found,
        "source_precision": round(precision, 3),
        "source_recall": round(recall, 3),
        "source_f1": round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0,
        "content_f1": round(sum(overlaps) / wanted, 3) if wanted else 1.0,
        "content_f1_where_found": round(sum(overlaps) / hit, 3) if hit else 0.0,
    }
