"""Custom ids of buttons and menus: all that they know has to come back from them, and nothing else."""

import re
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cogs.controls import ITEMS, AlertButton, ClaimButton, LineButton, MatchMenu
from bot.cogs.forms import OpenButton, RecordButton
from bot.cogs.turning import PageButton, Turn

Item = discord.ui.DynamicItem[Any]
LONGEST = 100  # characters that Discord lets a custom id have
LARGEST = 2**63 - 1
_NUMBERS = st.integers(0, 10**18 - 1)
_WRITTEN: st.SearchStrategy[Item] = st.one_of(
    st.builds(ClaimButton, st.sampled_from(sorted(ClaimButton.LABELS)), _NUMBERS),
    st.builds(LineButton, _NUMBERS, st.none() | st.integers(0, 999)),
    st.builds(AlertButton, st.sampled_from(["confirm", "dismiss"]), _NUMBERS),
    st.builds(OpenButton, _NUMBERS, st.from_regex(r"[0-9a-f]{16}|-", fullmatch=True)),
    st.builds(RecordButton, st.sampled_from(["edit", "undo"]), _NUMBERS),
    st.builds(
        PageButton,
        st.builds(
            Turn,
            st.sampled_from(["story", "contradictions", "watching", "help"]),
            st.integers(0, LARGEST),
            st.integers(0, 999_999),
            st.integers(0, LARGEST),
        ),
    ),
    st.builds(MatchMenu),
)


def _template(kind: type[Item]) -> re.Pattern[str]:
    return kind.__discord_ui_compiled_template__


async def _read(custom_id: str) -> list[Item]:
    """Return what a custom id is taken for when it comes back from Discord."""
    interaction: Any = None
    shown: discord.ui.Item[Any] = discord.ui.Button(label="…")
    matches = ((kind, _template(kind).fullmatch(custom_id)) for kind in ITEMS)
    return [await kind.from_custom_id(interaction, shown, match) for kind, match in matches if match]


@given(_WRITTEN)
async def test_what_is_written_is_read_again(item: Item) -> None:
    """A button that comes back after a restart is of the same kind and means the same."""
    (read,) = await _read(item.custom_id)
    assert type(read) is type(item)
    assert read.custom_id == item.custom_id
    assert len(item.custom_id) <= LONGEST


@given(st.one_of([st.from_regex(_template(kind), fullmatch=True) for kind in ITEMS]))
async def test_an_id_that_fits_means_one_thing(custom_id: str) -> None:
    """No id is taken for two kinds, and reading it again changes nothing."""
    (read,) = await _read(custom_id)
    (again,) = await _read(read.custom_id)
    assert again.custom_id == read.custom_id


@given(st.text(max_size=LONGEST))
async def test_any_other_id_is_none_of_ours(custom_id: str) -> None:
    """Any text is read as one of ours or as none, without an error."""
    assert len(await _read(custom_id)) <= 1


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "claim:history:",
        "claim:history:-1",
        "claim:history:1 ",
        "claim:history:١",
        "claim:erase:1",
        "line:1:1000",
        "alert:confirm:1:2",
        "page:ledger:0:0:1",
        "form:1:zz",
        "record:undo:1;2",
        "matches",
    ],
)
async def test_ids_that_nobody_wrote(custom_id: str) -> None:
    """An id with another word, another number or more behind it is refused whole."""
    assert await _read(custom_id) == []
