"""The recovery key as people write it down: 13 groups of five signs, each group with its own check sign.

Owns the notation only. Alphabet: Douglas Crockford's base 32 (no I, L, O, U), so that nothing is misread.
"""

from __future__ import annotations

import hashlib

from lotse.domain.errors import InputProblem

KEY_BYTES = 32
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")
_GROUPS, _SIGNS = 13, 4  # 52 signs of 5 bits hold 256 bits


def written(key: bytes) -> str:
    """`key` (32 bytes) as `XXXXX-XXXXX-…`."""
    number = int.from_bytes(key, "big")
    signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_GROUPS * _SIGNS)))
    groups = (signs[start : start + _SIGNS] for start in range(0, len(signs), _SIGNS))
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def read(text: str) -> bytes:
    """The key a person typed; case, spaces and hyphens do not matter.

    Raises `InputProblem`: `recovery_key_length`, or `recovery_key_group` with the number of the group to look at again.
    """
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MISREAD)
    if len(signs) != _GROUPS * (_SIGNS + 1):
        raise InputProblem("recovery_key_length", signs=len(signs), expected=_GROUPS * (_SIGNS + 1))
    number = 0
    for place in range(_GROUPS):
        group = signs[place * (_SIGNS + 1) :][: _SIGNS + 1]
        if any(sign not in _ALPHABET for sign in group) or _check(group[:_SIGNS], place) != group[_SIGNS]:
            raise InputProblem("recovery_key_group", group=place + 1)
        for sign in group[:_SIGNS]:
            number = number << 5 | _ALPHABET.index(sign)
    if number >> 8 * KEY_BYTES:
        raise InputProblem("recovery_key_group", group=1)
    return number.to_bytes(KEY_BYTES, "big")


def _check(group: str, place: int) -> str:
    # The place goes in, so that swapped groups are noticed.
    return _ALPHABET[hashlib.blake2s(f"{place}{group}".encode(), digest_size=1).digest()[0] & 31]
