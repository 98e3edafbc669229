"""Interactions are to be answered as Discord documents it: in time, once, and within the limits."""

import asyncio
from collections.abc import AsyncIterator

import discord as library
import pytest
from discord.http import Route

from tests.loopback import Discord, Unanswered
from tests.loopback.interactions import AUTOCOMPLETE, Interaction
from tests.loopback.people import Json

CHECK = {
    "name": "check",
    "description": "Check a claim",
    "options": [{"type": 3, "name": "text", "description": "A text", "autocomplete": True}],
}


@pytest.fixture
async def asked(discord_server: Discord, client: library.Client) -> AsyncIterator[Interaction]:
    """Yield a slash command that a member has used, and that waits for an answer."""
    assert client.application_id is not None
    await client.http.bulk_upsert_global_commands(client.application_id, [CHECK])
    anna = discord_server.guild("Daily").member("anna")
    general = anna.guild.channel("general")
    task = asyncio.create_task(anna.slash("check", {"text": "62"}, channel=general))
    yield await discord_server.until(
        lambda: next(iter(discord_server.world.interactions.values()), None), "it"
    )
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def answer(client: library.Client, asked: Interaction, kind: int, **data: object) -> Json:
    """Send a callback, and return the response."""
    path = "/interactions/{i}/{t}/callback?with_response=1"
    body: Json = {"type": kind} | ({"data": data} if data else {})
    response: Json = await client.http.request(Route("POST", path, i=asked.id, t=asked.token), json=body)
    return response


async def original(client: library.Client, asked: Interaction, method: str, **body: object) -> Json:
    """Send a request about the first answer."""
    path = "/webhooks/{a}/{t}/messages/@original"
    route = Route(method, path, a=client.application_id, t=asked.token)
    response: Json = await client.http.request(route, json=body)
    return response


async def test_an_interaction_is_answered_once(
    discord_server: Discord, client: library.Client, asked: Interaction
) -> None:
    """The first answer is taken, a second is refused."""
    response = await answer(client, asked, 4, content="first")
    assert response["resource"]["message"]["content"] == "first"
    with pytest.raises(library.HTTPException, match="40060"):
        await answer(client, asked, 4, content="second")
    discord_server.complaints.clear()


async def test_an_answer_after_three_seconds_is_refused(
    discord_server: Discord, client: library.Client, asked: Interaction
) -> None:
    """After 3 seconds without a word, the interaction is unknown."""
    discord_server.world.clock.skip(3.1)
    with pytest.raises(library.NotFound, match="10062"):
        await answer(client, asked, 4, content="late")


async def test_a_member_is_left_without_an_answer(discord_server: Discord) -> None:
    """A command that no bot answers fails, and says what was waited for."""
    anna = discord_server.guild("Daily").member("anna")
    discord_server.world.commands.append(CHECK | {"id": "1", "type": 1, "contexts": None})
    discord_server.world.commands[0]["default_member_permissions"] = None
    with pytest.raises(Unanswered, match="acknowledgement of 'check' did not come within 3 s"):
        await anna.slash("check", channel=anna.guild.channel("general"))


async def test_a_token_lives_fifteen_minutes(
    discord_server: Discord, client: library.Client, asked: Interaction
) -> None:
    """The first answer can be edited, fetched and deleted for 15 minutes, not longer."""
    await answer(client, asked, 4, content="first")
    assert (await original(client, asked, "PATCH", content="edited"))["content"] == "edited"
    assert (await original(client, asked, "GET"))["content"] == "edited"
    discord_server.world.clock.skip(15 * 60 + 1)
    with pytest.raises(library.HTTPException, match="50027"):
        await original(client, asked, "PATCH", content="late")


async def test_nothing_follows_what_was_not_acknowledged(client: library.Client, asked: Interaction) -> None:
    """The first answer can't be edited before there is one."""
    with pytest.raises(library.NotFound, match="10015"):
        await original(client, asked, "PATCH", content="early")


async def test_a_deferred_answer_stays_ephemeral(client: library.Client, asked: Interaction) -> None:
    """An answer put off as ephemeral is loading, and keeps to one user when it comes."""
    response = await answer(client, asked, 5, flags=64)
    assert response["interaction"]["response_message_loading"]
    assert asked.original is not None
    assert asked.original.loading
    await original(client, asked, "PATCH", content="done")
    assert (asked.original.content, asked.original.ephemeral, asked.original.edits) == ("done", True, [])
    await original(client, asked, "DELETE")
    assert asked.original.deleted


TEXT: Json = {"type": 4, "custom_id": "t", "style": 1, "label": "Text"}
LABELLED: Json = {"type": 18, "label": "Text", "component": {"type": 4, "custom_id": "t", "style": 1}}


def form(*parts: Json, **changed: object) -> Json:
    """Return a form that is right but for what is changed."""
    return {"custom_id": "f", "title": "Form", "components": list(parts) or [LABELLED]} | changed


def text(**changed: object) -> Json:
    """Return a labelled question that is right but for what is changed."""
    return LABELLED | {"component": LABELLED["component"] | changed}


@pytest.mark.parametrize(
    ("place", "kind", "data"),
    [
        ("type", 7, {"content": "c"}),
        ("type", 8, {"choices": []}),
        ("data.content", 4, {"content": "x" * 2001}),
        ("data.flags", 4, {"content": "c", "flags": 1 << 15}),
        ("data.title", 9, form(title="x" * 46)),
        ("data.title", 9, form(title="")),
        ("data.custom_id", 9, form(custom_id="x" * 101)),
        ("data.components", 9, form(*[LABELLED] * 6)),
        ("data.components.1.component.custom_id", 9, form(LABELLED, LABELLED)),
        ("data.components.0.label", 9, form(LABELLED | {"label": "x" * 46})),
        ("data.components.0.description", 9, form(LABELLED | {"description": "x" * 101})),
        ("data.components.0.component.placeholder", 9, form(text(placeholder="x" * 101))),
        ("data.components.0.component.value", 9, form(text(value="x" * 4001))),
        ("data.components.0.component.value", 9, form(text(value="x" * 11, max_length=10))),
        ("data.components.0.component.max_length", 9, form(text(max_length=4001))),
        ("data.components.0.component.min_length", 9, form(text(min_length=5, max_length=4))),
        ("data.components.0.component.type", 9, form(LABELLED | {"component": {"type": 2}})),
        ("data.components.0.components.0.label", 9, form({"type": 1, "components": [TEXT | {"label": ""}]})),
        (
            "data.components.0.components",
            9,
            form({"type": 1, "components": [TEXT, TEXT | {"custom_id": "u"}]}),
        ),
    ],
)
async def test_an_answer_that_does_not_fit_is_refused(
    discord_server: Discord, client: library.Client, asked: Interaction, place: str, kind: int, data: Json
) -> None:
    """An answer of the wrong kind, or above a limit, is refused, and the interaction stays open."""
    with pytest.raises(library.HTTPException) as refused:
        await answer(client, asked, kind, **data)
    assert refused.value.code == 50035
    assert f"In {place}:" in refused.value.text
    assert asked.answer is None
    discord_server.complaints.clear()


@pytest.mark.parametrize(
    ("place", "choices"),
    [
        ("data.choices", [{"name": str(n), "value": str(n)} for n in range(26)]),
        ("data.choices.0.name", [{"name": "x" * 101, "value": "v"}]),
        ("data.choices.0.name", [{"name": "", "value": "v"}]),
        ("data.choices.0.value", [{"name": "n", "value": "x" * 101}]),
    ],
)
async def test_choices_above_a_limit_are_refused(
    discord_server: Discord, client: library.Client, asked: Interaction, place: str, choices: list[Json]
) -> None:
    """What is offered while typing keeps to 25 choices of 1 to 100 characters."""
    asked.kind = AUTOCOMPLETE
    with pytest.raises(library.HTTPException) as refused:
        await answer(client, asked, 8, choices=choices)
    assert f"In {place}:" in refused.value.text
    discord_server.complaints.clear()
