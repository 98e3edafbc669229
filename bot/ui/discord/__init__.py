"""Results as Discord embeds: bounded, safe whatever was stored, readable on a phone and read aloud."""
