"""Results as lines for a terminal; every meaning is in a word, colour only helps to find it."""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.interchange import Understanding
from bot.results import (
    Added,
    Answer,
    ClaimView,
    Contradiction,
    Imported,
    Match,
    Related,
    Sample,
    Standing,
    StoryFigures,
    StoryView,
    Trial,
    Undone,
)
from bot.ui.plain import clean, moment, plural, provenance, rated, words
from bot.ui.wording import (
    DECIDED,
    NEAREST,
    NEW_STORY,
    NO_ALERT,
    NO_CONTRADICTION,
    NO_SOURCE,
    NO_WATCH,
    NOTHING_NEAR,
    ON_RECORD_THERE,
    SUSPECTED,
    TITLES,
    became,
    counts,
    decided,
    differences,
    speakers,
    tried,
    waits_again,
    watched,
)
from db.models import Alert, Change, Claim, Decision, Relation, Source, SourceChange, Status, Story, Watch

_STYLES: Final = {
    Relation.CONTRADICTS: "bold red",
    Relation.DIVERGES: "bold yellow",
    Relation.REVISES: "bold magenta",
    Relation.AGREES: "bold green",
}
_REFUSALS: Final = 20  # refused rows of a file that are shown
_RATINGS: Final = 3  # verdicts of others that are shown beside a claim; `claim` shows all of them


class Page:
    """Prints results to one console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def answer(self, found: Answer) -> None:
        """Print a check's answer: the matches, or that nobody said it, or that nothing fits."""
        if len(found.matches) > 1:
            self._head(
                f"This fits {plural(len(found.matches), 'story', 'stories')} equally; --story picks one"
            )
        for match in found.matches:
            self._match(match)
        if not found.matches:
            self._none(found)
        elif found.stories:
            self._head("Fitting as well; --story picks one")
            for story in found.stories:
                self._figures(story)

    def _match(self, match: Match) -> None:
        self._head(f"Match, score {match.score:.0f} of 100", "bold cyan", f" in {clean(match.claim.story)}")
        self._claim(match.claim)
        self._head("Earliest on record", "bold cyan")
        if match.earliest.id == match.claim.id:
            self._line(f"#{match.earliest.id}  {provenance(match.earliest)} (the match itself)", 2)
        else:
            self._claim(match.earliest)
        for relation in (Relation.CONTRADICTS, Relation.DIVERGES, Relation.REVISES):
            self._related(relation, getattr(match, relation.value), match.more)
        self._related(Relation.AGREES, match.agrees, match.more, f"; {speakers(match.independent)}")
        self._head("To paste into copy", "bold cyan")
        self._line(clean(match.line), 2, whole=True)
        self._console.print()

    def _none(self, found: Answer) -> None:
        asked = f"“{clean(found.query)}”"
        if found.nobody:
            self._head(f"Nobody on record says {asked}.", "bold yellow")
            self._line(ON_RECORD_THERE)
        else:
            self._head(f"Nothing on record fits {asked}.", "bold yellow")
            self._line(NEAREST if found.stories else NOTHING_NEAR)
        for story in found.stories:
            self._figures(story)

    def _figures(self, story: StoryFigures) -> None:
        self._head(clean(story.name), "bold", f" ({plural(story.claims, 'claim')})")
        for stated in story.figures:
            self._line(f"{clean(stated.figure)}: {provenance(stated.claim)} (#{stated.claim.id})", 2)

    def added(self, result: Added, done: str) -> None:
        """Print a claim that was added or edited, what stands beside it, and the alert that it raised."""
        self._head(f"Already on record as #{result.claim.id}" if result.existed else done)
        self._claim(result.claim)
        self._grouped(result.relations, {})
        if result.near:
            self._head(NEW_STORY)
            for name in result.near:
                self._line(clean(name), 2)
        if result.alert:
            against = ", ".join(f"#{line.claim_id}" for line in result.alert.lines)
            text = f" claim #{result.alert.claim_id} contradicts {against}"
            self._head(f"ALERT {result.alert.id}", "bold red", text)

    def view(self, found: ClaimView) -> None:
        """Print a claim with what stands beside it."""
        self._head(clean(found.claim.story))
        self._claim(found.claim, ratings=0)
        for one in found.claim.ratings:
            self._line(rated(one), 6, "italic")
            if one.url:
                self._line(clean(one.url), 8, whole=True)
        self._grouped(found.related, found.more)

    def claim(self, claim: Claim, done: str) -> None:
        """Print one claim under what was done to it."""
        self._head(done)
        self._claim(claim)

    def story(self, found: StoryView) -> None:
        """Print a story with its claims, earliest first."""
        self._head(clean(found.story.name), "bold", f" ({plural(found.story.claims, 'claim')})")
        for claim in found.claims:
            self._claim(claim)
        if found.more:
            self._line(f"and {plural(found.more, 'more claim')}; `export --story` writes all of them", 2)

    def stories(self, found: Sequence[Story]) -> None:
        """Print the stories with their number of claims."""
        for story in found:
            self._line(f"{clean(story.name)} ({plural(story.claims, 'claim')})")
        if not found:
            self._line("No story is on record; `add` and `import` bring claims in.")

    def contradictions(self, found: Sequence[Contradiction]) -> None:
        """Print pairs of claims that contradict each other, by story, each with its reason."""
        story = None
        for pair in found:
            if pair.story != story:
                story = pair.story
                self._head(clean(story))
            self._line(f"{SUSPECTED if pair.suspected else ''}{clean(pair.reason)}", 2, "bold italic")
            for claim in (pair.a, pair.b):
                self._line(f"#{claim.id}  {provenance(claim)}: {words(claim)}", 6)
        if not found:
            self._line(NO_CONTRADICTION)

    def history(self, claim_id: int, changes: Sequence[Change]) -> None:
        """Print a claim's changes, oldest first: who, when, and each field before and after."""
        self._head(f"Claim #{claim_id}")
        self._changes(changes)

    def source_history(self, name: str, changes: Sequence[SourceChange]) -> None:
        """Print a source's changes, oldest first: who, when, and its names before and after."""
        self._head(f"Source {clean(name)}")
        self._changes(changes)
        if not changes:
            self._line("No other name was ever given to it.", 2)

    def _changes(self, changes: Sequence[Change | SourceChange]) -> None:
        for change in changes:
            why = f" ({clean(change.reason)})" if change.reason else ""
            done = f"undo, {change.action}" if change.undoes is not None else change.action
            self._line(f"{moment(change.at)}  {clean(change.actor)}: {done}{why}", 2)
            for field, before, after in differences(change.before, change.after):
                self._line(f"{field}: {before} → {after}", 6)

    def undone(self, result: Undone) -> None:
        """Print what was taken back, and the claim or the source as it stands now."""
        self._head(f"Undone: {result.change.action}, {moment(result.change.at)}")
        if result.claim:
            self._claim(result.claim)
        if result.source:
            self.sources([result.source])
        if result.reopened:
            self._line(waits_again(result.reopened))

    def status(self, found: Standing) -> None:
        """Print how much is on record and how much waits."""
        self._line(
            f"{plural(found.claims, 'claim')} in {plural(found.stories, 'story', 'stories')}; "
            f"{plural(found.waiting, 'message')} about alerts not delivered yet."
        )

    def decision(self, made: Decision) -> None:
        """Print what was decided about two claims."""
        self._line(f"Decided by {clean(made.actor)}: {decided(made)}")

    def imported(self, result: Imported) -> None:
        """Print the counts of an import."""
        self._line(counts(result))

    def trial(self, form: str, row: str, found: Trial, understood: Understanding) -> None:
        """Print what an import would do; `row` is what one row of such a file is called."""
        self._head(f"How the file was understood ({form})")
        for column in understood.columns:
            self._line(became(column), 2)
        if understood.problem:
            self._line(f"As it stands, import refuses it. {clean(understood.problem)}", 2, "bold")
        if found.samples:
            self._head("As it would be stored")
        for sample in found.samples:
            self._sample(row, sample)
        if found.refused:
            self._head("Refused", "bold red", f" ({len(found.refused):,})")
        for refused in found.refused[:_REFUSALS]:
            self._line(f"{row} {refused.line}: {clean(refused.reason)}", 2)
        if len(found.refused) > _REFUSALS:
            self._line(f"and {len(found.refused) - _REFUSALS:,} more; --json lists all", 2)
        self._line(tried(found))

    def _sample(self, row: str, sample: Sample) -> None:
        from bot.domain.figures import describe

        known = "" if sample.known is None else f" [on record as #{sample.known}]"
        draft = sample.draft
        self._line(f"{row} {sample.line}  {provenance(draft)}{known}", 2, "bold")
        self._line(words(draft), 6)
        figures = "; ".join(clean(describe(one)) for one in sample.figures) or "none"
        self._line(f"figures: {figures}", 6)
        self._line(f"story: {clean(draft.story)}", 6)
        if draft.url:
            self._line(clean(draft.url), 6, whole=True)
        for one in draft.ratings:
            self._line(rated(one), 6, "italic")

    def sources(self, found: Sequence[Source]) -> None:
        """Print sources with their other names."""
        for source in found:
            also = f" (also {', '.join(map(clean, source.aliases))})" if source.aliases else ""
            self._line(f"{clean(source.name)}{also}")
        if not found:
            self._line(NO_SOURCE)

    def alerts(self, found: Sequence[Alert]) -> None:
        """Print alerts, newest first."""
        for alert in found:
            self._head(
                f"ALERT {alert.id}", "bold red", f" {moment(alert.at)}, {alert.state}: #{alert.claim_id}"
            )
            for line in alert.lines:
                why = f"{SUSPECTED if line.suspected else ''}{clean(line.reason)}"
                self._line(f"{line.relation} #{line.claim_id}: {why}", 2)
        if not found:
            self._line(NO_ALERT)

    def watches(self, found: Sequence[Watch]) -> None:
        """Print what somebody watches."""
        for watch in found:
            self._line(watched(watch))
        if not found:
            self._line(NO_WATCH)

    def say(self, text: str) -> None:
        """Print lines of the program's own, whole, so that a command in them can be copied."""
        self._line(text, whole=True)

    def _grouped(self, related: Sequence[Related], more: Mapping[str, int]) -> None:
        for relation in TITLES:
            self._related(relation, [found for found in related if found.relation is relation], more)

    def _related(
        self, relation: Relation, found: Sequence[Related], more: Mapping[str, int], note: str = ""
    ) -> None:
        unlisted = more.get(relation.value, 0)
        if not found and not unlisted and not note:
            return
        self._head(TITLES[relation], _STYLES[relation], f" ({len(found) + unlisted:,}{note})")
        for one in found:
            self._claim(one.claim)
            by = SUSPECTED if one.suspected else DECIDED if one.decided else ""
            self._line(f"{by}{clean(one.reason)}", 6, "italic")
        if unlisted:
            self._line(f"and {unlisted:,} more", 2)

    def _claim(self, claim: Claim, ratings: int = _RATINGS) -> None:
        mark = f" [{claim.status}]" if claim.status is not Status.ACTIVE else ""
        self._line(f"#{claim.id}  {provenance(claim)}{mark}", 2, "bold")
        self._line(words(claim), 6)
        if claim.url:
            self._line(clean(claim.url), 6, whole=True)
        for one in claim.ratings[:ratings]:
            self._line(rated(one), 6, "italic")
        if ratings and len(claim.ratings) > ratings:
            more = plural(len(claim.ratings) - ratings, "more rating")
            self._line(f"and {more}; `claim {claim.id}` shows all", 6, "italic")

    def _head(self, text: str, style: str = "bold", rest: str = "") -> None:
        self._print(Text.assemble((text, style), rest), 0)

    def _line(self, text: str, indent: int = 0, style: str = "", *, whole: bool = False) -> None:
        self._print(Text(text, style=style), indent, whole=whole)

    def _print(self, text: Text, indent: int, *, whole: bool = False) -> None:
        """Print a text at an indent; it isn't wrapped into a pipe, nor where it must stay whole."""
        if self._console.is_terminal and not whole:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False))
        else:
            self._console.print(Text(" " * indent) + text, soft_wrap=True)
