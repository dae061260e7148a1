"""The list of keys as a service shows it, its chain checked before anything is sealed.

Source: docs/reference/protocol.md §2.7.
"""

from havre.client.canonical import from_base64
from havre.client.desk_keys import DeskKey, current, verify
from havre.client.service import Service


def fetched(service: Service) -> list[DeskKey]:
    """Return the whole list.

    Raises:
        BrokenChain: a row was changed, removed or moved.
    """
    rows = [
        DeskKey(
            row["seq"],
            row["desk"],
            row["epoch"],
            from_base64(row["public"]),
            from_base64(row["previous"]),
            from_base64(row["hash"]),
        )
        for row in service.get("/v1/desk-keys")["keys"]
    ]
    verify(rows)
    return rows


def in_use(service: Service, name: str) -> DeskKey | None:
    """Return the key in use of a desk, or of a station; None if it has none.

    Raises:
        BrokenChain: see `fetched`.
    """
    return current(fetched(service), name)
