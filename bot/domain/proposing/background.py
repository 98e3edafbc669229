"""Statements of an article that are about something else than its own event."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Final

from bot.domain.attribution import Span
from bot.domain.lexicon import Table, words
from bot.domain.proposing.days import day_in
from db.models import MAX_NAME, Article, Proposed

_YEAR: Final = re.compile(
    r"\b(?:in|since|of|from|until|during|early|late|mid-?)\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_FAR: Final = 60  # characters between a war and what it has done, or between “from” and a year
_NEAR: Final = timedelta(days=2)  # between an event and the article about it
_WEEK: Final = timedelta(days=7)
_LONGEST: Final = 70  # characters of a statement that names a story


class Background:
    """Tells an article's own event from what it tells beside."""

    def __init__(self, table: Table, article: Article, story: str, paragraphs: Sequence[Span]) -> None:
        """`table` holds the words that tell another event, `story` is the article's own."""
        self._begins = [span.start for span in paragraphs]
        self._story = story
        published = article.published_at
        self._published = published.date() if isinstance(published, datetime) else published
        self._event = day_in(story, None)
        lasting = _either(word for word in words(table, "lasting") if word not in story.lower())
        harm, units = _either(words(table, "harm")), _either(words(table, "units"))
        self._lasting = re.compile(
            rf"\b{lasting}\b[^.;]{{0,{_FAR}}}\b(?:has|have|had)\b[^.;]{{0,20}}\b{harm}\b",
            re.IGNORECASE,
        )
        self._another = re.compile(
            rf"\b{_either(words(table, 'another'))}\s+{_either(words(table, 'events'))}\b|^Elsewhere\b",
            re.IGNORECASE,
        )
        self._span = re.compile(
            rf"\b(?:{_either(words(table, 'spans'))}|in (?:the )?(?:past|last|recent) (?:\w+ )?{units}s?|"
            rf"{units}s? ago|over the (?:past|last)\s+(?:\w+\s+)?{units}s?)\b",
            re.IGNORECASE,
        )
        compared, made = _either(words(table, "comparing")), _either(words(table, "made"))
        self._compared = re.compile(rf"\b{compared}\b[^,.;]{{0,{_FAR}}}$|\b{made}\s+$", re.IGNORECASE)

    def told_apart(self, found: Iterable[Proposed], states: Callable[[Proposed], bool]) -> Sequence[Proposed]:
        """Return proposals, in the order of the text, each with the story that it is about.

        What follows background in its paragraph is of the same story, unless it names a day near the
        article's own. Words without a figure are background only beside words with one; `states` tells
        whether a proposal states a figure.
        """
        placed: list[Proposed] = []
        for one in found:
            story = self._story_of(one.draft.text)
            if story == self._story and placed and self._goes_on(placed[-1], one):
                story = placed[-1].draft.story
            placed.append(_with_story(one, story))
        counted = {one.draft.story for one in placed if states(one)}
        return [one if one.draft.story in counted else _with_story(one, self._story) for one in placed]

    def _story_of(self, statement: str) -> str:
        """Return the story of a statement: the article's own, or one apart for another event."""
        if not self._elsewhere(statement):
            return self._story
        about = shorten(statement.strip(" ."), _LONGEST, placeholder=" …")
        room = MAX_NAME - len(about) - len(" (background: )")
        return f"{self._story[:room]} (background: {about})"

    def _elsewhere(self, statement: str) -> bool:
        if self._lasting.search(statement) or self._another.search(statement):
            return True
        for span in self._span.finditer(statement):
            if not self._compared.search(statement, 0, span.start()) and not self._holds_the_event(span[0]):
                return True
        years = {
            int(found[1])
            for found in _YEAR.finditer(statement)
            if not self._compared.search(statement, 0, found.start())
        }
        own = {day.year for day in (self._published, self._event) if day is not None}
        return bool(own) and any(year <= max(own) for year in years) and not years & own

    def _holds_the_event(self, span: str) -> bool:
        """Return whether the day of the event lies in “last week”, “last month” or “last year”."""
        day, today = self._event, self._published
        if day is None or today is None:
            return False
        unit = span.lower().removeprefix("last ")
        if unit == "week":
            return day.isocalendar()[:2] == (today - _WEEK).isocalendar()[:2]
        if unit == "month":
            return (today.year - day.year) * 12 + today.month - day.month == 1
        return unit == "year" and today.year - day.year == 1

    def _goes_on(self, last: Proposed, one: Proposed) -> bool:
        """Return whether a proposal stands behind background in one paragraph, and tells of no other day."""
        apart = last.draft.story != self._story
        beside = bisect_right(self._begins, last.start) == bisect_right(self._begins, one.start)
        return apart and beside and not self._of_late(one)

    def _of_late(self, one: Proposed) -> bool:
        """Return whether a sentence names a day near the article's own, or none can be told."""
        if self._published is None:
            return True
        named = day_in(one.sentence, self._published)
        return named is not None and abs(self._published - named) <= _NEAR


def _with_story(one: Proposed, story: str) -> Proposed:
    if one.draft.story == story:
        return one
    return one.model_copy(update={"draft": one.draft.model_copy(update={"story": story})})


def _either(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})"
