"""Words of a text that tell an outcome, wherever they stand."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.domain.reading.language import Language, Sense
from bot.domain.reading.tokens import QUOTES, WORD, Tokens

_GAP: Final = 12  # words between the parts of "force … to flee"


class Tag(NamedTuple):
    """An outcome told by words of the text."""

    start: int
    end: int  # exclusive
    senses: tuple[Sense, ...]

    def of(self, *kinds: str) -> Sense | None:
        """Return the first sense of one of some kinds."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What befell those counted, and how the text says it."""

    outcome: str | None
    listed: bool
    side: str  # "left": the amount is the verb's object; "right": its subject; "near": right beside it
    agent: bool = False  # those counted do it, and suffer nothing
    negated: bool = False


class Tags:
    """The outcomes that the words of one text tell, and what its verbs are."""

    def __init__(self, language: Language, tokens: Tokens) -> None:
        self.language = language
        self.tokens = tokens
        self.starts: dict[int, Tag] = {}  # by their first token
        self.ends: dict[int, Tag] = {}  # by the token behind them
        self._find_tags()

    def _find_tags(self) -> None:
        tokens, language = self.tokens, self.language
        telling = language.outcomes.starts()
        index = 0
        while index < len(tokens):
            word = tokens.norms[index]
            meant = language.mended.get(word)
            if meant is None and word not in telling:
                index += 1
                continue
            tag = self._tag_at(index)
            if tag is None and meant is not None and tokens.kinds[index] == WORD:
                tag = self._mended_tag(index, meant)
            if tag is None:
                index += 1
                continue
            self.starts.setdefault(index, tag)
            self.ends[tag.end] = tag
            index = tag.end

    def _tag_at(self, index: int) -> Tag | None:
        tokens = self.tokens
        for end, senses in self.language.outcomes.every(tokens, index):
            far = [s for s in senses if s.rest and self._rest_at(end, s.rest, index) is not None]
            near = tuple(sense for sense in senses if not sense.rest)
            for sense in far:
                at = self._rest_at(end, sense.rest, index)
                if at is not None and at not in self.starts:
                    self.starts[at] = Tag(at, at + len(sense.rest), (Sense(sense.outcome, "state"),))
            if far or near:
                return Tag(index, end, (*far, *near))
        return None

    def _mended_tag(self, index: int, meant: str) -> Tag | None:
        tokens = self.tokens
        written, tokens.norms[index] = tokens.norms[index], meant
        tag = self._tag_at(index)
        if tag is None:
            tokens.norms[index] = written
        return tag

    def _rest_at(self, start: int, rest: tuple[str, ...], first: int) -> int | None:
        tokens = self.tokens
        for place in range(start, min(start + _GAP, len(tokens) - len(rest) + 1)):
            if tokens.sentence(place) != tokens.sentence(first):
                return None
            if tuple(tokens.norms[place : place + len(rest)]) == rest:
                return place
        return None

    def is_verb(self, index: int, *, left: bool) -> bool:
        """Return whether a word is a verb that can be an outcome; `left`: in front of its object."""
        tokens, language = self.tokens, self.language
        word = tokens.norm(index)
        if word in language.speech or word in language.auxiliaries or word in language.no_verbs:
            return False
        if word in language.quiet or (left and word in language.changing):
            return False
        known = language.verbs.get(word)
        if known is not None:
            if not left:
                return True
            kinds = known[1]
            before = tokens.norm(index - 1)
            if before in language.determiners or (before in language.prepositions and before != "to"):
                return kinds == {"ing"} or "ing" in kinds
            plain = "base" in kinds and not kinds & {"past", "participle", "ing"}
            return not plain or before in language.auxiliaries | {"to", "not"} or not tokens.capital(index)
        return word.endswith("ed") and len(word) > len("need") and not tokens.capital(index)

    def lemma(self, index: int) -> str:
        """Return a verb on no list in one form for all its tenses: its past participle."""
        language = self.language
        phrasal = language.phrasal.at(self.tokens, index)
        if phrasal is not None:
            return phrasal[1]
        word = self.tokens.norm(index)
        known = language.verbs.get(word)
        return word if known is None else language.participle(known[0])

    def skip(self, index: int) -> int:
        """Return the first token from here on that is no adverb and no quotation mark."""
        tokens, language = self.tokens, self.language
        while (
            index < len(tokens)
            and index not in self.starts
            and (tokens.norm(index) in QUOTES or tokens.norm(index) in language.adverbs or self.adverb(index))
        ):
            index += 1
        return index

    def adverb(self, index: int) -> bool:
        """Return whether a word ends like an adverb."""
        word = self.tokens.norm(index)
        return word.endswith("ly") and len(word) > len("only") and self.language.code == "en"

    def skip_quotes(self, index: int) -> int:
        """Return the first token from here on that is no quotation mark."""
        while self.tokens.norm(index) in QUOTES and index < len(self.tokens):
            index += 1
        return index
