"""Tests of reading other languages than English."""
