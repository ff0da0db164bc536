"""The child's side; the only place for native and numeric libraries. Imports the standard library, them, and wire."""
