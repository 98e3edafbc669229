"""The Discord client: signs in, registers the commands, explains what went wrong, and delivers alerts."""

from bot.client.inviting import invitation
from bot.client.serving import SignInError, serve

__all__ = ["SignInError", "invitation", "serve"]
