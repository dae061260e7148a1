"""The name to call, sealed to a station's reception and to nobody else.

Source: docs/reference/protocol.md §2.9.
"""

from dataclasses import dataclass

from havre.client import blocks
from havre.client.canonical import SUITE, VERSION, fields
from havre.client.envelopes import Label, Purpose, open_sealed, seal_to
from havre.client.sealing import new_key


@dataclass(frozen=True, slots=True)
class SealedName:
    """What the server keeps beside an appointment.

    Attributes:
        key: 114 bytes, sealed to `reception.STATION`.
        name: the name to call, sealed under that key.
    """

    key: bytes
    name: bytes


def seal_name(
    public: bytes, station: str, epoch: int, appointment: str, name: str
) -> SealedName:
    """Seal the name to call, under a key of its own.

    Raises:
        CannotSeal: empty, over 16,000 bytes, or `public` is no point of the curve.
    """
    secret = new_key()
    return SealedName(
        seal_to(public, _label(station, epoch, appointment), secret),
        seal_name_with(secret, appointment, name),
    )


def open_name(
    private: bytes, station: str, epoch: int, appointment: str, sealed: SealedName
) -> str:
    """Undo `seal_name`.

    Raises:
        CannotOpen: another station's, another appointment's, or tampered with.
    """
    secret = open_sealed(private, _label(station, epoch, appointment), sealed.key)
    return open_name_with(secret, appointment, sealed.name)


def open_name_with(secret: bytes, appointment: str, name: bytes) -> str:
    """Open a name whose key is known: what the shared vectors pin."""
    return blocks.open_text(_key(secret), name, _bound(appointment))


def seal_name_with(
    secret: bytes, appointment: str, name: str, nonce: bytes | None = None
) -> bytes:
    """Seal a name under a known key; the nonce is given by vectors only."""
    return blocks.seal_text(_key(secret), name, _bound(appointment), nonce)


def _key(secret: bytes) -> bytes:
    return blocks.derive(secret, "havre reception")


def _label(station: str, epoch: int, appointment: str) -> Label:
    return Label(Purpose.RECEPTION, appointment, f"reception.{station}", epoch)


def _bound(appointment: str) -> bytes:
    return fields(VERSION, SUITE, appointment, "reception", 1)
