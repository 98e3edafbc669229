"""How figures are read: words, numbers, what is counted, what befell it. No I/O."""
