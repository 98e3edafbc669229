"""The tests of Claimdesk; `python -m tests` runs them with every other check."""
