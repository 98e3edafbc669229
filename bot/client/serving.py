"""From the settings to a bot that is signed in, and to its clean end."""

import asyncio
import logging
import re
import signal
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.articles import ArticleReader
from bot.client.bot import Client
from bot.config import DiscordSettings
from bot.desk import Desk

if TYPE_CHECKING:  # discord.py's own types can't be imported at run time
    from discord.types.gateway import SessionStartLimit

_LOG: Final = logging.getLogger("claimdesk")
_PORTAL: Final = "https://discord.com/developers/applications"
_REFUSED: Final = (
    f"Discord refuses the bot token; copy it again at {_PORTAL} (your application, Bot, Reset Token)."
)
_TOKEN: Final = re.compile(r"\s*[!-~]+\s*")
_NOT_AUTHENTICATED: Final = 4004  # the gateway's code for a token that is valid no longer


class SignInError(Exception):
    """Why the bot can't sign in, and what puts it right."""


async def serve(desk: Desk, settings: DiscordSettings, articles: ArticleReader) -> None:
    """Run the bot until it is told to end by SIGTERM or Ctrl-C.

    Raises SignInError where there is no token, or Discord refuses it or can't be reached, and SettingsError
    where the token's file can't be read.
    """
    token = settings.secret()
    if token is None or not token.get_secret_value():
        raise SignInError(
            "There is no bot token: set CLAIMDESK_DISCORD__TOKEN, or name a file that holds it as token_file "
            f"under [discord] in the settings; {_PORTAL} makes one (your application, Bot, Reset Token)."
        )
    await desk.warm_up()
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise SignInError(_REFUSED)
    client = Client(desk, prefix=settings.prefix, version=_version(), articles=articles)
    _redirect(client, settings)
    told = asyncio.Event()
    with suppress(NotImplementedError):  # Windows has no such signals
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    async with client:
        await _until(told, client, token.get_secret_value())
    _LOG.info("Signed out")


async def _until(told: asyncio.Event, client: Client, token: str) -> None:
    """Stay signed in until told to end, while signing in as well."""
    signed_in = asyncio.create_task(_signed_in(client, token))
    ending = asyncio.create_task(told.wait())
    try:
        await asyncio.wait((signed_in, ending), return_when=asyncio.FIRST_COMPLETED)
        if signed_in.done():
            await signed_in
        else:
            await client.close()
    finally:
        signed_in.cancel()
        ending.cancel()
        await asyncio.gather(signed_in, ending, return_exceptions=True)


async def _signed_in(client: Client, token: str) -> None:
    """Stay signed in until the client is closed, and explain why where that isn't possible."""
    try:
        await client.start(token)
    except discord.LoginFailure:
        raise SignInError(_REFUSED) from None
    except discord.ConnectionClosed as error:
        if error.code == _NOT_AUTHENTICATED:
            raise SignInError(_REFUSED) from None
        raise SignInError(f"Discord has ended the connection (code {error.code}); start again.") from None
    except discord.PrivilegedIntentsRequired:
        raise SignInError(
            "Discord doesn't let the bot read messages; switch on “Message Content Intent” at "
            f"{_PORTAL} (your application, Bot, Privileged Gateway Intents)."
        ) from None
    except (aiohttp.ClientConnectionError, discord.GatewayNotFound, discord.DiscordServerError, TimeoutError):
        raise SignInError(
            "Discord can't be reached; check the network and discordstatus.com, then start again."
        ) from None
    except discord.HTTPException as error:
        raise SignInError(
            f"Discord refused to let the bot in (HTTP {error.status}); try again later."
        ) from error


def _redirect(client: Client, settings: DiscordSettings) -> None:
    """Talk to another server that speaks Discord's protocols, where the settings name one."""
    if settings.api is not None:
        Route.BASE = settings.api.rstrip("/")
    if settings.gateway is None:
        return
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)  # for a session that can't be resumed
    gateway, ask = settings.gateway, client.http.get_bot_gateway

    async def answer() -> tuple[int, str, "SessionStartLimit"]:
        shards, _, limit = await ask()
        return shards, gateway, limit

    client.http.get_bot_gateway = answer  # type: ignore[method-assign]  # discord.py has no setting for it


def _version() -> str:
    try:
        return version("claimdesk")
    except PackageNotFoundError:
        return "(not installed)"
