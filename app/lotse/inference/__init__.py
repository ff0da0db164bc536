"""The parent's side of the workers: clients, supervisor, catalog, fallbacks."""
