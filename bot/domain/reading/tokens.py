"""Text cut into words, numbers and signs, with their places in it."""

import re
import unicodedata
from typing import Final

NUMBER: Final = 0
WORD: Final = 1
SIGN: Final = 2
OTHER: Final = 3  # addresses and @names: nothing in them is read

_UNSEEN: Final = (  # soft hyphens, joiners and marks of direction
    r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
_ACCENTS: Final = r"\u0300-\u036f\u0640\u064b-\u065f\u0670"
_LETTERS: Final = rf"[^\W\d_]+(?:[{_ACCENTS}{_UNSEEN}]+[^\W\d_]*)*"
_TOKEN: Final = re.compile(
    rf"""(?P<other>https?://\S+|www\.\S+|@\w+)
    |(?P<number>\d(?=[\do]{{0,24}}O)[\dOo]{{0,25}}+(?![\w'’])
        |\d{{1,3}}(?:[\x20\u00a0\u2009\u202f]\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?
        |\d+(?:[.,'’٫٬]\d+)*)
    |(?P<money>[A-Z]{{0,3}}\$|[€£¥￥₹₩₽₴₺₪₦₱₫฿₵৳₿])
    |(?P<word>(?:[^\W\d_]\.){{2,}}|{_LETTERS}(?:['’`ʼ]{_LETTERS})*)
    |(?P<sign>[^\s{_UNSEEN}])""",
    re.VERBOSE,
)
_HIDDEN: Final = re.compile(rf"[{_UNSEEN}]+")
_DROPPED: Final = re.compile(rf"[{_ACCENTS}{_UNSEEN}]+")
_KINDS: Final = {"other": OTHER, "number": NUMBER, "money": SIGN, "word": WORD, "sign": SIGN}
_MARKS: Final = str.maketrans(
    {"’": "'", "`": "'", "ʼ": "'", "‘": "'", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}
)
_DASHES: Final = frozenset("-‐‑‒–—―−")
_LONG: Final = 5  # letters: shorter words may stand without a capital in a headline
REACH: Final = 60  # words: nothing further away in a sentence says anything of a figure
QUOTES: Final = frozenset("\"'“”„«»‘’‚‹›`*_")


def fold(text: str) -> str:
    """Return text in lower case, without accents and what can't be seen, with plain apostrophes."""
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_MARKS))
    return _DROPPED.sub("", decomposed)


def phrase(text: str) -> tuple[str, ...]:
    """Return a phrase of the word lists as the words that it is cut into."""
    return tuple(Tokens(text).norms)


class Tokens:
    """A text's words, numbers and signs, side by side in lists of one length."""

    __slots__ = ("_capitals_tell", "_sentences", "_vocabulary", "ends", "kinds", "norms", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.norms: list[str] = []
        self.kinds: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _TOKEN.finditer(text):
            group, word = match.lastgroup, match[0]
            start, end = match.span()
            if group == "word":
                self.norms.append(fold(word))
                self.kinds.append(WORD)
            else:
                self.norms.append("-" if word in _DASHES else word)
                self.kinds.append(_KINDS[group or "sign"])
            self.starts.append(start)
            self.ends.append(end)
        self._sentences: list[int] | None = None
        self._capitals_tell: bool | None = None
        self._vocabulary: frozenset[str] | None = None

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every token as compared, each once."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.norms)
        return self._vocabulary

    def __len__(self) -> int:
        return len(self.norms)

    def norm(self, index: int) -> str:
        """Return a token as compared; "" beyond either end."""
        return self.norms[index] if 0 <= index < len(self.norms) else ""

    def raw(self, index: int) -> str:
        """Return a token as written, its accents composed, without what can't be seen."""
        written = self.text[self.starts[index] : self.ends[index]]
        return written if written.isascii() else _HIDDEN.sub("", unicodedata.normalize("NFC", written))

    def spaced(self, index: int) -> bool:
        """Return whether a gap is in front of a token; so there is at either end of the text."""
        if not 0 < index < len(self.norms):
            return True
        return self.starts[index] > self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Return whether a token begins with a capital letter."""
        return 0 <= index < len(self.norms) and self.text[self.starts[index]].isupper()

    @property
    def capitals_tell(self) -> bool:
        """Whether a capital makes a name: not so in a headline, of which every longer word has one."""
        if self._capitals_tell is None:
            self._capitals_tell = any(
                len(norm) >= _LONG and kind == WORD and self.text[start].islower()
                for norm, kind, start in zip(self.norms, self.kinds, self.starts, strict=True)
            )
        return self._capitals_tell

    def sentence(self, index: int) -> int:
        """Return the number of the sentence that a token is in."""
        if self._sentences is None:
            self._sentences = self._count_sentences()
        return self._sentences[index]

    def _count_sentences(self) -> list[int]:
        counts = []
        current = 0
        for index, norm in enumerate(self.norms):
            counts.append(current)
            if (norm in _STOPS and self._closes(index, norm)) or (
                index + 1 < len(self.norms) and "\n" in self.text[self.ends[index] : self.starts[index + 1]]
            ):
                current += 1
        return counts

    def _closes(self, index: int, norm: str) -> bool:
        after = index + 1
        while after < len(self.norms) and self.norms[after] in QUOTES:
            after += 1
        if after >= len(self.norms):
            return True
        if norm != ".":
            return True
        if not (self.spaced(index + 1) or self.spaced(after)):
            return False
        if self.norm(index - 1) in _ABBREVIATIONS and not self.spaced(index):
            return False
        return self.kinds[after] != WORD or not self.text[self.starts[after]].islower()


_STOPS: Final = frozenset(".!?;…。।؟")
_ABBREVIATIONS: Final = frozenset(
    [
        "тыс",
        "тис",
        "млн",
        "млрд",
        "чел",
        "долл",
        "руб",
        "грн",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "nos",
        "rs",
        "approx",
        "c",
        "ca",
        "est",
        "col",
        "gen",
        "lt",
        "sgt",
        "maj",
        "capt",
        "sen",
        "rep",
        "gov",
        "prof",
        "aprox",
        "min",
        "max",
        "vs",
        "jr",
        "sr",
        "ksh",
        "inc",
        "incl",
        "ltd",
        "co",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
