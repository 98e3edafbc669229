"""Results turned into what people see. Nothing is decided here."""
