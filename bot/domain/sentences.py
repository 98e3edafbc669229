"""A text's sentences, cut into the parts that each say something, without those that say who speaks."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bot.domain.phrases import Item

BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "got"})
_SENTENCE_ENDS: Final = frozenset(".!?;\n")
_SEGMENT_ENDS: Final = frozenset(",:–—()")
_FINITE: Final = frozenset({"is", "are", "was", "were"})
_JOINTS: Final = frozenset({"and", "but", "or", "yet"})
_LISTENERS: Final = 3  # words at most for whoever is told something
NEGATIONS: Final = ("not", "no", "nobody", "without")


class Sentence(NamedTuple):
    """A sentence that states something."""

    parts: list[list[Item]]
    speaking: list[Item]  # the words for whoever it says is speaking


def sentences(items: Sequence[Item]) -> Iterator[Sentence]:
    """Yield the sentences that state something; questions and conditions are left out."""
    for sentence in _sentences(items):
        if sentence[-1].stem != "?" and not _conditional(sentence):
            parts, speaking = _without_attribution(_segments(sentence))
            yield Sentence(_with_subjects(_contrasts(parts)), speaking)


def _sentences(items: Sequence[Item]) -> Iterator[list[Item]]:
    sentence: list[Item] = []
    for item in items:
        sentence.append(item)
        if item.stem in _SENTENCE_ENDS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _conditional(sentence: Sequence[Item]) -> bool:
    """Return whether a sentence only says what would be if something else were."""
    first = next((item for item in sentence if not item.has("mark")), None)
    if first is None:
        return False
    return first.has("opening") or any(item.has("conditions") for item in sentence)


def _segments(sentence: Sequence[Item]) -> list[list[Item]]:
    """Cut a sentence at commas, at conjunctions, and before “without”; marks are left out."""
    parts: list[list[Item]] = [[]]
    for at, item in enumerate(sentence):
        ends = item.stem in _SEGMENT_ENDS or item.has("clauses")
        lacks = item.has("without") and not any(near.has("not") for near in parts[-1][-1:])
        if ends or lacks or (item.stem == "and" and _joins(parts[-1], sentence[at + 1 :])):
            parts.append([])
        if not item.has("mark"):
            parts[-1].append(item)
    return [part for part in parts if part]


def _joins(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Return whether an “and” joins two statements rather than two things."""
    if after and after[0].has("auxiliaries", "pronouns", "own", "modals", "future", "not"):
        return True
    if not any(item.has("auxiliaries", "modals") for item in before) and _predicate(before) is None:
        return False
    for item in after:
        if item.has("mark", "clauses") or item.stem == "and":
            return False
        if item.has("auxiliaries", "modals", "possible", "future"):
            return True
    return False


def _predicate(items: Sequence[Item]) -> int | None:
    """Return where a part's verb, or what helps it, stands: behind its subject."""
    named = False
    for at, item in enumerate(items):
        if item.has("auxiliaries", "modals", "future", *NEGATIONS):
            return at
        if item.term and item.term.verbal and named:
            return at
        named = named or item.term is not None or item.has("pronouns", "own")
    return None


def _without_attribution(segments: list[list[Item]]) -> tuple[list[list[Item]], list[Item]]:
    """Take away who says it: “the ministry said that …”, “…, an official said”."""
    kept: list[list[Item]] = []
    speaking: list[Item] = []
    for items in segments:
        at = next((i for i in range(len(items)) if _speaks(items, i)), None)
        if at is None and kept:
            at = next((i for i in range(len(items)) if _told(items, i)), None)
        if at is None:
            kept.append(items)
            continue
        after = items[at + 1 :]
        if any(item.has(*NEGATIONS) for item in items[:at]) and not after:
            continue
        speaking += items[:at]
        content = sum(item.term is not None for item in after)
        trailing = bool(kept) and not items[0].has("clauses") and items[0].stem not in ("and", "but")
        if content == 0 and (kept or len(segments) > 1):
            continue
        if trailing and content <= 3 and not (after and after[0].stem == "that"):
            continue
        kept.append(after if content else items)
    return [segment for segment in kept if segment], speaking


def _speaks(items: Sequence[Item], at: int) -> bool:
    """Return whether a word is a verb of speech here, not a noun (“the report”) nor denied."""
    item = items[at]
    that = at + 1 < len(items) and items[at + 1].stem == "that"
    if at + 1 < len(items) and items[at + 1].has("auxiliaries") and items[at + 1].stem in _FINITE:
        return False  # "a foreign state is behind it"
    ends = all(other.term is None for other in items[at + 1 :])
    if not (item.has("verbs") or (that and item.has("findings", "weak")) or (ends and item.has("weak"))):
        return False
    before = items[at - 1] if at else None
    if before is None:
        return not item.has("nouns")
    if before.has("articles") or (before.stem in BE and not that):
        return False
    return not any(other.has("deny", "dismiss", "neutral", *NEGATIONS) for other in items[:at])


def _told(items: Sequence[Item], at: int) -> bool:
    """Return whether a part behind others only tells to whom somebody said so: “…, he told the paper”."""
    if not items[at].has("weak") or items[0].has("clauses") or items[0].stem in _JOINTS:
        return False
    if at and (items[at - 1].stem in BE or items[at - 1].has("articles", *NEGATIONS)):
        return False
    rest = items[at + 1 :]
    return sum(item.term is not None for item in rest) <= _LISTENERS and not any(
        item.has("auxiliaries", "prepositions", *NEGATIONS) for item in rest
    )


def _contrasts(segments: list[list[Item]]) -> list[list[Item]]:
    """Give “it was X, not Y, that did it” its two sides: X did it, and Y did not."""
    parts: list[list[Item]] = []
    at = 0
    while at < len(segments):
        three = segments[at : at + 3]
        if len(three) == 3 and _cleft(three[0]) and three[1][0].stem == "not" and three[2][0].stem in _LINKS:
            did = three[2][1:]
            parts += [[*three[0][2:], *did], [*three[1][1:], three[1][0], *did]]
            at += 3
        elif len(three) == 3 and three[1][0].stem == "not" and _bare(three[0]) and _bare(three[1][1:]):
            parts += [[*three[0], *three[2]], [*three[1][1:], three[1][0], *three[2]]]
            at += 3
        elif len(three) > 1 and three[1][0].stem == "not" and _bare(three[1][1:]) and not _bare(three[0]):
            parts += [three[0], [*_up_to_last(three[0]), *three[1]]]
            at += 2
        else:
            parts.append(segments[at])
            at += 1
    return parts


def _bare(items: Sequence[Item]) -> bool:
    """Return whether words name something and say nothing of it."""
    return bool(items) and _predicate(items) is None and not any(item.has("clauses") for item in items)


def _is_noun(item: Item) -> bool:
    return item.term is not None and not item.term.verbal


def _up_to_last(items: Sequence[Item]) -> Sequence[Item]:
    """Return the words of a part up to the last thing that it names: “the fire was caused by”."""
    at = len(items)
    while at > 1 and (_is_noun(items[at - 1]) or items[at - 1].has("articles")):
        at -= 1
    return items[:at]


_LINKS: Final = frozenset({"that", "who", "which"})


def _cleft(items: Sequence[Item]) -> bool:
    return len(items) > 2 and items[0].stem == "it" and items[1].stem in BE


def _with_subjects(segments: list[list[Item]]) -> list[list[Item]]:
    """Give a part that begins with its verb the subject before it: “he left and was not dismissed”."""
    found: list[list[Item]] = []
    subject: list[Item] = []
    for items in segments:
        bare = items[1:] if items[0].stem in _JOINTS else items
        if bare and items is not bare and bare[0].has("auxiliaries", "not"):
            found.append([*subject, *bare])
            continue
        verb = _predicate(items)
        subject = list(items[:verb]) if verb is not None else []
        found.append(items)
    return found
