"""The form of what a member's browser brings: salts, keys and their wrapping. Pure."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from havre.errors import BadRequest

POINT_SIZE: Final = 65  # bytes: 0x04 and two coordinates of P-256
AUTH_SIZE: Final = 32  # bytes: the authentication part of the password
SALT_SIZE: Final = 16  # bytes
WRAPPED_SIZE: Final = 1 + 12 + 32 + 16  # bytes: version, nonce, private key, tag
SEALING_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Locked:
    """A member's private key, wrapped under a part of the password we never see.

    Attributes:
        salt: from which the browser derives both parts.
        wrapped: version byte, nonce and sealed scalar.
    """

    salt: bytes
    wrapped: bytes


def check_point(point: bytes) -> bytes:
    """Return `point` if it is an uncompressed point of P-256.

    Raises:
        BadRequest: it is not, or is off the curve (invalid-curve attacks).

    Source: SEC 1 v2 §2.3.4; NIST SP 800-56A rev. 3 §5.6.2.3.
    """
    if len(point) != POINT_SIZE or point[0] != 4:
        raise BadRequest("not an uncompressed point")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise BadRequest("not on the curve") from None
    return point


def check_wrapped(wrapped: bytes) -> bytes:
    """Return `wrapped` if it has the form of a wrapped private key.

    Raises:
        BadRequest: another size or version: a key in clear is refused here.
    """
    if len(wrapped) != WRAPPED_SIZE or wrapped[0] != SEALING_VERSION:
        raise BadRequest("wrapped")
    return wrapped


def false_salt(secret: bytes, name: str) -> bytes:
    """Return the salt of a name nobody bears: always the same, never guessable."""
    return hmac.digest(secret, name.encode(), hashlib.sha256)[:SALT_SIZE]
