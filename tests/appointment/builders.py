"""A station that publishes hours, and people who want them."""

from dataclasses import dataclass, field

from builders import OFFICER, Core, a_sealed, an_envelope
from file.builders import WITH_HAVRE, WITHOUT, Talk, a_talk

from havre.appointment import actions, giving_up, keyring, publishing, store
from havre.appointment.actions import Wanted
from havre.appointment.lent import Calendar
from havre.appointment.rules import Appointment, Hour, NameKey, Reception, Slot
from havre.client import appointment_number
from havre.client.envelopes import KeyPair
from havre.plumbing.clock import milliseconds
from havre.plumbing.database import Transaction
from havre.plumbing.tokens import new_id
from havre.staff import duty
from havre.staff import store as staff
from havre.staff.credentials import Locked
from havre.staff.rules import Account, Member, StaffRole

INES = "investigator-of-the-st"
MINUTE = 60_000
DAY = 24 * 60 * MINUTE


async def hire_at(
    core: Core, member: str, *stations: str, role: str = "investigator"
) -> None:
    """Let `member` work at `stations`."""
    who = Member(
        member, member, member.capitalize(), (StaffRole(role),), (),
        member.encode(), stations=stations,
    )  # fmt: skip

    def work(tx: Transaction) -> None:
        assert staff.insert(tx, Account(who, "", Locked(b"", b"")), 0)

    await core.ledger.write(work)


@dataclass
class Slip:
    """What a tab draws to have an hour."""

    appointment: str = field(default_factory=new_id)
    number: str = field(default_factory=appointment_number.make)

    def wants(self, slot: str, epoch: int = 1) -> Wanted:
        """What it sends to have it."""
        key = NameKey(epoch, an_envelope(mark=b"her key").sealed)
        reception = Reception(key, a_sealed(b"her name"))
        hash_ = appointment_number.number_hash(self.number)
        return Wanted(slot, self.appointment, hash_, reception)


@dataclass
class Agenda:
    """A station with keys, an investigator who publishes, and who has agreed."""

    core: Core
    calendar: Calendar
    pairs: dict[str, KeyPair] = field(default_factory=dict)

    async def publish(self, *days: float, station: str = WITH_HAVRE) -> list[str]:
        """Publish one hour in each of so many days; return the slots."""
        now = milliseconds(self.core.clock())
        hours = [Hour(now + int(day * DAY) // MINUTE * MINUTE, 45) for day in days]
        await publishing.publish(station, hours, INES, self.calendar)
        at = {hour.at for hour in hours}
        found = await self.core.ledger.read(
            lambda tx: store.free(tx, station, now - 1, 999)
        )
        return [slot.id for slot in found if slot.at in at]

    async def agreed(self, **but: object) -> Talk:
        """Somebody who has agreed to the station."""
        talk = await a_talk(self.core, **but)
        talk.pairs |= self.pairs
        await talk.agreed()
        return talk

    async def take(self, talk: Talk, slot: str, slip: Slip | None = None) -> Slip:
        """Let her have an hour."""
        slip = slip or Slip()
        await actions.take(talk.id, talk.session, slip.wants(slot), self.calendar)
        return slip

    async def move(self, talk: Talk, slot: str) -> None:
        """Let her have another."""
        await actions.move(talk.id, talk.session, slot, self.calendar)

    async def cancel(self, talk: Talk) -> None:
        """Let her give it up."""
        await giving_up.cancel(talk.id, talk.session, self.calendar)

    async def propose(self, talk: Talk, *slots: str, by: str = OFFICER) -> None:
        """Show her hours."""
        fence = talk.held.fence
        await actions.propose(talk.id, by, fence, slots, self.calendar)

    async def of(self, talk: Talk) -> Appointment | None:
        """What is kept of hers."""
        return await self.core.ledger.read(lambda tx: store.of(tx, talk.id))

    async def key(self, talk: Talk) -> NameKey | None:
        """What opens the name to call."""
        one = await self.of(talk)
        id_ = one.id if one else ""
        return await self.core.keys.read(lambda tx: keyring.key(tx, talk.id, id_))

    async def free(self, station: str = WITH_HAVRE) -> list[str]:
        """The slots somebody may have."""
        return [one.id for one in await publishing.free(station, self.calendar)]

    async def slot(self, slot: str) -> Slot:
        """One slot as it is now."""
        (found,) = await self.core.ledger.read(lambda tx: store.slots(tx, [slot]))
        return found

    async def proposed(self, talk: Talk) -> list[str]:
        """What she is shown."""
        now = milliseconds(self.core.clock())
        found = await self.core.ledger.read(lambda tx: store.proposed(tx, talk.id, now))
        return [one.id for one in found]


async def an_agenda(core: Core) -> Agenda:
    """A house with one station that has both keys, and another that has none."""
    agenda = Agenda(core, Calendar(core.stores, {WITH_HAVRE, WITHOUT}))
    first = await a_talk(core)  # makes every key
    agenda.pairs = first.pairs
    await hire_at(core, INES, WITH_HAVRE)
    plenty = duty.Duty(OFFICER, capacity=99)
    await core.ledger.write(lambda tx: duty.keep(tx, plenty))
    return agenda
