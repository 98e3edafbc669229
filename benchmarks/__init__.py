"""Measurements of accuracy and speed; see README.md beside this file."""
