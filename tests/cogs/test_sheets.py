"""A story's sheet as a file that a server takes."""

import pytest

from bot.cogs.base import Refusal
from bot.cogs.sheets import sheet_file
from bot.ui.pages import page
from tests.ui.pages.sheets import full


async def test_a_sheet_within_the_limit_is_a_file() -> None:
    """The file holds the page, byte for byte, even where it is exactly as large as it may be."""
    content = page(full()).encode()
    file = await sheet_file(full(), len(content))
    assert (file.filename, file.fp.read()) == ("sheet.html", content)


async def test_a_sheet_beyond_the_limit_is_refused() -> None:
    """A server that takes no file of that size is told so, with both sizes and another way."""
    with pytest.raises(
        Refusal, match=r"The sheet has 0\.0 MiB.*at most 0 MiB; the terminal's `sheet` writes it"
    ):
        await sheet_file(full(), 1_000)
