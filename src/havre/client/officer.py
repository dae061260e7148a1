"""An officer, as docs/reference/protocol.md §5 describes one, over plain HTTP."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from havre.client.canonical import from_base64, to_base64
from havre.client.desk_keys import DeskKey
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.file import FileKeys, open_file
from havre.client.fingerprint import fingerprint
from havre.client.key_list import fetched
from havre.client.member_key import MemberKeys, unwrap_private, wrap_private
from havre.client.sealing import DirectionKeys, Side
from havre.client.service import Answer, Service
from havre.client.visitor import Correspondent

RECOVERY = "recovery"
HOLDS_KEY = (Purpose.CONVERSATION, Purpose.RELIEF, Purpose.TRANSFER)


@dataclass
class Officer:
    """A console: the member, their key, their credential."""

    service: Service
    member: Answer
    key: KeyPair

    @classmethod
    def join(cls, service: Service, code: str, name: str, password: str) -> Self:
        """Accept an invitation: make the key, wrap it, be signed in.

        Raises:
            Refused: the invitation is spent, or the name is taken.
        """
        salt, key = secrets.token_bytes(16), KeyPair.make()
        parts = MemberKeys.derive(password, salt)
        body = {
            "code": code,
            "name": name,
            "auth": to_base64(parts.auth),
            "salt": to_base64(salt),
            "public": to_base64(key.public),
            "wrapped": to_base64(wrap_private(parts.wrap, name, key.private)),
        }
        joined = service.post("/v1/join", body)
        return cls(Service(service.base, joined["token"]), joined["member"], key)

    @classmethod
    def sign_in(cls, service: Service, name: str, password: str) -> Self:
        """Sign in and unwrap the key.

        Raises:
            Refused: wrong name or password.
        """
        salt = from_base64(service.post("/v1/sign-in/salt", {"name": name})["salt"])
        parts = MemberKeys.derive(password, salt)
        signed = service.post(
            "/v1/sign-in", {"name": name, "auth": to_base64(parts.auth)}
        )
        private = unwrap_private(parts.wrap, name, from_base64(signed["wrapped"]))
        return cls(
            Service(service.base, signed["token"]),
            signed["member"],
            KeyPair.of(private),
        )

    def invite(
        self,
        shown_name: str,
        roles: list[str],
        desks: list[str],
        stations: Sequence[str] = (),
    ) -> str:
        """Return the code of a new invitation."""
        body = {
            "shown_name": shown_name,
            "roles": roles,
            "desks": desks,
            "stations": list(stations),
        }
        return str(self.service.post("/v1/invitations", body)["code"])

    def make_recovery_key(self) -> KeyPair:
        """Make the house's recovery key; the private part is to be kept offline."""
        key = KeyPair.make()
        self.service.post("/v1/recovery-key", {"public": to_base64(key.public)})
        return key

    def make_desk_key(self, desk: str, epoch: int = 1) -> KeyPair:
        """Make a key of a desk or a station, granted to this member and to recovery."""
        key = KeyPair.make()
        recovery = from_base64(self.service.get("/v1/desk-keys")["recovery"])
        grants = [
            self._grant(self.member["id"], self.key.public, desk, epoch, key),
            self._grant(RECOVERY, recovery, desk, epoch, key),
        ]
        body = {"epoch": epoch, "public": to_base64(key.public), "grants": grants}
        self.service.post(f"/v1/desks/{desk}/keys", body)
        return key

    def grant(self, desk: str, epoch: int, member: Answer) -> None:
        """Give `member` the desk's key; their fingerprint was compared aloud."""
        public = from_base64(member["public"])
        key = KeyPair.of(self.desk_key(desk, epoch))
        sealed = self._grant(member["id"], public, desk, epoch, key)["sealed"]
        body = {
            "epoch": epoch,
            "member": member["id"],
            "sealed": sealed,
            "fingerprint": fingerprint(public),
        }
        self.service.post(f"/v1/desks/{desk}/grants", body)

    def desk_key(self, desk: str, epoch: int) -> bytes:
        """Return the private part of a desk's key, from this member's grant.

        Raises:
            LookupError: no grant for that desk and epoch.
        """
        for one in self.service.get("/v1/grants")["mine"]:
            if (one["desk"], one["epoch"]) == (desk, epoch):
                label = Label(Purpose.GRANT, self.member["id"], desk, epoch)
                return open_sealed(self.key.private, label, from_base64(one["sealed"]))
        raise LookupError(f"no grant for {desk} {epoch}")

    def desk_keys(self) -> list[DeskKey]:
        """Return the list of desk keys, its chain checked.

        Raises:
            BrokenChain: a row was changed, removed or moved.
        """
        return fetched(self.service)

    def take_next(self) -> Correspondent | None:
        """Take the next in line, open its key; None when nobody waits."""
        held = self.service.post("/v1/desk/next")
        return None if held is None else self.open(held, "take")

    def open(self, held: Answer, reason: str = "open") -> Correspondent:
        """Return the officer's side of a conversation in hand.

        Raises:
            Refused: it is not in this member's hands (any more).
            LookupError: no envelope, or no grant for its desk.
        """
        conversation = held["conversation"]
        path = f"/v1/conversations/{conversation}/envelopes?reason={reason}"
        for one in self.service.get(path)["envelopes"]:
            if one["purpose"] in HOLDS_KEY:
                label = Label(
                    Purpose(one["purpose"]), conversation, one["desk"], one["epoch"]
                )
                private = self.desk_key(one["desk"], one["epoch"])
                ck = open_sealed(private, label, from_base64(one["sealed"]))
                return Correspondent(
                    self.service,
                    conversation,
                    DirectionKeys.of(ck),
                    Side.AGENT,
                    held["fence"],
                    key=ck,
                )
        raise LookupError("no envelope")

    def read_file(self, transmission: str) -> str:
        """Return the document of a file that was sent from one of this member's desks.

        Raises:
            Refused: unknown, without a file, over, or another desk's.
            CannotOpen: altered, or not the document that was sent.
        """
        path = f"/v1/transmissions/{transmission}/file?reason=transmit"
        given = self.service.get(path)
        file, envelope = given["file"], given["envelope"]
        target, epoch = envelope["target"], envelope["epoch"]
        label = Label(Purpose.FILE, file, target, epoch)
        private = self.desk_key(target, epoch)
        fk = open_sealed(private, label, from_base64(envelope["sealed"]))
        parts = [from_base64(one) for one in given["parts"]]
        return open_file(FileKeys.of(fk), file, parts, from_base64(given["hash"]))

    def call_centre(self, conversation: str, fence: int) -> str:
        """Write down that an operations centre is called; return the transmission's
        id. Without one nobody closes a conversation where a danger was said.
        """
        body = {
            "fence": fence,
            "kind": "centre",
            "target": "centre",
            "name": "Centre opérationnel",
            "urgent": True,
            "hash": None,
        }
        path = f"/v1/conversations/{conversation}/transmissions"
        return str(self.service.post(path, body)["transmission"])

    def decide(
        self,
        conversation: str,
        fence: int,
        follow_up: str = "nothing",
        seen: int = 2**31 - 1,
    ) -> bool:
        """Record the decision; return whether the conversation is destroyed."""
        body = {
            "fence": fence,
            "outcome": "interrupted",
            "family": "none",
            "follow_up": follow_up,
            "reason": None,
            "seen": seen,
        }
        path = f"/v1/conversations/{conversation}/decision"
        return bool(self.service.post(path, body)["destroyed"])

    def _grant(
        self, member: str, public: bytes, desk: str, epoch: int, key: KeyPair
    ) -> Answer:
        label = Label(Purpose.GRANT, member, desk, epoch)
        sealed = seal_to(public, label, key.private)
        return {"member": member, "sealed": to_base64(sealed)}
