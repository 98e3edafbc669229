"""The loopback Discord's fixtures, and clients for its own tests."""

from collections.abc import AsyncIterator

import discord as library
import pytest

from tests.loopback import Discord
from tests.loopback.fixtures import discord_server

__all__ = ["client", "discord_server"]


@pytest.fixture
async def client(discord_server: Discord) -> AsyncIterator[library.Client]:
    """Yield a client that is logged in to REST alone."""
    with discord_server.redirected():
        async with library.Client(intents=library.Intents.none()) as client:
            await client.login(discord_server.token)
            yield client
