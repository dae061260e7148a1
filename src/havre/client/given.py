"""What a visitor's tab makes to agree: the file's key, her code, her sealed identity.

Source: docs/reference/protocol.md §2.8, §2.10 and §3, "accord-answer".
"""

import json
from dataclasses import dataclass, field

from havre.client import opening_code
from havre.client.canonical import random_id, to_base64
from havre.client.desk_keys import DeskKey
from havre.client.envelopes import Label, Purpose, seal_to
from havre.client.file import FileKeys, seal_identity
from havre.client.opening_code import OpeningKeys
from havre.client.sealing import new_key
from havre.client.service import Answer, Service


@dataclass
class Given:
    """A file as her tab knows it; only `code` outlives the tab, on her paper.

    Attributes:
        revision: of the identity that was given last; 0 before.
    """

    id: str = field(default_factory=random_id)
    fk: bytes = field(default_factory=new_key, repr=False)
    code: str = field(default_factory=opening_code.make, repr=False)
    revision: int = 0

    def agreed(self, station: str, identity: Answer, desk: DeskKey) -> Answer:
        """Return the body that gives the next revision to `desk`, for `station`."""
        revision = self.revision + 1
        label = Label(Purpose.FILE, self.id, desk.desk, desk.epoch)
        text = json.dumps(identity, ensure_ascii=False)
        opening = OpeningKeys.of(self.code)
        sealed = seal_identity(FileKeys.of(self.fk), self.id, revision, text)
        return {
            "agree": True,
            "station": station,
            "file": self.id,
            "revision": revision,
            "envelope": {
                "desk": desk.desk,
                "epoch": desk.epoch,
                "sealed": to_base64(seal_to(desk.public, label, self.fk)),
            },
            "identity": to_base64(sealed),
            "auth_hash": to_base64(opening.auth_hash),
            "wrapped": to_base64(opening_code.wrap_file(opening, self.id, self.fk)),
            "conversation": bool(identity.get("conversation", False)),
        }


@dataclass(frozen=True, slots=True)
class Following:
    """Whoever has an opening code, at any browser. Every act may be `Refused`."""

    service: Service
    auth: str

    @classmethod
    def with_code(cls, service: Service, typed: str) -> "Following":
        """Read the code as typed.

        Raises:
            NotACode: a slip in it; nothing was sent.
        """
        keys = OpeningKeys.of(opening_code.parse(typed))
        return cls(Service(service.base), to_base64(keys.auth))

    def look(self) -> Answer:
        """Return where the file and the hour are."""
        return dict(self._act(""))

    def move(self, slot: str) -> None:
        """Have another hour."""
        self._act("/move", slot=slot)

    def cancel(self) -> None:
        """Give the hour up."""
        self._act("/cancel")

    def withdraw(self) -> Answer:
        """Take the accord back; return whether it is erased, and why not."""
        return dict(self._act("/withdraw"))

    def revoke(self) -> None:
        """Let the code open nothing any more."""
        self._act("/revoke")

    def _act(self, act: str, **body: object) -> Answer:
        found = self.service.post(f"/v1/opening{act}", {"auth": self.auth, **body})
        return dict(found or {})
