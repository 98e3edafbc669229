"""Commands about the Discord bot: run, invite."""

import base64
import binascii
import signal
from typing import Annotated

import typer

from bot.commands.registering import command
from bot.commands.session import CommandError, Session


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for function in (run, invite):
        command(app)(function)


def run(session: Session) -> None:
    """Start the Discord bot, until Ctrl-C or SIGTERM."""
    from bot.client import SignInError, serve

    if session.talking:
        raise CommandError("The bot can't run inside the console; leave with quit first.")
    session.log("info")
    told: list[int] = []

    def end(received: int, frame: object) -> None:
        """End as on Ctrl-C, until the bot is signed in and ends in its own time."""
        del frame
        told.append(received)
        signal.raise_signal(signal.SIGINT)

    signal.signal(signal.SIGTERM, end)
    try:
        session.call(lambda desk: serve(desk, session.settings.discord, session.articles), create=True)
    except SignInError as error:
        raise CommandError(str(error)) from None
    except KeyboardInterrupt:
        if not told:
            raise


def _application_id(written: str) -> int:
    """Return an application's id; raises BadParameter where it is no id of Discord's."""
    if not (written.isascii() and written.isdigit() and 17 <= len(written) <= 20):
        raise typer.BadParameter(
            f"{written[:40]!r} is no application's id; copy its 17 to 20 digits from the developer portal, "
            "under General Information."
        )
    return int(written)


def invite(
    session: Session,
    application: Annotated[
        int | None,
        typer.Option(
            "--application",
            metavar="ID",
            parser=_application_id,
            help="The application's id, instead of the token's.",
        ),
    ] = None,
) -> None:
    """Print the link that adds the bot to a server, with exactly the permissions that it needs."""
    from bot.client import invitation

    session.page.say(invitation(application or _application_of(session)))


def _application_of(session: Session) -> int:
    """Return the application's id, which is the first part of the bot's token."""
    token = session.settings.discord.secret()
    if token is None:
        raise CommandError(
            "The link needs the application's id: give --application ID (the developer portal shows it under "
            "General Information), or set the bot's token."
        )
    first = token.get_secret_value().partition(".")[0]
    try:
        return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (ValueError, binascii.Error):
        raise CommandError(
            "The bot's token doesn't begin with an application's id; copy the token again, or give "
            "--application ID."
        ) from None
