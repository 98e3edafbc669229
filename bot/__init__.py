"""The rooms above the ledger: settings, use cases, the pure domain and what people see."""
