"""Whatever a body holds, it is either taken or refused in Discord's way."""

from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.loopback import drafts
from tests.loopback.forms import Form
from tests.loopback.limits import commands, modals
from tests.loopback.people import Json
from tests.loopback.refusals import Refused

ODD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 6) | st.sampled_from(["", "x", "1", "go"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "name"]), inner),
    max_leaves=3,
)


def objects(names: str, **inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    """Return a strategy of objects with any of these keys, their values odd or from the strategies given."""
    every = dict.fromkeys(names.split(), ODD) | {name: ODD | right for name, right in inner.items()}
    return st.fixed_dictionaries({}, optional=every)


def lists(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy of short lists."""
    return st.lists(inner | ODD, max_size=3)


PIECE = objects("text name url icon_url")
EMBEDS = objects(
    "title description url timestamp color type", footer=PIECE, author=PIECE, image=PIECE, fields=lists(PIECE)
)
CHOICES = lists(objects("name value label description default", emoji=objects("id name")))
PARTS = objects(
    "custom_id label style url disabled placeholder min_values max_values min_length max_length value",
    type=st.integers(1, 18),
    options=CHOICES,
    emoji=objects("id name"),
)
ROWS = objects(
    "label description content",
    type=st.sampled_from([1, 10, 18]),
    components=lists(PARTS),
    component=PARTS,
)
MENTIONS = objects("replied_user roles", parse=lists(st.just("users")), users=lists(st.just("1")))
MESSAGES = objects(
    "content flags tts nonce enforce_nonce attachments poll",
    embeds=lists(EMBEDS),
    components=lists(ROWS),
    allowed_mentions=MENTIONS,
)
INNER = objects(
    "name description required autocomplete min_length",
    type=st.integers(1, 12),
    choices=CHOICES,
    options=CHOICES,
)
OPTIONS = objects("name description", type=st.integers(1, 12), options=lists(INNER), choices=CHOICES)
COMMANDS = objects(
    "name description contexts default_member_permissions", type=st.integers(1, 3), options=lists(OPTIONS)
)


@given(MESSAGES)
def test_a_message_is_taken_or_refused(body: Json) -> None:
    """No message body, however odd, breaks the examination."""
    with suppress(Refused):
        drafts.read(body, [], drafts.CREATED)


@given(objects("custom_id title", components=lists(ROWS)))
def test_a_form_is_taken_or_refused(body: Json) -> None:
    """No form that a bot opens, however odd, breaks the examination."""
    form = Form()
    modals.check(form, body, ())
    with suppress(Refused):
        form.done()


@given(st.lists(COMMANDS, max_size=2))
def test_commands_are_taken_or_refused(bodies: list[Json]) -> None:
    """No commands, however odd, break the examination."""
    form = Form()
    commands.check_all(form, bodies)
    with suppress(Refused):
        form.done()
