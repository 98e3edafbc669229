"""Tests of the ledger and the index, through real files."""
