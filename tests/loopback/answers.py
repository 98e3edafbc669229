"""What a member sees of the bot's answer to something they did."""

from dataclasses import dataclass
from typing import Any

from tests.loopback.clock import PATIENCE, Unanswered
from tests.loopback.interactions import DEFERRED, DEFERRED_UPDATE, Interaction
from tests.loopback.limits.components import ROW, STRING_SELECT, TEXT_INPUT
from tests.loopback.limits.modals import LABELLED, TEXT_DISPLAY
from tests.loopback.messages import Button, Message, Pings, Select
from tests.loopback.people import Json


@dataclass(frozen=True)
class Asked:
    """One question of a form."""

    label: str
    custom_id: str
    kind: int  # of the component: 4 a text, 3 a menu
    value: str  # what is filled in already
    required: bool
    least: int  # characters, or options
    most: int
    options: tuple[Json, ...]
    row: bool  # whether it stands in an action row, rather than under a label


class Modal:
    """A form that the bot opened."""

    def __init__(self, interaction: Interaction) -> None:
        assert interaction.modal is not None
        self.interaction = interaction
        self.title: str = interaction.modal["title"]
        self.custom_id: str = interaction.modal["custom_id"]
        self.parts: list[Json] = interaction.modal["components"]

    @property
    def questions(self) -> list[Asked]:
        """Return what it asks, in order."""
        found = []
        for part in self.parts:
            if part["type"] == ROW:
                found += [_asked(one["label"], one, row=True) for one in part["components"]]
            elif part["type"] == LABELLED:
                found.append(_asked(part["label"], part["component"], row=False))
        return found

    @property
    def texts(self) -> list[str]:
        """Return what it says beside its questions."""
        return [part["content"] for part in self.parts if part["type"] == TEXT_DISPLAY]

    @property
    def values(self) -> dict[str, str]:
        """Return what is filled in already, by label."""
        return {one.label: one.value for one in self.questions}


class Answer:
    """What came of an interaction; it grows as followups and edits come."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction

    @property
    def message(self) -> Message:
        """Return the message that answers or that the answer changed, or else the first followup.

        Raises:
            Unanswered: If there is none.
        """
        found = self.interaction.original
        elsewhere = found is None or found.deleted or self.interaction.answer == DEFERRED_UPDATE
        if elsewhere and self.interaction.followups:
            return self.interaction.followups[0]
        if found is None:
            raise Unanswered(f"no message answered; the answer's type is {self.interaction.answer}")
        return found

    @property
    def modal(self) -> Modal:
        """Return the form that the answer opened.

        Raises:
            Unanswered: If it opened none.
        """
        if self.interaction.modal is None:
            shown = self.interaction.original.text if self.interaction.original else "no message"
            raise Unanswered(f"no form was opened; the answer was {shown!r}")
        return Modal(self.interaction)

    @property
    def opens_modal(self) -> bool:
        """Return whether the answer is a form."""
        return self.interaction.modal is not None

    @property
    def deferred(self) -> bool:
        """Return whether the bot first only said that it had heard."""
        return self.interaction.answer in {DEFERRED, DEFERRED_UPDATE}

    @property
    def followups(self) -> list[Message]:
        """Return the further messages, oldest first."""
        return self.interaction.followups

    async def followup(self, number: int = 0, seconds: float = PATIENCE) -> Message:
        """Return a further message, counted from 0, now or within so many seconds.

        Raises:
            Unanswered: If it did not come.
        """
        further = self.interaction.followups
        pulse = self.interaction.channel.world.pulse
        return await pulse.until(
            lambda: further[number] if len(further) > number else None, f"followup {number}", seconds
        )

    @property
    def content(self) -> str:
        """Return the message's content."""
        return self.message.content

    @property
    def text(self) -> str:
        """Return all the message's words, embeds included."""
        return self.message.text

    @property
    def embeds(self) -> list[Json]:
        """Return the message's embeds."""
        return self.message.embeds

    @property
    def components(self) -> list[Json]:
        """Return the message's rows of components."""
        return self.message.components

    @property
    def buttons(self) -> list[Button]:
        """Return the message's buttons."""
        return self.message.buttons

    @property
    def selects(self) -> list[Select]:
        """Return the message's menus."""
        return self.message.selects

    @property
    def ephemeral(self) -> bool:
        """Return whether only who asked sees the message."""
        return self.message.ephemeral

    @property
    def pings(self) -> Pings:
        """Return whom the message notifies."""
        return self.message.pings


def _asked(label: str, one: Json, *, row: bool) -> Asked:
    text = one["type"] == TEXT_INPUT
    least, most = ("min_length", "max_length") if text else ("min_values", "max_values")
    required: bool = one.get("required", True)
    default_least: Any = 0 if text else int(required)
    return Asked(
        label,
        one["custom_id"],
        one["type"],
        one.get("value") or "",
        required,
        one.get(least, default_least),
        one.get(most, 4000 if text else 1),
        tuple(one.get("options", [])) if one["type"] == STRING_SELECT else (),
        row,
    )
