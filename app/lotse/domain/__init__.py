"""What the product is about: frozen dataclasses and rules.

Standard library and pure, I/O-free libraries only; no clock, no Qt, no storage.
"""
