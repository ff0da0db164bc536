"""Annotated conversations of real people, read as turns with the claims their annotations prove.

One module a corpus. A reader yields conversations of one split and nothing else; it must not invent: a text or a value
that does not stand in the turn is no claim, and a turn that may hold more than its annotation says is marked unsure.
"""
