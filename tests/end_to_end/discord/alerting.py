"""A newsroom in which alerts are raised."""

import asyncio
from collections.abc import Callable

from bot.client.bot import Client
from tests.end_to_end.discord.newsroom import Newsroom
from tests.loopback import Channel, Message
from tests.loopback.clock import PATIENCE

POST = r"/channels/\d+/messages$"


async def set_up(newsroom: Newsroom, channel: Channel | None = None, more: str = "") -> None:
    """Have a manager choose the alert channel, and what else there is to set."""
    place = channel or newsroom.alerts
    await newsroom.say(f"!setup alerts: <#{place.id}> {more}", newsroom.manager)


async def contradict(newsroom: Newsroom, boats: int, client: Client) -> None:
    """Put a claim on record that contradicts those there."""
    await newsroom.record(f"{boats} boats were lost.", f"Witness {boats}")
    client.wake()


async def alerts_in(newsroom: Newsroom, count: int, place: Channel | None = None) -> list[Message]:
    """Return the alerts in a channel once there are so many, and see that no more come."""
    channel = place or newsroom.alerts
    await newsroom.discord.until(lambda: len(channel.bot_messages) >= count, f"{count} alerts")
    await settled(newsroom)
    assert len(channel.bot_messages) == count
    return channel.bot_messages


async def settled(newsroom: Newsroom) -> None:
    """Wait until no message of the newsroom's waits to be sent."""
    async with asyncio.timeout(PATIENCE):
        while (await newsroom.desk.status(newsroom.workspace)).waiting:  # noqa: ASYNC110 -- nobody tells
            await asyncio.sleep(0.02)


async def corrected(newsroom: Newsroom) -> None:
    """Wait until no message of the newsroom's is due, to be sent or corrected."""
    async with asyncio.timeout(PATIENCE):
        while await newsroom.desk.due([newsroom.workspace]):  # noqa: ASYNC110 -- nobody tells
            await asyncio.sleep(0.02)


def requested(newsroom: Newsroom, times: int, request: str) -> Callable[[], bool]:
    """Return a look at whether the bot has made a request so many times, such as "GET /users/@me 200"."""
    return lambda: newsroom.discord.requests.count(request) >= times
