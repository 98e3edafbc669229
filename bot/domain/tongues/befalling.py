"""What befell those counted: the verb, adjective or noun of the clause that says it."""

from dataclasses import dataclass
from typing import Final

from bot.domain.reading.tokens import NUMBER, OTHER, QUOTES, WORD, Tokens
from bot.domain.tongues.amounts import Amount
from bot.domain.tongues.things import Thing
from bot.domain.tongues.words import ACTIVE, EVENT, PARTICIPLE, TOLL, Telling, Tongue

_GAP: Final = 10  # words between the parts of "nahm … fest"
_REACH: Final = 14  # words between a verb and those counted
_ASIDE: Final = 10  # words of an aside between commas
_NEAR: Final = 3  # words, auxiliaries and adverbs apart, within which a verb behind goes first


@dataclass(frozen=True, slots=True)
class Tag:
    """An outcome told by words of the text."""

    start: int
    end: int  # exclusive
    telling: Telling


@dataclass(slots=True)
class Found:
    """What befell those counted, and how the text says it."""

    outcome: str | None
    tag: Tag | None
    side: str  # "left": told in front of the number; "right": behind it; "thing": by the noun itself
    negated: bool = False


@dataclass(slots=True)
class Reading:
    """An amount on its way to a figure."""

    amount: Amount
    thing: Thing
    found: Found | None = None
    noun: str | None = None
    adjectives: tuple[str, ...] = ()
    implied: bool = False
    outcome: str | None = None
    part: bool = False

    @property
    def first(self) -> int:
        """The first token of the number with its hedge."""
        return self.amount.first

    @property
    def behind(self) -> int:
        """The token behind the amount and the words for what it counts."""
        return max(self.thing.last, self.amount.last)


class Clauses:
    """The outcomes that the words of one text tell, and whose they are."""

    def __init__(self, tongue: Tongue, tokens: Tokens, readings: list[Reading]) -> None:
        self._tongue = tongue
        self._tokens = tokens
        self._readings = readings
        self.starts: dict[int, Tag] = {}
        self.ends: dict[int, Tag] = {}
        self._used: set[int] = set()
        self._counted = {place for reading in readings for place in range(reading.first, reading.behind)}
        self._find_tags()

    def _find_tags(self) -> None:
        tokens = self._tokens
        index = 0
        while index < len(tokens):
            found = self._tongue.outcomes.at(tokens.norms, index)
            if found is None or (found[1].rest and not self._rest_follows(found[0], found[1].rest)):
                index += 1
                continue
            tag = Tag(index, found[0], found[1])
            self.starts[index] = self.ends[tag.end] = tag
            index = tag.end

    def _rest_follows(self, start: int, rest: tuple[str, ...]) -> bool:
        tokens = self._tokens
        for place in range(start, min(start + _GAP, len(tokens) - len(rest) + 1)):
            if tokens.norm(place) in {".", ";"}:
                return False
            if tuple(tokens.norms[place : place + len(rest)]) == rest:
                return True
        return False

    def settle(self) -> None:
        """Give each reading what befell those that it counts."""
        for index, reading in enumerate(self._readings):
            if reading.thing.outcome is not None:
                tag = self.ends.get(reading.behind)
                reading.found = Found(
                    reading.thing.outcome, tag, "thing", self._negated(reading.first, reading)
                )
            elif reading.thing.unit is None or reading.thing.noun is not None:
                reading.found = self._outcome(index)
            if reading.found is not None and reading.found.tag is not None and reading.found.outcome:
                self._used.add(reading.found.tag.start)

    def _outcome(self, index: int) -> Found | None:
        reading = self._readings[index]
        before = self._readings[index - 1].behind if index else 0
        right, steps = self._right(index)
        left = self._left(reading, before)
        if left is not None and left.tag is not None and left.tag.end == reading.first:
            return left
        if right is not None and steps <= _NEAR:
            return right
        return left or right

    def _right(self, index: int) -> tuple[Found | None, int]:
        """Return what the words behind an amount say, and how many content words are in between."""
        tongue, tokens = self._tongue, self._tokens
        reading = self._readings[index]
        place, steps, having = reading.behind, 0, False
        numbers = {
            at
            for other in self._readings[index + 1 : index + 2]
            if not other.thing.part
            for at in range(other.first, min(other.behind, reading.behind + _REACH))
        }
        while place < min(reading.behind + _REACH, len(tokens)) and place not in numbers:
            tag = self.starts.get(place)
            word = tokens.norm(place)
            if tag is not None and tag.telling.kind == TOLL and not steps and not having:
                return Found(tag.telling.outcome, tag, "right"), steps
            if tag is not None and tag.telling.kind not in {EVENT, TOLL}:
                return self._subject_of(tag, reading, having=having), steps
            if self._closes(place, reading.behind):
                return None, steps
            if word == ",":
                after = self._over_an_aside(place)
                if after is None:
                    return None, steps
                place = after
                continue
            having = having or word in tongue.having
            steps += word not in tongue.helping and word not in tongue.determiners
            place += 1
        return None, steps

    def _closes(self, place: int, start: int) -> bool:
        """Return whether a clause ends at a token."""
        tongue, tokens = self._tongue, self._tokens
        word = tokens.norm(place)
        if word in {";", ":"} or tokens.kinds[place] == OTHER:
            return True
        if tokens.sentence(place) != tokens.sentence(max(start - 1, 0)):
            return True
        if word == "-" and tokens.spaced(place):
            return True
        return word in tongue.closing

    def _over_an_aside(self, comma: int) -> int | None:
        """Return where a clause goes on behind "…, entre ellas 12 niños, …"; None where it does not."""
        tongue, tokens = self._tongue, self._tokens
        if tokens.norm(comma + 1) in tongue.relatives:
            return comma + 2
        aside = tongue.including.at(tokens.norms, comma + 1) is not None
        if not aside and tokens.norm(comma + 1) not in tongue.prepositions:
            return None
        for place in range(comma + 1, min(comma + _ASIDE, len(tokens))):
            if tokens.norm(place) in {".", ";"}:
                return None
            if tokens.norm(place) == ",":
                return place + 1
        return None

    def _subject_of(self, tag: Tag, reading: Reading, *, having: bool) -> Found | None:
        """Return what a verb behind those counted says of them; no outcome where they do it themselves."""
        negated = self._negated(tag.start, reading) or self._negation_behind(tag.end)
        agent = Found(None, tag, "right", negated)
        kind = tag.telling.kind
        if kind == ACTIVE and (not self._tongue.free_order or self._object_follows(tag.end)):
            return agent
        if kind == PARTICIPLE and having and not self._passive(tag, reading.behind):
            return agent
        if kind == PARTICIPLE and not having and self._done_by_them(tag):
            return agent
        return Found(tag.telling.outcome, tag, "right", negated)

    def _done_by_them(self, tag: Tag) -> bool:
        """Return whether a participle is a past tense with an object: "Soldaten verletzten drei Kinder"."""
        return self._tongue.compounds and self._object_follows(tag.end)

    def _passive(self, tag: Tag, start: int) -> bool:
        tokens = self._tokens
        behind = tokens.norm(tag.end) in self._tongue.passive
        return behind or any(tokens.norm(place) in self._tongue.passive for place in range(start, tag.start))

    def _object_follows(self, index: int) -> bool:
        tongue, tokens = self._tongue, self._tokens
        if index >= len(tokens) or tokens.sentence(index) != tokens.sentence(index - 1):
            return False
        word = tokens.norm(index)
        if index in self._counted:
            return True
        object_word = word in tongue.determiners or word in tongue.before_objects
        return tokens.kinds[index] == NUMBER or object_word or tongue.noun_at(tokens, index) is not None

    def _left(self, reading: Reading, before: int) -> Found | None:
        """Return what the words in front of an amount say of those counted."""
        tongue, tokens = self._tongue, self._tokens
        place = reading.first
        where = tokens.norm(place - 1) in tongue.places
        while place > max(before, reading.first - _REACH):
            tag = self.ends.get(place)
            if tag is not None and tag.start >= before and tag.start not in self._used:
                near = place >= reading.first - _NEAR
                if tag.telling.kind == TOLL or (tag.telling.kind == EVENT and near):
                    return Found(tag.telling.outcome, tag, "left", self._negated(tag.start, reading))
                if tag.telling.kind == EVENT or where:
                    place = tag.start
                    continue
                return Found(tag.telling.outcome, tag, "left", self._negated(tag.start, reading))
            word = tokens.norm(place - 1)
            if tokens.sentence(place - 1) != tokens.sentence(min(reading.first, len(tokens) - 1)):
                return None
            if word == ",":
                aside = self._before_an_aside(place - 1, before)
                if aside is None:
                    return None
                place = aside
                continue
            labelled = word in {":", "-"} and place == reading.first
            if (word in {";", ":"} or word in tongue.subordinators) and not labelled:
                return None
            place -= 1
        return None

    def _before_an_aside(self, comma: int, before: int) -> int | None:
        """Return where a clause stands before ", según la policía,"; None where no aside ends at a comma."""
        tongue, tokens = self._tongue, self._tokens
        for place in range(comma - 1, max(before, comma - _ASIDE) - 1, -1):
            if place in self.starts or tokens.kinds[place] == NUMBER:
                return None
            if tokens.norm(place) == ",":
                return place if tokens.norm(place + 1) in tongue.prepositions else None
        return None

    def _negated(self, start: int, reading: Reading) -> bool:
        """Return whether a negation belongs to the verb that begins at a token."""
        tongue, tokens = self._tongue, self._tokens
        if reading.amount.numeral.zero:
            return False
        place = start - 1
        while place >= 0 and tokens.norm(place) in tongue.leading:
            place -= 1
        if tokens.norm(place) not in tongue.negations or tokens.norm(place + 1) in tongue.only:
            return False
        return not reading.first <= place < reading.behind

    def _negation_behind(self, index: int) -> bool:
        """Return whether a verb is denied by the word behind it: "62 Menschen starben nicht"."""
        tongue, tokens = self._tongue, self._tokens
        denied = tongue.compounds and tokens.norm(index) in tongue.negations
        return denied and tokens.norm(index + 1) not in tongue.only

    def joined(self, reading: Reading) -> str | None:
        """Return the outcome that a text joins with a reading's own: "muertos o heridos"."""
        found = reading.found
        if found is None or found.tag is None or found.outcome is None:
            return None
        behind, before = found.tag.end, found.tag.start - 1
        other = self.starts.get(behind + 1) if self._joins(behind) else None
        if other is not None and other.end in self._counted and found.side != "left":
            other = None  # "12 погибли и ранены 30": it is the next number's
        if other is None and self._joins(before):
            other = self.ends.get(before)
        if other is None or other.start in self._used or other.telling.outcome == found.outcome:
            return None
        return other.telling.outcome

    def _joins(self, index: int) -> bool:
        return self._tokens.norm(index) in self._tongue.joining

    def unlisted(self, reading: Reading) -> str | None:
        """Return a verb on no list right beside those counted, as written."""
        tongue, tokens = self._tongue, self._tokens
        behind = reading.behind
        while tokens.norm(behind) in tongue.helping:
            behind += 1
        before = reading.first - 1
        while before >= 0 and (tokens.norm(before) in tongue.before_objects or tokens.norm(before) in QUOTES):
            before -= 1
        for place in (behind, before):
            if not 0 <= place < len(tokens) or tokens.kinds[place] != WORD:
                continue
            word = tokens.norm(place)
            unlisted = not (word in tongue.function_words or word in tongue.speech or word in tongue.no_verbs)
            if unlisted and word.endswith(tongue.verb_endings):
                return word
        return None
