"""How much one core carries: the service beside its bounds and a peer, in turn."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench import bounds, charts
from bench.ejabberd import Ejabberd, Unavailable
from bench.figures import Grid, Scene, told
from bench.havre_house import CAPACITY, House, officers, seat, talks
from bench.lines import Arrivals, gather
from bench.loads import Pressed, closed, percentile
from bench.ways import Record, Way

CONVERSATIONS: Final = 100
WINDOW: Final = 2
HAVRE: Final = "Havre"
PEER: Final = "ejabberd + PostgreSQL"
IN_PYTHON: Final = "bound: raw ASGI + SQLite"
IN_C: Final = "bound: C + fdatasync"
TIMES_PEER: Final = 5
PER_CORE: Final = 3_000


@dataclass
class Subject:
    """A system under test, with everybody signed in."""

    name: str
    cpu: Callable[[], float]
    ways: list[Way]
    record: Record
    rounds: list[Pressed] = field(default_factory=list)

    @property
    def messages(self) -> int:
        """Of all rounds."""
        return sum(one.messages for one in self.rounds)

    @property
    def rate(self) -> float:
        """Messages a second, over all rounds."""
        return self.messages / sum(one.seconds for one in self.rounds)

    @property
    def cost(self) -> float:
        """Microseconds of processor a message."""
        return sum(one.server for one in self.rounds) / max(self.messages, 1) * 1e6

    @property
    def per_core(self) -> float:
        """Messages for each second of processor."""
        return 1e6 / self.cost

    @property
    def driver(self) -> float:
        """The driver's share of its core, in the busiest round."""
        return max(one.driver_busy for one in self.rounds)

    def faults(self) -> list[str]:
        """What went wrong, in words."""
        lost = sum(one.lost for one in self.rounds)
        found = [f"{self.name}: {n} {what}" for what, n in self.record.faults.items()]
        return [*found, f"{self.name}: {lost} lost"] if lost else found


async def closed_scene(
    folder: Path, *, rounds: int, seconds: float, tell: Callable[[str], None]
) -> Scene:
    """Press every system as hard as it answers, in turn; return what was found."""
    scene = Scene("As fast as one core goes")
    async with AsyncExitStack() as stack:
        subjects = await _subjects(folder, stack, scene, tell)
        for subject in subjects:  # caches, plans, files: not what is asked
            await closed(subject.ways, subject.record, subject.cpu, WINDOW, 1.0)
        for n in range(rounds):
            for subject in subjects:
                tell(f"closed loop, round {n + 1} of {rounds}: {subject.name}")
                subject.rounds.append(
                    await closed(
                        subject.ways, subject.record, subject.cpu, WINDOW, seconds
                    )
                )
    _report(scene, subjects, rounds, seconds)
    return scene


async def _subjects(
    folder: Path, stack: AsyncExitStack, scene: Scene, tell: Callable[[str], None]
) -> list[Subject]:
    tell("furnishing a house and its bounds")
    found = [await _havre(folder, stack)]
    for name, bound in (
        (IN_PYTHON, bounds.in_python(folder)),
        (IN_C, bounds.in_c(folder)),
    ):
        if bound is None:
            scene.notes.append("The bound in C was skipped: no compiler here.")
            continue
        stack.callback(bound.end)
        record = Record()
        ways = await bound.talk(CONVERSATIONS, record)
        found.append(Subject(name, bound.cpu, ways, record))
    try:
        tell("starting ejabberd and PostgreSQL")
        peer = Ejabberd(folder / "peer")
    except Unavailable as reason:
        scene.notes.append(f"ejabberd was skipped: {reason}.")
        return found
    stack.callback(peer.end)
    record = Record()
    ways = await peer.talk(CONVERSATIONS, record)
    found.append(Subject(PEER, peer.cpu, ways, record))
    return found


async def _havre(folder: Path, stack: AsyncExitStack) -> Subject:
    house = House(folder / "closed")
    stack.callback(house.end)
    house.furnish()
    held = await officers(house, -(-CONVERSATIONS // CAPACITY))
    found = await talks(house, CONVERSATIONS, held)
    record, arrivals = Record(), Arrivals()
    record.faults = arrivals.faults
    parties, ways = seat(found, record, arrivals)
    await gather(parties, house.port)
    return Subject(HAVRE, house.cpu, ways, record)


def _report(
    scene: Scene, subjects: Sequence[Subject], rounds: int, seconds: float
) -> None:
    ours = subjects[0]
    for subject in subjects:
        scene.faults += subject.faults()
        if subject.name == PEER:
            _beside_peer(scene, ours, subject)
    scene.add(
        "messages for one second of a core", ours.per_core, "", PER_CORE, at_least=True
    )
    for subject in subjects:
        if subject.name in (IN_PYTHON, IN_C):
            times = ours.cost / subject.cost
            scene.add(f"processor of a message beside {subject.name}", times, "times")
    scene.grid = Grid(
        ("", "msg/s", "rounds", "µs of CPU", "msg/s of CPU", "p50", "p99", "driver"),
        [_row(subject) for subject in subjects],
    )
    total = sum(subject.messages for subject in subjects)
    scene.notes.append(
        f"{CONVERSATIONS} conversations, {WINDOW} messages of each side under way,"
        " each until acknowledged to its sender and delivered to the other;"
        f" {rounds} rounds of {seconds:g} s each, in turn, after one second to warm up."
        f" {total:,} messages, each checked. Rounds: from the slowest to the fastest."
        " Driver: the driver's core in use, in its busiest round."
    )
    shown = [(one.name, one.per_core) for one in subjects if one.name != IN_C]
    scene.charts["bench-core.svg"] = charts.bars(
        "Messages for one second of a core", "messages", shown, ours=[HAVRE],
        goal=("target", PER_CORE),
    )  # fmt: skip


def _beside_peer(scene: Scene, ours: Subject, peer: Subject) -> None:
    walls, cores = ours.rate / peer.rate, ours.per_core / peer.per_core
    for what, times in (
        ("messages a second, beside ejabberd", walls),
        ("messages for the same processor, beside ejabberd", cores),
    ):
        scene.add(what, times, "times", TIMES_PEER, at_least=True)


def _row(subject: Subject) -> tuple[str, ...]:
    times = [each for one in subject.rounds for each in one.delivered_in]
    rates = sorted(one.rate for one in subject.rounds)
    return (
        subject.name,
        told(subject.rate),
        f"{told(rates[0])}–{told(rates[-1])}",
        told(subject.cost),
        told(subject.per_core),
        f"{told(percentile(times, 0.5) * 1e3)} ms",
        f"{told(percentile(times, 0.99) * 1e3)} ms",
        f"{subject.driver:.0%}",
    )
