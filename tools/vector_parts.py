"""What the vectors share: fixed names, fixed bytes, and a sender from RFC 9180.

The sender is written out with a fixed ephemeral key, apart from the library the client
uses, so that the vectors also judge that library.
"""

from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from havre.client.envelopes import KeyPair

Vectors = list[dict[str, Any]]

CONVERSATION: Final = "q83vEjRWeJCrze8SNFZ4kA"
OTHER: Final = "AAAAAAAAAAAAAAAAAAAAAA"
MEMBER: Final = "bWVtYmVyLW51bWJlci0wMQ"


def fixed(name: str, size: int = 32) -> bytes:
    """Return bytes that look random and never change."""
    return sha256(f"havre vectors: {name}".encode()).digest()[:size]


CK: Final = fixed("conversation key")


def flipped(sealed: bytes, at: int) -> bytes:
    """Return `sealed` with one bit of byte `at` changed."""
    changed = bytearray(sealed)
    changed[at] ^= 1
    return bytes(changed)


def _extract(salt: bytes, suite: bytes, label: str, ikm: bytes) -> bytes:
    hmac = HMAC(salt or bytes(32), SHA256())
    hmac.update(b"HPKE-v1" + suite + label.encode() + ikm)
    return hmac.finalize()


def _expand(prk: bytes, suite: bytes, label: str, info: bytes, size: int) -> bytes:
    labeled = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label.encode() + info
    return HKDFExpand(SHA256(), size, labeled).derive(prk)


def hpke_base(
    ephemeral: KeyPair, public: bytes, info: bytes, *, aead: int = 2
) -> tuple[bytes, bytes]:
    """Return the key and the first nonce (RFC 9180 §4.1 and §5.1), P-256 and SHA-256.

    Args:
        aead: 1 for AES-128-GCM, 2 for AES-256-GCM.
    """
    curve = ec.SECP256R1()
    mine = ec.derive_private_key(int.from_bytes(ephemeral.private, "big"), curve)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(curve, public)
    dh = mine.exchange(ec.ECDH(), theirs)
    kem = b"KEM\x00\x10"
    prk = _extract(b"", kem, "eae_prk", dh)
    shared = _expand(prk, kem, "shared_secret", ephemeral.public + public, 32)
    suite = b"HPKE\x00\x10\x00\x01\x00" + bytes([aead])
    context = b"\0" + _extract(b"", suite, "psk_id_hash", b"")
    context += _extract(b"", suite, "info_hash", info)
    secret = _extract(shared, suite, "secret", b"")
    key = _expand(secret, suite, "key", context, 16 * aead)
    return key, _expand(secret, suite, "base_nonce", context, 12)
