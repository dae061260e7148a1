"""Identifiers and credentials: how they are made, named and compared."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from typing import Final

from havre.errors import BadRequest

_ID: Final = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")  # 128 bits: the last has 2 bits


def new_id() -> str:
    """Return 128 random bits as 22 characters of base64url."""
    return urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()


def parse_id(text: str) -> str:
    """Return `text` if it is an id as `new_id` makes them.

    Raises:
        BadRequest: it is not.
    """
    if not _ID.fullmatch(text):
        raise BadRequest("not an id")
    return text


def new_token() -> str:
    """Return a credential of 256 random bits, 43 characters of base64url."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """Return what is kept of a credential: 32 bytes that cannot be turned back.

    Looking a credential up by its digest leaks nothing through time: whoever
    guesses does not know what digest a guess will have.
    """
    return hashlib.sha256(token.encode()).digest()
