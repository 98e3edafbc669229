"""Forms that were opened before the bot was started: what was typed into them is kept, and can be sent."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import discord

from bot.cogs import forms, reviewing
from bot.cogs.base import Interaction, Refusal

_FORM: Final = re.compile(r"sent:(?P<about>claim|proposal):(?P<number>[0-9]{1,18}):[0-9a-f]{16}")


async def answer_lost_form(interaction: Interaction) -> None:
    """Offer whoever sent a form that nobody waits for to open it again; whatever else it is passes."""
    data: Mapping[str, Any] = interaction.data or {}
    form = _FORM.fullmatch(str(data.get("custom_id")))
    if interaction.type is not discord.InteractionType.modal_submit or form is None:
        return
    if form[0] in interaction.client.open_forms:
        return
    interaction.client.attend()
    key, number = forms.keep(interaction, dict(_typed(data))), int(form["number"])
    again = forms.open_view if form["about"] == "claim" else reviewing.again_view
    why = Refusal(
        "I was started anew while you typed. Nothing of it is lost: open the form again and send it."
    )
    await interaction.client.failed(interaction, why, again(number, key))


def _typed(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what stands in each line of a form, by its name."""
    for part in data.get("components", ()):
        line = part.get("component", {})
        if "value" in line:
            yield line["custom_id"], line["value"] or ""
