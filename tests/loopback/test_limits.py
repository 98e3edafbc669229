"""What Discord documents as too much is refused with its codes, at the place where it is wrong."""

from io import BytesIO

import discord as library
import pytest
from discord.http import Route

from tests.loopback import Channel, Discord
from tests.loopback.people import Json


@pytest.fixture
async def general(discord_server: Discord) -> Channel:
    """Return a channel."""
    return discord_server.guild("Daily").channel("general")


def row(*parts: Json) -> Json:
    """Return a row of components."""
    return {"type": 1, "components": list(parts)}


def button(**changed: object) -> Json:
    """Return a button that is right but for what is changed."""
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changed


def menu(*options: Json, **changed: object) -> Json:
    """Return a menu that is right but for what is changed."""
    return {
        "type": 3,
        "custom_id": "menu",
        "options": list(options) or [{"label": "a", "value": "a"}],
    } | changed


def option(number: int, **changed: object) -> Json:
    """Return an option that is right but for what is changed."""
    return {"label": str(number), "value": str(number)} | changed


def embed(**changed: object) -> Json:
    """Return a body with one embed, right but for what is changed."""
    return {"embeds": [{"title": "t"} | changed]}


def field(name: str = "n", value: str = "v") -> Json:
    """Return an embed's field."""
    return {"name": name, "value": value}


MESSAGES: list[tuple[str, Json]] = [
    ("content", {"content": "x" * 2001}),
    ("embeds", {"embeds": [{"title": "t"}] * 11}),
    ("embeds.0.title", embed(title="x" * 257)),
    ("embeds.0.description", embed(description="x" * 4097)),
    ("embeds.0.description", {"embeds": [{"color": 1}]}),
    ("embeds.0.fields", embed(fields=[field()] * 26)),
    ("embeds.0.fields.0.name", embed(fields=[field(name="x" * 257)])),
    ("embeds.0.fields.0.name", embed(fields=[field(name=" ")])),
    ("embeds.0.fields.0.value", embed(fields=[field(value="x" * 1025)])),
    ("embeds.0.fields.0.value", embed(fields=[field(value="")])),
    ("embeds.0.footer.text", embed(footer={"text": "x" * 2049})),
    ("embeds.0.author.name", embed(author={"name": "x" * 257})),
    ("embeds.0.url", embed(url="ftp://example.com")),
    ("embeds.0.image.url", embed(image={"url": "attachment://chart.png"})),
    ("embeds.0.timestamp", embed(timestamp="yesterday")),
    ("embeds.0.colour", embed(colour=1)),
    ("embeds", {"embeds": [{"description": "x" * 3001}] * 2}),
    ("components", {"content": "c", "components": [row(button(custom_id=str(n))) for n in range(6)]}),
    ("components.0.components", {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]}),
    ("components.0.components", {"components": [row()]}),
    ("components.0.components", {"components": [row(button(), menu())]}),
    ("components.0.type", {"components": [{"type": 17, "components": []}]}),
    ("components.0.components.0.label", {"components": [row(button(label="x" * 81))]}),
    ("components.0.components.0", {"components": [row(button(label=None))]}),
    ("components.0.components.0.custom_id", {"components": [row(button(custom_id="x" * 101))]}),
    ("components.0.components.0.custom_id", {"components": [row(button(custom_id=""))]}),
    ("components.0.components.1.custom_id", {"components": [row(button(), button())]}),
    ("components.0.components.0.url", {"components": [row(button(url="https://example.com"))]}),
    ("components.0.components.0.emoji.id", {"components": [row(button(emoji={"name": "x"}))]}),
    ("components.0.components.0.type", {"components": [row(button(type=4))]}),
    ("components.0.components.0.options", {"components": [row(menu(*(option(n) for n in range(26))))]}),
    ("components.0.components.0.options", {"components": [row(menu(option(1), option(1)))]}),
    ("components.0.components.0.options.0.label", {"components": [row(menu(option(1, label="x" * 101)))]}),
    ("components.0.components.0.options.0.value", {"components": [row(menu(option(1, value="x" * 101)))]}),
    (
        "components.0.components.0.options.0.description",
        {"components": [row(menu(option(1, description="x" * 101)))]},
    ),
    ("components.0.components.0.placeholder", {"components": [row(menu(placeholder="x" * 151))]}),
    ("components.0.components.0.max_values", {"components": [row(menu(max_values=2))]}),
    ("components.0.components.0.min_values", {"components": [row(menu(min_values=26))]}),
    ("nonce", {"content": "c", "nonce": "x" * 26}),
    ("flags", {"content": "c", "flags": 64}),
    ("allowed_mentions.parse.0", {"content": "c", "allowed_mentions": {"parse": ["everybody"]}}),
    ("allowed_mentions", {"content": "c", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
    ("message_reference", {"content": "c", "message_reference": {"message_id": "1"}}),
    ("poll", {"content": "c", "poll": {"question": {}}}),
    ("colour", {"content": "c", "colour": 1}),
]


@pytest.mark.parametrize(("place", "body"), MESSAGES)
async def test_a_message_above_a_limit_is_refused(
    discord_server: Discord, general: Channel, client: library.Client, place: str, body: Json
) -> None:
    """Each limit of messages is refused as an invalid form body, which is also complained of."""
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=general.id)
    with pytest.raises(library.HTTPException) as refused:
        await client.http.request(route, json=body)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert f"In {place}:" in refused.value.text
    assert general.messages == []
    assert len(discord_server.complaints) == 1
    discord_server.complaints.clear()


async def test_a_message_at_every_limit_is_taken(general: Channel, client: library.Client) -> None:
    """What just keeps the limits goes through."""
    full = {
        "title": "x" * 256,
        "description": "x" * 2400,
        "footer": {"text": "x" * 20},
        "author": {"name": "x" * 24},
        "fields": [field("x" * 8, "x" * 124)] * 25,
    }
    rows = [
        row(*(button(label="x" * 80, custom_id=f"{r}{n}".ljust(100)) for n in range(5))) for r in range(4)
    ]
    rows.append(row(menu(*(option(n, label="x" * 100) for n in range(25)), max_values=25)))
    body = {"content": "x" * 2000, "embeds": [full], "components": rows, "nonce": "x" * 25}
    await client.http.request(
        Route("POST", "/channels/{channel_id}/messages", channel_id=general.id), json=body
    )
    assert len(general.messages[0].buttons) == 20


async def test_an_empty_message_is_refused(
    discord_server: Discord, general: Channel, client: library.Client
) -> None:
    """A message of nothing, or an edit that leaves nothing, is refused."""
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=general.id)
    with pytest.raises(library.HTTPException, match="50006"):
        await client.http.request(route, json={"content": " "})
    sent = await client.http.request(route, json={"content": "something"})
    one = Route("PATCH", "/channels/{channel_id}/messages/{m}", channel_id=general.id, m=sent["id"])
    with pytest.raises(library.HTTPException, match="50006"):
        await client.http.request(one, json={"content": None})
    assert general.messages[0].content == "something"
    discord_server.complaints.clear()


async def test_a_file_above_ten_mebibytes_is_refused(
    discord_server: Discord, general: Channel, client: library.Client
) -> None:
    """A file of 10 MiB is taken; one byte more is refused."""
    place = client.get_partial_messageable(general.id)
    await place.send(file=library.File(BytesIO(bytes(10 * 2**20)), "large.csv"))
    assert len(general.messages[0].attachments[0].content) == 10 * 2**20
    with pytest.raises(library.HTTPException, match="40005"):
        await place.send(file=library.File(BytesIO(bytes(10 * 2**20 + 1)), "larger.csv"))
    discord_server.complaints.clear()


def command(**changed: object) -> Json:
    """Return a command that is right but for what is changed."""
    return {"name": "check", "description": "Check a claim"} | changed


def taken(number: int = 0, **changed: object) -> Json:
    """Return a command's option that is right but for what is changed."""
    return {"type": 3, "name": f"text{number}", "description": "A text"} | changed


COMMANDS: list[tuple[str, list[Json]]] = [
    ("0.name", [command(name="Check")]),
    ("0.name", [command(name="check claim")]),
    ("0.name", [command(name="x" * 33)]),
    ("0.description", [command(description="")]),
    ("0.description", [command(description="x" * 101)]),
    ("0.options", [command(options=[taken(number) for number in range(26)])]),
    ("0.options", [command(options=[taken(0), taken(1, required=True)])]),
    ("0.options", [command(options=[taken(), taken()])]),
    ("0.options.0.description", [command(options=[taken(description="x" * 101)])]),
    ("0.options.0.choices", [command(options=[taken(choices=[{"name": "n", "value": "v"}] * 26)])]),
    ("0.options.0.choices.0.name", [command(options=[taken(choices=[{"name": "x" * 101, "value": "v"}])])]),
    ("0.options.0.type", [command(options=[taken(type=12)])]),
    ("0.description", [command(type=3)]),
    ("0", [command(options=[taken(n, choices=[{"name": "n", "value": "x" * 100}] * 20) for n in range(4)])]),
    ("1.name", [command(), command()]),
    ("", [command(name=f"check{number}") for number in range(101)]),
    ("", [{"name": f"Check {number}", "type": 3} for number in range(16)]),
    ("0.colour", [command(colour=1)]),
]


@pytest.mark.parametrize(("place", "body"), COMMANDS)
async def test_a_command_above_a_limit_is_refused(
    discord_server: Discord, client: library.Client, place: str, body: list[Json]
) -> None:
    """Each limit of application commands is refused as an invalid form body, and nothing is registered."""
    application = client.application_id
    assert application is not None
    with pytest.raises(library.HTTPException) as refused:
        await client.http.bulk_upsert_global_commands(application, body)
    assert refused.value.code == 50035
    assert not place or f"In {place}:" in refused.value.text
    assert discord_server.commands == {}
    discord_server.complaints.clear()


async def test_an_unknown_route_is_refused_and_reported(
    discord_server: Discord, client: library.Client
) -> None:
    """What the server doesn't serve is answered 404, and complained of."""
    with pytest.raises(library.NotFound):
        await client.fetch_invite("welcome")
    assert discord_server.complaints == ["GET /invites/welcome: 404 0 404: Not Found"]
    discord_server.complaints.clear()
