"""Tests of the desk's rooms, each through a real ledger, a real index and the packaged word lists."""
