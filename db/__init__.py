"""The ledger and the search index derived from it."""
