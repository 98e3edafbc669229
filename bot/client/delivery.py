"""The courier: takes alerts from the ledger's outbox to channels and inboxes, each once."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import aiohttp
import discord

from bot.client.reporting import tell_managers
from bot.cogs.base import Host, workspace_of
from bot.cogs.controls import alert_view
from bot.cogs.illustrating import picture
from bot.desk import DeskError
from bot.results import AlertView
from bot.ui.charts import NEW
from bot.ui.discord import embeds
from db.models import AlertState, Delivery, DeliveryState, Newsroom
from db.store import LedgerError

IDLE: Final = 5.0  # seconds between two looks at the outbox
FIRST_PAUSE: Final = 5.0  # seconds before a second try; each further pause is twice as long
LONGEST_PAUSE: Final = 900.0  # seconds
PICTURE: Final = 5.0  # seconds that an alert waits for its picture
BATCH: Final = 20  # messages taken from the outbox at once
_LOOKED_THROUGH: Final = 1_000  # messages of a channel among which a lost one is looked for
_CLOCKS_DIFFER: Final = timedelta(hours=1)  # at most, Discord's from ours
_INBOX_CLOSED: Final = 50007  # Discord's code for somebody who takes no direct messages
_NO_MEMBER: Final = {10007, 10013}  # Discord's codes for somebody who isn't in a server
_NOT_ALLOWED: Final = {50001, 50013}  # Discord's codes for a channel in which the bot lacks a permission
_TOO_MANY: Final = 429  # HTTP status
_LOG: Final = logging.getLogger("claimdesk")

Place = discord.abc.Messageable


class Unreachable(Exception):
    """An alert channel that is gone, or that the bot may not write in."""


class Courier:
    """Sends what is due, oldest first; one newsroom's trouble never holds up another."""

    def __init__(self, host: Host, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._host = host
        self._desk = host.desk
        self._clock = clock
        self._woken = asyncio.Event()
        self._stopping = False
        self._rounds: dict[str, asyncio.Task[None]] = {}  # at work, by newsroom
        self._paused: dict[str, datetime] = {}  # newsrooms for which Discord takes nothing at the moment

    def wake(self) -> None:
        """Look at the outbox at once."""
        self._woken.set()

    def stop(self) -> None:
        """End after the messages that are being sent."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Deliver until stopped; a ledger that can't be used at the moment is asked again later."""
        try:
            while not self._stopping:
                self._woken.clear()
                try:
                    if await self._begin():
                        continue
                except Exception as error:
                    _report_wait(error)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), IDLE)
        except asyncio.CancelledError:
            for one in self._rounds.values():
                one.cancel()
            raise
        finally:
            await asyncio.gather(*self._rounds.values(), return_exceptions=True)

    async def _begin(self) -> bool:
        """Begin a round for each newsroom with messages due; return whether there may be more of others."""
        now = self._clock()
        self._paused = {name: until for name, until in self._paused.items() if until > now}
        guilds = {workspace_of(guild.id): guild for guild in self._host.guilds if not guild.unavailable}
        due = await self._desk.due(guilds.keys() - self._paused.keys() - self._rounds.keys(), BATCH)
        by_newsroom: dict[str, list[Delivery]] = {}
        for delivery in due:
            by_newsroom.setdefault(delivery.workspace, []).append(delivery)
        for name, some in by_newsroom.items():
            self._rounds[name] = asyncio.create_task(self._round(name, guilds[name], some))
        return len(due) == BATCH

    async def _round(self, name: str, guild: discord.Guild, due: Iterable[Delivery]) -> None:
        """Deliver what is due in one newsroom, and look for more."""
        try:
            for delivery in due:
                if self._stopping or name in self._paused:
                    return
                await self._deliver(guild, delivery)
        except Exception as error:
            _report_wait(error)
            self._pause(name)
        finally:
            del self._rounds[name]
            self.wake()

    async def _deliver(self, guild: discord.Guild, delivery: Delivery) -> None:
        try:
            await self._one(guild, delivery)
        except LedgerError:
            raise
        except DeskError as error:
            await self._desk.dropped(delivery.id, str(error))
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
            await self._later(delivery, error)
            if _is_outage(error):
                self._pause(delivery.workspace)
        except Exception as error:
            _LOG.exception("Alert %d could not be shown", delivery.alert_id)
            await self._later(delivery, error)

    async def _one(self, guild: discord.Guild, delivery: Delivery) -> None:
        view = await self._desk.alert(delivery.workspace, delivery.alert_id)
        if delivery.state is DeliveryState.SENT:
            await self._correct(guild, delivery, view)
        elif delivery.recipient is None:
            await self._to_the_desk(guild, delivery, view)
        else:
            await self._to_a_watcher(guild, delivery, view)

    async def _to_the_desk(self, guild: discord.Guild, delivery: Delivery, view: AlertView) -> None:
        newsroom = await self._host.newsroom(guild.id)
        try:
            channel = await self._alert_channel(guild, newsroom)
            if channel is None:
                await self._wait(guild, delivery, newsroom, "no alert channel is set up")
                return
            await self._send(channel, delivery, view, _mention(guild, newsroom.alert_role))
        except (Unreachable, discord.Forbidden, discord.NotFound) as error:
            await self._wait(guild, delivery, newsroom, f"the alert channel can't be reached ({error})")
            await self._report(guild, newsroom)
            return
        if newsroom.unreachable is not None:
            await self._note_lost(guild, newsroom.alert_channel, lost=False)

    async def _report(self, guild: discord.Guild, newsroom: Newsroom) -> None:
        """Tell the managers that the alert channel can't be reached, unless they know or have changed it."""
        lost, now = newsroom.alert_channel, await self._host.newsroom(guild.id)
        if now.alert_channel != lost or now.unreachable == lost:
            return
        _LOG.warning("Alerts of server %d wait: their channel can't be reached", guild.id)
        await self._note_lost(guild, lost, lost=True)
        if not await tell_managers(guild, newsroom):
            await self._note_lost(guild, lost, lost=False)

    async def _note_lost(self, guild: discord.Guild, channel: str | None, *, lost: bool) -> None:
        """Store whether managers know of a lost alert channel, unless another one was set up meanwhile."""

        def change(newsroom: Newsroom) -> Newsroom:
            if newsroom.alert_channel != channel:
                return newsroom
            return newsroom.model_copy(update={"unreachable": channel if lost else None})

        await self._host.change_newsroom(guild.id, change)

    async def _alert_channel(self, guild: discord.Guild, newsroom: Newsroom) -> Place | None:
        if newsroom.alert_channel is None:
            return None
        number = int(newsroom.alert_channel)
        channel = guild.get_channel_or_thread(number)
        if channel is None:
            channel = await guild.fetch_channel(number)
        if not isinstance(channel, discord.abc.Messageable):
            raise Unreachable("it takes no messages")
        return channel

    async def _to_a_watcher(self, guild: discord.Guild, delivery: Delivery, view: AlertView) -> None:
        member = await _member(guild, delivery)
        if member is None:  # what a server knows stays in it
            await self._desk.dropped(delivery.id, "the watcher has left the server")
            return
        try:
            await self._send(await member.create_dm(), delivery, view)
        except discord.Forbidden as error:
            if error.code != _INBOX_CLOSED:
                raise
            await self._instead(guild, delivery, view, member)

    async def _instead(
        self, guild: discord.Guild, delivery: Delivery, view: AlertView, member: discord.Member
    ) -> None:
        """Mention a watcher whose inbox is closed in the alert channel."""
        newsroom = await self._host.newsroom(guild.id)
        try:
            channel = await self._alert_channel(guild, newsroom)
            if channel is None:
                why = "the watcher's inbox is closed and no alert channel is set up"
                await self._wait(guild, delivery, newsroom, why)
                return
            await self._send(
                channel, delivery, view, (member.mention, discord.AllowedMentions(users=[member]))
            )
        except (Unreachable, discord.Forbidden, discord.NotFound) as error:
            why = f"neither the watcher nor the alert channel can be reached ({error})"
            await self._wait(guild, delivery, newsroom, why)

    async def _send(
        self,
        place: Place,
        delivery: Delivery,
        view: AlertView,
        mention: tuple[str, discord.AllowedMentions] = ("", discord.AllowedMentions.none()),
    ) -> None:
        """Send an alert unless it stands there already, and store where it stands.

        One that never arrived and was dismissed since stays unsent until somebody confirms it after all.
        """
        version = view.alert.version
        handed_over = delivery.state is DeliveryState.SENDING
        message = await self._sent_before(place, delivery, view, mention[0]) if handed_over else None
        if message is not None:
            version = 0  # it shows how things stood then, and is corrected next
        elif view.alert.state is AlertState.DISMISSED:
            await self._desk.recalled(delivery.id)
            return
        else:
            drawn = await self._drawn(place, view)
            await self._desk.sending(delivery.id)
            content = f"{mention[0]} {embeds.alert_line(view)}".strip()
            to_desk = delivery.recipient is None
            message = await place.send(
                content,
                files=drawn or [],
                embed=embeds.alert(view),
                view=alert_view(view.alert.id, view.alert.state) if to_desk else discord.utils.MISSING,
                allowed_mentions=mention[1],
                nonce=f"{delivery.alert_id}.{delivery.id}",
            )
            _LOG.info("Sent alert %d", view.alert.id)
        await self._desk.sent(delivery.id, str(message.channel.id), str(message.id), version)

    async def _sent_before(
        self, place: Place, delivery: Delivery, view: AlertView, mention: str
    ) -> discord.Message | None:
        """Return the message of a delivery that was sent without our knowing, as before a crash."""
        own = self._host.user
        async for message in place.history(limit=_LOOKED_THROUGH):
            if message.created_at < view.alert.at - _CLOCKS_DIFFER:
                return None
            mine = own is not None and message.author.id == own.id
            same = bool(message.components) == (delivery.recipient is None) and mention in message.content
            if mine and same and any(embeds.alert_number(one) == view.alert.id for one in message.embeds):
                return message
        return None

    async def _correct(self, guild: discord.Guild, delivery: Delivery, view: AlertView) -> None:
        """Show in a message that was sent how its alert stands now, unless its watcher has left."""
        channel, number = int(delivery.channel or 0), int(delivery.message or 0)
        if delivery.recipient is None or await _member(guild, delivery) is not None:
            await self._desk.sending(delivery.id)
            message = self._host.get_partial_messageable(channel).get_partial_message(number)
            try:
                place = self._host.get_channel(channel)
                drawn = await self._drawn(place, view)
                await _edit(message, delivery, view, drawn, in_server=place is not None)
            except discord.NotFound:
                _LOG.info("The message about alert %d is gone", view.alert.id)
            except discord.Forbidden as error:
                if error.code in _NOT_ALLOWED:
                    newsroom = await self._host.newsroom(guild.id)
                    await self._wait(guild, delivery, newsroom, f"the message can't be corrected ({error})")
                    return
        await self._desk.sent(delivery.id, str(channel), str(number), view.alert.version)

    async def _drawn(self, place: object, view: AlertView) -> list[discord.File] | None:
        """Return the picture that goes with an alert, none where there is nothing to draw.

        None where no file can be sent to its place, or where drawing failed, which is logged.
        """
        try:
            if not _takes_files(place):
                return None
            async with asyncio.timeout(PICTURE):
                file = await picture(self._host, partial(self._desk.spread_of_alert, view), NEW)
        except Exception:
            _LOG.exception("The picture of alert %d could not be drawn", view.alert.id)
            return None
        return [file] if file is not None else []

    async def _wait(self, guild: discord.Guild, delivery: Delivery, newsroom: Newsroom, why: str) -> None:
        """Leave a message until the newsroom has another alert channel, or for a while."""
        until = self._clock() + timedelta(seconds=LONGEST_PAUSE)
        await self._desk.postponed(delivery.id, until, why)
        now = await self._host.newsroom(guild.id)
        if now.alert_channel != newsroom.alert_channel:  # set up while the old one was tried
            await self._desk.hurry(delivery.workspace)

    async def _later(self, delivery: Delivery, error: Exception) -> None:
        """Try again after a pause that grows with every attempt."""
        pause = min(FIRST_PAUSE * 2 ** min(delivery.attempts, 10), LONGEST_PAUSE)
        _LOG.warning("Alert %d is tried again in %.0f s: %s", delivery.alert_id, pause, error)
        until = self._clock() + timedelta(seconds=pause)
        await self._desk.postponed(delivery.id, until, str(error) or type(error).__name__)

    def _pause(self, newsroom: str) -> None:
        """Leave a newsroom's other messages alone for a moment; they are tried before those that failed."""
        self._paused[newsroom] = self._clock() + timedelta(seconds=FIRST_PAUSE)


def _takes_files(place: object) -> bool:
    """Return whether the bot may attach files in a channel; in an inbox it may."""
    if isinstance(place, discord.abc.GuildChannel | discord.Thread):
        return place.permissions_for(place.guild.me).attach_files
    return True


def _report_wait(error: Exception) -> None:
    """Log why no alerts are sent at the moment: a ledger that can't be used says it itself."""
    _LOG.error("Alerts wait: %s", error, exc_info=None if isinstance(error, LedgerError) else error)


def _is_outage(error: Exception) -> bool:
    """Return whether it is Discord or the network that fails, and not one message."""
    if isinstance(error, discord.HTTPException):
        return isinstance(error, discord.DiscordServerError) or error.status == _TOO_MANY
    return True


async def _member(guild: discord.Guild, delivery: Delivery) -> discord.Member | None:
    """Return the watcher that a message is for, None where they have left the server."""
    try:
        return await guild.fetch_member(int(delivery.recipient or 0))
    except discord.NotFound as error:
        if error.code not in _NO_MEMBER:
            raise
        return None


async def _edit(
    message: discord.PartialMessage,
    delivery: Delivery,
    view: AlertView,
    drawn: list[discord.File] | None,
    *,
    in_server: bool,
) -> None:
    """Correct a message and its picture, which stays as it is where none could be drawn.

    A message to a watcher in a server's channel goes on saying whom it is for.
    """
    reader = f"<@{delivery.recipient}> " if in_server and delivery.recipient is not None else ""
    await message.edit(
        content=f"{reader}{embeds.alert_line(view)}",
        embed=embeds.alert(view),
        attachments=drawn if drawn is not None else discord.utils.MISSING,
        view=alert_view(view.alert.id, view.alert.state) if delivery.recipient is None else None,
        allowed_mentions=discord.AllowedMentions.none(),
    )


def _mention(guild: discord.Guild, role_id: str | None) -> tuple[str, discord.AllowedMentions]:
    """Return how the newsroom's role is mentioned, and that nobody else is."""
    role = guild.get_role(int(role_id)) if role_id else None
    if role is None:
        return "", discord.AllowedMentions.none()
    return role.mention, discord.AllowedMentions(everyone=False, users=False, roles=[role])
