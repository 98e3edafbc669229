"""Fetching links and reading documents."""
