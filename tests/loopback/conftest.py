"""The loopback Discord's fixtures, for its own tests."""

from tests.loopback.fixtures import discord_server

__all__ = ["discord_server"]
