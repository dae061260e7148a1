"""Keys sealed to a public key: HPKE base mode, bound to what they are for.

Source: RFC 9180; docs/reference/protocol.md §2.2.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from havre.client.blocks import KEY_BYTES
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.errors import CannotOpen, CannotSeal

HPKE: Final = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
CURVE: Final = ec.SECP256R1()
PUBLIC_BYTES: Final = 65
SEALED_BYTES: Final = 1 + PUBLIC_BYTES + KEY_BYTES + 16  # 114


class Purpose(StrEnum):
    """What a sealed key is for; an envelope of one purpose opens as no other."""

    CONVERSATION = "conversation"
    NOTE = "note"
    RELIEF = "relief"
    TRANSFER = "transfer"
    REPORT = "report"
    GRANT = "grant"
    FILE = "file"
    RECEPTION = "reception"


@dataclass(frozen=True, slots=True)
class Label:
    """What one sealed key is bound to.

    Attributes:
        subject: a conversation's, file's or appointment's id; for a grant, a member's
            id or "recovery".
        target: a desk, a station's key, or "recovery".
        epoch: the target key's; 1 for the recovery key.
    """

    purpose: Purpose
    subject: str
    target: str
    epoch: int

    def info(self) -> bytes:
        """Return the bytes given to HPKE as `info`."""
        return fields(
            VERSION, SUITE, self.purpose, self.subject, self.target, self.epoch
        )


@dataclass(frozen=True, slots=True, repr=False)
class KeyPair:
    """A P-256 pair as it travels: 32-byte scalar, 65-byte uncompressed point."""

    private: bytes
    public: bytes

    @classmethod
    def make(cls) -> Self:
        """Return a new random pair."""
        return cls._from(ec.generate_private_key(CURVE))

    @classmethod
    def of(cls, private: bytes) -> Self:
        """Return the pair of a known scalar.

        Raises:
            CannotOpen: not a scalar of the curve.
        """
        return cls._from(_private(private))

    @classmethod
    def _from(cls, key: ec.EllipticCurvePrivateKey) -> Self:
        scalar = key.private_numbers().private_value.to_bytes(KEY_BYTES, "big")
        point = key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return cls(scalar, point)


def seal_to(public: bytes, label: Label, secret: bytes) -> bytes:
    """Seal a 32-byte key so that only the holder of the private key can read it.

    Raises:
        CannotSeal: `public` is not a point of the curve, or `secret` not 32 bytes.
    """
    if len(public) != PUBLIC_BYTES or len(secret) != KEY_BYTES:
        raise CannotSeal("a public key or a secret of a wrong size")
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    except ValueError:
        raise CannotSeal("not a point of the curve") from None
    return VERSION + HPKE.encrypt(secret, point, info=label.info())


def open_sealed(private: bytes, label: Label, sealed: bytes) -> bytes:
    """Open what `seal_to` sealed.

    Raises:
        CannotOpen: another size or version, tampered with, another label or key.
    """
    if len(sealed) != SEALED_BYTES or sealed[:1] != VERSION:
        raise CannotOpen("not a sealed key of version 1")
    key = _private(private)
    try:
        return HPKE.decrypt(sealed[1:], key, info=label.info())
    except (InvalidTag, ValueError):
        raise CannotOpen("not sealed for this label with this key") from None


def _private(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    if len(scalar) != KEY_BYTES:
        raise CannotOpen("a private key of a wrong size")
    try:
        return ec.derive_private_key(int.from_bytes(scalar, "big"), CURVE)
    except ValueError:
        raise CannotOpen("not a private key of the curve") from None
