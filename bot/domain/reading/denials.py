"""Whether a sentence denies a figure that it gives."""

from bot.domain.reading.language import Language
from bot.domain.reading.tokens import REACH, Tokens


class DenialReader:
    """Finds the words that deny what stands behind them: "denied that", "no evidence that"."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._cues = frozenset({*language.denying, *language.untrue.starts()})
        self._false = frozenset({"true", *language.cues["false"]})

    def denied(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether the figure at some tokens stands under a denial in its sentence."""
        words = tokens.vocabulary
        if tokens.norm(first - 1) in self._language.negations and tokens.norm(first - 2) in {",", "-"}:
            return True  # “96 died, not 187”
        before = not self._cues.isdisjoint(words) and self._before(tokens, first)
        return before or (not self._false.isdisjoint(words) and self._behind(tokens, last))

    def _before(self, tokens: Tokens, first: int) -> bool:
        language = self._language
        sentence = tokens.sentence(first)
        for place in range(first - 1, max(first - REACH, -1), -1):
            if tokens.sentence(place) != sentence or tokens.norm(place) in self._language.cues["contrasts"]:
                return False
            if tokens.norm(place) == ":" and tokens.norm(place - 1) == "that":
                return False  # “disputes that: 6 per cent are checked”
            if language.untrue.at(tokens, place) is not None:
                return True
            if tokens.norm(first - 1) == "by" and tokens.norm(place) in language.denying:
                return False  # "denied him the title by three points"
            if tokens.norm(place) in language.denying and tokens.norm(place - 1) not in language.being:
                return not self._undone(tokens, place)
        return False

    def _undone(self, tokens: Tokens, place: int) -> bool:
        """Return whether the denial is itself denied: "did not deny that"."""
        found = self._language.not_denying.before(tokens, place + 1)
        if found is not None:
            return True
        before = {tokens.norm(place - back) for back in (1, 2, 3)}
        return bool(before & (self._language.negations - {"no"})) or tokens.norm(place - 1) == "no"

    def _behind(self, tokens: Tokens, last: int) -> bool:
        for place in range(last, min(last + 14, len(tokens))):
            if (
                tokens.sentence(place) != tokens.sentence(min(last, len(tokens) - 1))
                or tokens.norm(place) in self._language.cues["contrasts"]
            ):
                return False
            if (
                tokens.norm(place) in self._language.cues["false"]
                and tokens.norm(place - 1) in self._language.cues["before_false"]
            ):
                return True
            if tokens.norm(place) == "true" and tokens.norm(place - 1) in {"not", "isn't", "wasn't", "n't"}:
                return True
        return False
