"""Results as documents of their own, for whoever has no access to the ledger."""

from bot.ui.pages.rendering import page

__all__ = ["page"]
