"""The link that adds the bot to a server."""

import base64
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from discord import Permissions

from tests.end_to_end.program import Program

NEEDED = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the program in a folder of its own."""
    return Program(tmp_path)


def test_the_link_asks_for_what_is_needed(program: Program) -> None:
    """The link names the application, both scopes and exactly the permissions that the bot uses."""
    out, _ = program.run("invite", "--application", "432100000000004321")
    link = urlsplit(out.strip())
    asked = parse_qs(link.query)
    assert (link.scheme, link.netloc, link.path) == ("https", "discord.com", "/oauth2/authorize")
    assert asked["client_id"] == ["432100000000004321"]
    assert set(asked["scope"][0].split()) == {"bot", "applications.commands"}
    assert Permissions(int(asked["permissions"][0])) == NEEDED


def test_the_token_names_the_application(program: Program) -> None:
    """Without an application the link is of the token's, and shows nothing else of the token."""
    program.environment["CLAIMDESK_DISCORD__TOKEN"] = f"{base64.b64encode(b'98765').decode()}.of.ours"
    out, _ = program.run("invite")
    assert "client_id=98765" in out
    assert "of.ours" not in out


def test_without_an_application_there_is_no_link(program: Program) -> None:
    """A missing token, and one that names no application, are refused with what to do."""
    assert "--application ID" in program.refused("invite")
    program.environment["CLAIMDESK_DISCORD__TOKEN"] = "not-a.secret"  # noqa: S105 -- it opens nothing
    refused = program.refused("invite")
    assert "--application ID" in refused
    assert "secret" not in refused
