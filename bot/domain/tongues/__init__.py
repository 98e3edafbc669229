"""Figures in other languages than English, by word lists alone: one file of `bot/words` a language."""
