"""An hour at a station: proposed by an officer, chosen in her tab.

Source: docs/reference/protocol.md §2.9, §2.11 and §3, "appointment".
"""

from havre.client import appointment_number
from havre.client.canonical import random_id, to_base64
from havre.client.key_list import in_use
from havre.client.reception import seal_name
from havre.client.service import Answer, Service


def chosen(service: Service, station: str, slot: str, name: str) -> tuple[str, Answer]:
    """Return the appointment number that she writes down, and the body that books it.

    Args:
        name: the one to call at the front desk, which alone can open it.

    Raises:
        LookupError: that station has no front desk here.
    """
    desk = in_use(service, f"reception.{station}")
    if desk is None:
        raise LookupError(f"{station} has no reception")
    number, appointment = appointment_number.make(), random_id()
    sealed = seal_name(desk.public, station, desk.epoch, appointment, name)
    body = {
        "slot": slot,
        "appointment": appointment,
        "number_hash": to_base64(appointment_number.number_hash(number)),
        "reception": {"epoch": desk.epoch, "sealed": to_base64(sealed.key)},
        "name": to_base64(sealed.name),
    }
    return number, body
