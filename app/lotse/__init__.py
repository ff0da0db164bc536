"""Lotse: offline-first co-pilot for customer-service agents."""

__version__ = "0.1.0"
