"""Who is connected, and what each is handed."""

from builders import a_sealed
from hypothesis import given
from hypothesis import strategies as st

from havre.conversation.hub import OUTBOX_FRAMES, TABS_MAX, Connection, Hub
from havre.conversation.rules import Side
from havre.conversation.store import Message


def a_tab(side: Side = Side.AGENT, **but) -> Connection:
    """A tab that holds nothing yet and follows."""
    tab = Connection("c", side, "someone", b"session")
    tab.live = True
    for name, value in but.items():
        setattr(tab, name, value)
    return tab


def a_message(number: int = 1, side: Side = Side.VISITOR) -> Message:
    """A message of that number."""
    return Message(side, number, a_sealed(), 0)


def test_a_message_reaches_every_tab_once():
    """Two tabs of one officer read the same; a repeated delivery is not doubled."""
    hub, tabs = Hub(), [a_tab(), a_tab()]
    for tab in tabs:
        hub.attach(tab)

    hub.deliver("c", a_message(1))
    hub.deliver("c", a_message(1))

    assert [1, 1] == [len(tab.drain()) for tab in tabs]


def test_a_hole_is_never_skipped():
    """A tab that misses a number reads the store instead of showing the next."""
    hub, tab = Hub(), a_tab()
    hub.attach(tab)

    hub.deliver("c", a_message(2))

    assert [] == tab.drain()
    assert tab.missed


def test_a_tab_that_does_not_read_is_closed_not_fed():
    """The outbox is bounded; the tab resumes from its number (performance.md R2)."""
    hub, tab = Hub(), a_tab()
    hub.attach(tab)

    for number in range(1, OUTBOX_FRAMES + 2):
        hub.deliver("c", a_message(number))

    assert (1013, "resume") == tab.closed


def test_each_side_is_told_when_the_other_comes_and_goes():
    """Presence follows the first tab in and the last tab out."""
    hub, agent = Hub(), a_tab(Side.AGENT)
    hub.attach(agent)
    first, second = a_tab(Side.VISITOR), a_tab(Side.VISITOR)

    hub.attach(first)
    hub.attach(second)
    hub.detach(first)
    hub.detach(second)

    told = [b'"there":true' in frame for frame in agent.drain()]
    assert [True, False] == told


def test_who_polls_is_there_for_a_while():
    """Between two polls she is not gone; long after the last she is."""
    now = [0.0]
    hub = Hub(clock=lambda: now[0])
    hub.polled("c", Side.VISITOR)
    now[0] = 39
    assert [] == hub.expire_polls()
    assert hub.there("c", Side.VISITOR)

    now[0] = 41

    assert [("c", Side.VISITOR)] == hub.expire_polls()
    assert not hub.there("c", Side.VISITOR)


@given(st.lists(st.integers(1, 8), max_size=40))
def test_what_a_tab_is_handed_is_1_2_3(numbers):
    """Any order of deliveries: what goes out has no hole and no double."""
    hub, tab = Hub(), a_tab()
    hub.attach(tab)
    for number in numbers:
        hub.deliver("c", a_message(number))

    handed = len(tab.drain())

    assert tab.cursor.get(Side.VISITOR, 0) == handed


def test_one_visitor_cannot_fill_the_room_with_tabs():
    """Beyond eight tabs of one side, the oldest gives way."""
    hub, tabs = Hub(), [a_tab() for _ in range(TABS_MAX + 1)]
    for tab in tabs:
        hub.attach(tab)

    assert [1013] == [tab.closed[0] for tab in tabs if tab.closed]
    assert tabs[0].closed
