"""Who signed a pack. Ed25519 over everything before the signature block, with a prefix that no other use has."""

from __future__ import annotations

from collections.abc import Mapping

from lotse.domain.errors import InputProblem
from lotse.files.packs_format import Front

PREFIX = b"LOTSE-PACK-SIGNATURE\n"


def signer(front: Front, trusted: Mapping[str, str], file: str) -> str:
    """The key (hex) that signed, one of `trusted`.

    Raises `InputProblem`: `pack_unsigned`, `pack_altered`, `pack_signer_unknown`.
    """
    if front.unsigned:
        raise InputProblem("pack_unsigned", file=file)
    if not valid(front):
        raise InputProblem("pack_altered", file=file, part="signature")
    if front.key.hex() not in trusted:
        raise InputProblem("pack_signer_unknown", file=file, signer=front.key.hex())
    return front.key.hex()


def valid(front: Front) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(front.key).verify(front.signature, PREFIX + front.signed)
    except (InvalidSignature, ValueError):
        return False
    return True
