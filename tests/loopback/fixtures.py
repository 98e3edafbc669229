"""Fixtures for tests of the bot against the loopback Discord; a conftest imports them."""

from collections.abc import AsyncIterator

import pytest

from tests.loopback.server import Discord


@pytest.fixture
async def discord_server() -> AsyncIterator[Discord]:
    """Yield a loopback Discord; afterwards, nothing that the bot sent may have been refused as malformed."""
    async with Discord.start() as discord:
        yield discord
    assert not discord.complaints, "\n".join(discord.complaints)
