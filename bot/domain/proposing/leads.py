"""What stands in front of a paragraph: where and when it was written, a bullet, the number of a picture."""

import re
from typing import Final

_PLACE: Final = r"[A-Z][A-Z.,’'\- ]{2,40}(?:,\s[A-Z][\w.]{1,15})?"
_DAY: Final = r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}))?(?:,\s\d{4})?"
_AGENCY: Final = r"\(\w[\w .\-]{1,25}\)\s?"
_DATELINE: Final = re.compile(
    rf"^(?:(?:{_PLACE}{_DAY}\s?(?:{_AGENCY})?|{_AGENCY})[-—–]+\s|[A-Z][A-Z ]{{3,25}}(?<! ):\s)"
)  # “NEW KESSEL: ”, “PORT KESSEL (AP) - ”, “KESSEL, Ohio — ”, “KESSEL, March 3, 2021 (Wire) – ”
_BULLET: Final = r"[-•*·▪◦‣–—]\s+"
_CLOCK: Final = (
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\b\.?)?(?:\s(?:GMT|UTC|BST|CES?T|E[SD]T|P[SD]T)\b)?"
)
_NEWS: Final = r"(?:BREAKING|UPDATED?|JUST IN|LATEST)(?::\s+|\s+[-–—]\s+)"
_LEAD: Final = re.compile(rf"^(?:{_BULLET}|{_CLOCK}\s*[-–—:|]?\s+|{_NEWS})+")  # “• ”, “18:15 BREAKING: ”
_CAPTION: Final = re.compile(
    r"^(?:(?:Hide |View |Show )?Caption|Image|Photo|Picture|Slide)\s+\d+\s+of\s+\d+\s+(?:Photos?:\s+)*"
)


def without_lead(text: str) -> str:
    """Return a paragraph's first words without what stands in front of them."""
    return _DATELINE.sub("", _CAPTION.sub("", _LEAD.sub("", text)))
