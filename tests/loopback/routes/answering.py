"""Answers to interactions: the first callback, the message that it made, and followups."""

from typing import Final

from tests.loopback import drafts, refusals
from tests.loopback.drafts import ANSWERED, EDITED, USERS_ONLY, Draft
from tests.loopback.forms import Form
from tests.loopback.interactions import (
    ACKNOWLEDGE_WITHIN,
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFERRED,
    DEFERRED_UPDATE,
    FORM,
    MESSAGE,
    MODAL,
    TOKEN_LIVES,
    UPDATE,
    Interaction,
)
from tests.loopback.limits import commands, modals
from tests.loopback.messages import DEFAULT, EPHEMERAL, LOADING, MENU_ANSWER, REPLY, SLASH_ANSWER, Message
from tests.loopback.people import Json
from tests.loopback.routes.routing import Call, Router

router: Final = Router(needs_token=False)
_FITTING: Final = {
    COMMAND: {MESSAGE, DEFERRED, FORM},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, FORM},
    AUTOCOMPLETE: {CHOICES},
    MODAL: {MESSAGE, DEFERRED},
}


@router.on("POST", "/interactions/{interaction}/{token}/callback")
def acknowledge(call: Call) -> Json | None:
    """Take the first answer to an interaction."""
    interaction = call.world.interactions.get(call.ids["token"])
    if interaction is None or interaction.id != call.number("interaction"):
        raise refusals.unknown_interaction()
    if interaction.answer is not None:
        raise refusals.already_acknowledged()
    if interaction.age > ACKNOWLEDGE_WITHIN:
        raise refusals.unknown_interaction()
    kind, data = _callback(call, interaction)
    if kind in {MESSAGE, DEFERRED}:
        _answer(call, interaction, kind, data)
    elif kind == UPDATE:
        _update(call, interaction, data)
    elif kind == DEFERRED_UPDATE:
        interaction.original = interaction.source
    elif kind == CHOICES:
        _offer(interaction, data)
    else:
        _open(interaction, data)
    interaction.answer = kind
    call.world.pulse.beat(f"answer of type {kind} to {interaction.user.name}")
    return _response(interaction, kind) if call.query.get("with_response") in {"1", "true"} else None


@router.on("POST", "/webhooks/{application}/{token}")
def follow_up(call: Call) -> Json:
    """Send a further message; after a mere word that one is to come, it is that one."""
    interaction = _acknowledged(call)
    first = interaction.original
    if first is not None and first.loading and not first.deleted:
        return _edited(call, interaction, first)
    draft = drafts.read(call.json(), call.files, ANSWERED, ephemeral=True)
    message = _message(interaction, draft)
    interaction.followups.append(message)
    _touch(interaction)
    return message.payload()


@router.on("GET", "/webhooks/{application}/{token}/messages/{message}")
def one(call: Call) -> Json:
    """Return the first answer, or a followup."""
    return _found(call, _acknowledged(call)).payload()


@router.on("PATCH", "/webhooks/{application}/{token}/messages/{message}")
def edit(call: Call) -> Json:
    """Edit the first answer, or a followup."""
    interaction = _acknowledged(call)
    return _edited(call, interaction, _found(call, interaction))


@router.on("DELETE", "/webhooks/{application}/{token}/messages/{message}")
def delete(call: Call) -> None:
    """Delete the first answer, or a followup."""
    interaction = _acknowledged(call)
    _found(call, interaction).delete()
    _touch(interaction)


def _callback(call: Call, interaction: Interaction) -> tuple[int, Json]:
    form, body = Form(), call.json()
    form.keys(body, (), {"type", "data"})
    fitting = _FITTING[interaction.kind]
    if interaction.kind == MODAL and interaction.source is not None:
        fitting = fitting | {DEFERRED_UPDATE, UPDATE}
    kind = form.choice(body, "type", (), sorted(fitting), required=True)
    data = form.inner(body, "data", ())
    form.done()
    assert kind is not None
    return kind, data


def _answer(call: Call, interaction: Interaction, kind: int, data: Json) -> None:
    if kind == MESSAGE:
        draft = drafts.read(data, call.files, ANSWERED, path=("data",), ephemeral=True)
        interaction.original = _message(interaction, draft)
        return
    form = Form()
    form.keys(data, ("data",), {"flags"})
    form.choice(data, "flags", ("data",), [0, EPHEMERAL])
    form.done()
    interaction.original = _message(interaction, Draft(data), thinking=True)


def _message(interaction: Interaction, draft: Draft, *, thinking: bool = False) -> Message:
    if draft.empty and not thinking:
        raise refusals.empty_message()
    hidden = bool(draft.flags & EPHEMERAL)
    message = drafts.create(
        interaction.channel,
        interaction.channel.world.bot,
        draft,
        kind=_kind(interaction),
        default=USERS_ONLY,
        visible_to=interaction.user if hidden else None,
        answers=interaction.metadata(),
        replies_to=interaction.source,
        announced=False,
    )
    message.flags |= LOADING if thinking else 0
    message.channel.world.tell_of("MESSAGE_CREATE", message, message.payload())
    return message


def _kind(interaction: Interaction) -> int:
    if interaction.kind == COMMAND:
        return SLASH_ANSWER if interaction.data["type"] == commands.CHAT else MENU_ANSWER
    return DEFAULT if interaction.source is None else REPLY


def _update(call: Call, interaction: Interaction, data: Json) -> None:
    message = interaction.source
    assert message is not None
    if message.deleted:
        raise refusals.unknown_message()
    draft = drafts.read(data, call.files, ANSWERED, path=("data",), kept=message.attachments)
    drafts.revise(message, draft)
    interaction.original = message


def _offer(interaction: Interaction, data: Json) -> None:
    form = Form()
    form.keys(data, ("data",), {"choices"})
    commands.check_choices(form, data, ("data",), _focused(interaction.data))
    form.done()
    interaction.choices = data.get("choices") or []


def _focused(data: Json) -> int:
    for option in data.get("options", []):
        if option.get("focused"):
            return int(option["type"])
        if option.get("options"):
            return _focused(option)
    return commands.STRING


def _open(interaction: Interaction, data: Json) -> None:
    form = Form()
    modals.check(form, data, ("data",))
    form.done()
    interaction.modal = data


def _acknowledged(call: Call) -> Interaction:
    interaction = call.world.interactions.get(call.ids["token"])
    if interaction is None or call.number("application") != call.world.application_id:
        raise refusals.token_expired()
    if interaction.answer is None:
        raise refusals.unknown_webhook()
    if interaction.age > TOKEN_LIVES:
        raise refusals.token_expired()
    return interaction


def _found(call: Call, interaction: Interaction) -> Message:
    wanted = call.ids["message"]
    messages = [interaction.original, *interaction.followups]
    for message in messages:
        if message is not None and not message.deleted and wanted in {str(message.id), "@original"}:
            return message
        if wanted == "@original":
            break
    if interaction.source is not None and str(interaction.source.id) == wanted:
        return interaction.source
    raise refusals.unknown_message()


def _edited(call: Call, interaction: Interaction, message: Message) -> Json:
    draft = drafts.read(call.json(), call.files, EDITED, ephemeral=True, kept=message.attachments)
    drafts.revise(message, draft)
    _touch(interaction)
    return message.payload()


def _touch(interaction: Interaction) -> None:
    interaction.touched += 1
    interaction.channel.world.pulse.beat()


def _response(interaction: Interaction, kind: int) -> Json:
    said: Json = {"id": str(interaction.id), "type": interaction.kind}
    resource: Json = {"type": kind}
    message = interaction.original
    if message is not None:
        said |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
        resource |= {"message": message.payload()} if kind in {MESSAGE, UPDATE, DEFERRED} else {}
    return {"interaction": said, "resource": resource}
