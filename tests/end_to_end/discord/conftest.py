"""The bot, signed in to a loopback Discord for all tests here; each test has a server of its own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.client import delivery
from bot.client.bot import Client
from bot.composition import opened
from bot.desk import Desk
from tests.end_to_end.discord.alerting import corrected
from tests.end_to_end.discord.newsroom import VERSION, Newsroom
from tests.loopback import Discord


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """Yield a desk over a ledger in a real file."""
    async with opened(tmp_path_factory.mktemp("ledger") / "claims.db") as desk:
        yield desk


@pytest.fixture(scope="package")
def client(desk: Desk) -> Client:
    """Return the bot."""
    return Client(desk, prefix="!", version=VERSION)


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def discord(client: Client) -> AsyncIterator[Discord]:
    """Yield a loopback Discord with the bot signed in."""
    async with Discord.start() as discord, discord.running(client):
        yield discord


@pytest_asyncio.fixture(loop_scope="session")
async def newsroom(
    discord: Discord, desk: Desk, client: Client, request: pytest.FixtureRequest
) -> AsyncIterator[Newsroom]:
    """Yield a newsroom on a server of its own; nothing that the bot sent may have been malformed.

    Its alerts end with it: none is left to be sent while another test is at work.
    """
    before = len(discord.complaints)
    newsroom = Newsroom(discord, desk, discord.guild(request.node.name[:100]))
    yield newsroom
    client.wake()
    await corrected(newsroom)
    assert not discord.complaints[before:]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the courier pause for moments in place of minutes."""
    for name, seconds in (("IDLE", 0.1), ("FIRST_PAUSE", 0.1), ("LONGEST_PAUSE", 0.3)):
        monkeypatch.setattr(delivery, name, seconds)
