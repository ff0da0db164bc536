"""Readers and writers of outside formats. A file is taken whole or not at all."""
