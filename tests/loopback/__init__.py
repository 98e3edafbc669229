"""A loopback Discord: gateway and REST on 127.0.0.1, as strict as Discord's documentation says.

async with Discord.start() as discord, discord.running(client):
    desk = discord.guild("Daily")
    general, anna = desk.channel("general"), desk.member("anna", manage_messages=True)
    reply = await discord.reply_to(await anna.says(general, "!check 62 soldiers"))
    answer = await anna.slash("check", {"text": "62 soldiers"}, channel=general)
    await anna.presses(answer, "History")
    assert not reply.pings and not discord.complaints
"""

from tests.loopback.acting import Person, Server
from tests.loopback.answers import Answer, Modal
from tests.loopback.asking import Choice, NotOffered, Value
from tests.loopback.attachments import File
from tests.loopback.clock import Unanswered
from tests.loopback.messages import Message, Pings
from tests.loopback.people import Role, User
from tests.loopback.places import Channel
from tests.loopback.server import Discord

__all__ = [
    "Answer",
    "Channel",
    "Choice",
    "Discord",
    "File",
    "Message",
    "Modal",
    "NotOffered",
    "Person",
    "Pings",
    "Role",
    "Server",
    "Unanswered",
    "User",
    "Value",
]
