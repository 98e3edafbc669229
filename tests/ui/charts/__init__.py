"""The spread of figures, drawn."""
