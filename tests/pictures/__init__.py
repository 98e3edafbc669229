"""Pictures of what the bot answers, drawn from its real embeds; `python -m tests.pictures` draws them."""
