"""What her opening code gives, from any browser: where it stands, and a few acts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from starlette.responses import Response

from havre.appointment import actions as hours
from havre.appointment import giving_up
from havre.appointment import store as appointments
from havre.appointment.lent import Calendar
from havre.appointment.rules import is_live
from havre.conversation.actions import found
from havre.directory.stations import StationTold
from havre.file import erasing, sent
from havre.file.lent import Lent
from havre.file.opening import opened, revoke
from havre.file.rules import Accord, may_withdraw
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.doors import Knock
from havre.plumbing.http import done, json
from havre.report.store import of_file

FREE_MOST: Final = 12  # hours shown besides those the investigator proposed

Auth = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """A body of these doors."""


class _AuthBody(_Body):
    auth: Auth


class _MoveBody(_Body):
    auth: Auth
    slot: Annotated[str, msgspec.Meta(max_length=22)]


@dataclass(frozen=True)
class OpeningDoors:
    """Built once by `havre.app`. The proof is in the body: no session, no cookie.

    Without a limit on wrong codes, as for coming back (`access.web`): 83 bits cannot be
    guessed, and a limit in all would let one person's wrong tries close the way to
    everybody on the eve of their appointment. Nor is there a key by which to slow
    just one down: the server keeps nobody's address.

    Attributes:
        told: what is told of a station, None if the directory has it no more.
        mark: what the investigator noted of a file, None if nothing.
    """

    lent: Lent
    calendar: Calendar
    told: Callable[[Transaction, str], StationTold | None]
    mark: Callable[[Transaction, str], str | None]

    async def status(self, knock: Knock) -> Response:
        """`POST /v1/opening`."""
        body = await knock.body(_AuthBody)
        opening, accord = await opened(body.auth, self.lent)
        status = await self.lent.stores.ledger.read(lambda tx: self._status(tx, accord))
        return json({"file": opening.file, "wrapped": opening.wrapped, **status})

    async def move(self, knock: Knock) -> Response:
        """`POST /v1/opening/move`."""
        body = await knock.body(_MoveBody)
        opening, _ = await opened(body.auth, self.lent, detail="move")
        await hours.move(opening.conversation, None, body.slot, self.calendar)
        return done()

    async def cancel(self, knock: Knock) -> Response:
        """`POST /v1/opening/cancel`."""
        body = await knock.body(_AuthBody)
        opening, _ = await opened(body.auth, self.lent, detail="cancel")
        await giving_up.cancel(opening.conversation, None, self.calendar)
        return done()

    async def withdraw(self, knock: Knock) -> Response:
        """`POST /v1/opening/withdraw`: erased, or why it is not."""
        body = await knock.body(_AuthBody)
        opening, _ = await opened(body.auth, self.lent, detail="withdraw")
        why = await erasing.withdraw(opening.conversation, None, self.lent)
        return json({"erased": why is None, "why": why})

    async def revoke(self, knock: Knock) -> Response:
        """`POST /v1/opening/revoke`."""
        body = await knock.body(_AuthBody)
        await revoke(body.auth, self.lent)
        return done()

    def _status(self, tx: Transaction, accord: Accord) -> dict[str, object]:
        conversation, now = accord.conversation, milliseconds(self.lent.stores.now())
        file = sent.file_of(tx, conversation)
        transmission = of_file(tx, file.file) if file else None
        one = appointments.of(tx, conversation)
        first = appointments.proposed(tx, conversation, now)
        free = appointments.free(tx, accord.station, now, FREE_MOST)
        if one is None or not is_live(one):
            first, free = [], []  # nothing to move
        return {
            "station": self.told(tx, accord.station),
            # A page to be carried has not gone because it was sealed.
            "sent_at": transmission.sent_at if transmission else None,
            "acknowledged": bool(transmission and transmission.acknowledged_at),
            "mark": self.mark(tx, file.file) if file else None,
            "appointment": (
                {"at": one.at, "minutes": one.minutes, "state": one.state}
                if one
                else None
            ),
            "free": [
                {"slot": slot.id, "at": slot.at, "minutes": slot.minutes}
                for slot in dict.fromkeys((*first, *free))
            ],
            "withdrawable": may_withdraw(found(tx, conversation), accord) is None,
        }
