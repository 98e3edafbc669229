"""A newsroom on a Discord server: its channels, its people, and what they see of the bot."""

from typing import Final, Literal

from bot.cogs.base import workspace_of
from bot.desk import Desk
from db.models import Claim, ClaimDraft
from tests.loopback import Answer, Channel, Discord, File, Message, Person, Server
from tests.loopback.asking import Options

Way = Literal["!", "/"]
WAYS: Final[tuple[Way, ...]] = ("!", "/")
HARBOUR: Final = "Harbour fire, 4 Mar 2021"
VERSION: Final = "1.2.3"
FOR_MODERATORS: Final = "Only moderators can do that"
FOR_MANAGERS: Final = "permission to manage the server"


async def seen(answer: Answer) -> Message:
    """Return the message in which an answer ended, where its first one was taken away for it."""
    original = answer.interaction.original
    return await answer.followup() if original is not None and original.deleted else answer.message


class Newsroom:
    """One server with two channels, and three people who may do different things there."""

    def __init__(self, discord: Discord, desk: Desk, server: Server) -> None:
        self.discord = discord
        self.desk = desk
        self.server = server
        self.channel: Channel = server.channel("general")
        self.alerts: Channel = server.channel("alerts")
        self.reporter: Person = server.member("rae")
        self.moderator: Person = server.member("mo", manage_messages=True)
        self.manager: Person = server.member("max", manage_guild=True)
        self.workspace = workspace_of(server.id)

    async def record(self, text: str, speaker: str, story: str = HARBOUR, **fields: object) -> Claim:
        """Put a claim on record, past Discord; `fields` are any of the import format."""
        draft = ClaimDraft.model_validate({"story": story, "text": text, "speaker": speaker, **fields})
        return (await self.desk.add(self.workspace, draft, actor="the test")).claim

    async def say(
        self,
        text: str,
        by: Person | None = None,
        *,
        channel: Channel | None = None,
        reply_to: Message | None = None,
        file: File | None = None,
    ) -> Message:
        """Return what the bot replies to a message, by default the reporter's."""
        files = [file] if file is not None else []
        said = await (by or self.reporter).says(channel or self.channel, text, reply_to=reply_to, files=files)
        return await self.discord.reply_to(said)

    async def slash(
        self,
        command: str,
        options: Options | None = None,
        by: Person | None = None,
        *,
        channel: Channel | None = None,
    ) -> Message:
        """Return the message in which the bot answers a slash command, by default the reporter's.

        It is sent even where Discord would not offer it.
        """
        who = by or self.reporter
        answer = await who.slash(command, options, channel=channel or self.channel, force=True)
        return await seen(answer)

    async def ask(
        self,
        way: Way,
        line: str,
        options: Options | None = None,
        by: Person | None = None,
        *,
        channel: Channel | None = None,
    ) -> Message:
        """Return the answer to a command given either way: as a line behind !, or by name and options."""
        if way == "!":
            return await self.say(f"!{line}", by, channel=channel)
        return await self.slash(line.split()[0], options, by, channel=channel)
