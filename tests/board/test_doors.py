"""Who may see the room, and what its doors never say."""

import re
from html.parser import HTMLParser

import pytest
from board.builders import (
    ADMINISTRATOR,
    OFFICER,
    OVERSEER,
    WHY,
    Hall,
)
from builders import a_sealed

from havre.plumbing.doors import Who
from havre.waiting import tally
from havre.waiting.tally import Event, Kind

pytestmark = pytest.mark.anyio

NOT_FOUND = (404, b'{"code":"not-found"}')
BODIES = {
    "raise": {"reason": WHY},
    "move": {"reason": WHY, "desk": "relief"},
    "reassign": {"reason": WHY, "member": None},
    "join": {"reason": WHY},
    "pause": {"paused": True},
    "service": {"closed": True},
    "capacity": {"capacity": 4},
}


async def knock(hall: Hall, door, conversation: str, by: str):
    """Knock with a body in form."""
    path = door.path.format(
        conversation=conversation, alarm="none", desk="police", member=OFFICER
    )
    if door.method == "GET":
        return await hall.get(path, by)
    return await hall.post(path, BODIES.get(path.rpartition("/")[2]), by)


async def test_supervisors_alone_are_let_in(hall: Hall) -> None:
    """To everyone else, the visitor included, the doors do not exist."""
    conversation, token, _ = await hall.core.open_and_take()
    before = await hall.core.find(conversation)

    for door in hall.doors:
        for stranger in (OFFICER, ADMINISTRATOR, token, "nobody", ""):
            answer = await knock(hall, door, conversation, stranger)
            assert NOT_FOUND == (answer.status_code, answer.content), door.path
        assert Who.SUPERVISOR is door.who
    assert before == await hall.core.find(conversation)
    assert 11 == len(hall.doors)


async def test_a_supervisor_is_let_in_everywhere(hall: Hall) -> None:
    """Whatever the room then says, the doors open."""
    open_, _, _ = await hall.core.open_and_take()

    for door in hall.doors:
        answer = await knock(hall, door, open_, OVERSEER)
        shut = door.path.endswith(("/take", "/join"))  # no such alarm; no key
        assert answer.status_code in ((404,) if shut else (200, 204, 409)), door.path


async def test_what_does_not_exist_is_answered_alike(hall: Hall) -> None:
    """An id of nothing, and what is over: neither tells that it ever was."""
    over, token, held = await hall.core.open_and_take()
    await hall.core.ledger.write(
        lambda tx: tx.execute(
            "UPDATE conversation SET step = 'ended' WHERE id = :id", id=over
        )
    )
    for act in ("raise", "move", "reassign", "join"):
        for unknown in ("A" * 22, over, "%00"):
            answer = await hall.act(unknown, act, **_more(act))
            assert NOT_FOUND == (answer.status_code, answer.content), act


def _more(act: str) -> dict[str, object]:
    return {k: v for k, v in BODIES[act].items() if k != "reason"}


@pytest.mark.parametrize("reason", ["", "  ab  ", "a" * 201, "ab\x00cd", "a\u202eb c"])
async def test_every_act_on_a_conversation_says_why(hall: Hall, reason: str) -> None:
    """Without 3 to 200 characters that print: refused, and nothing has happened."""
    conversation, _ = await hall.core.open()
    before = await hall.core.find(conversation)

    for act in ("raise", "move", "reassign", "join"):
        answer = await hall.act(conversation, act, **_more(act), reason=reason)
        assert (400, {"code": "bad-request"}) == (answer.status_code, answer.json())
    assert before == await hall.core.find(conversation)
    assert [] == await hall.journal(conversation)


async def test_a_reason_is_kept_on_one_line(hall: Hall) -> None:
    """French keyboards write no-break spaces: they are spaces."""
    conversation, _ = await hall.core.open()
    await hall.act(conversation, "raise", reason="  Urgent\u202f:\u00a0seule\nici ")

    (row,) = await hall.journal(conversation)
    assert "Urgent : seule ici" == row.detail


async def test_no_word_and_no_sealed_byte_is_on_the_board(hall: Hall) -> None:
    """Messages, keys and credentials stay where they are."""
    mark = b"sentinel"
    conversation, token, held = await hall.core.open_and_take()
    await hall.core.say(conversation, token, 1, a_sealed(mark))
    await hall.core.answer(conversation, held.fence, 1)
    for path in ("/v1/board", "/v1/board/hours"):
        answer = await hall.get(path)
        assert 200 == answer.status_code
        for secret in (b"c2VudGluZWw", mark, token.encode(), b'sealed":"', b"AQAA"):
            assert secret not in answer.content
    row = await hall.row(conversation)
    assert {
        "conversation", "desk", "desks", "step", "opened_at", "since", "member",
        "danger", "minor", "report", "silent_since", "language", "position",
        "sealed_to", "joined",
    } == set(row)  # fmt: skip


class Page(HTMLParser):
    """What a browser finds: elements, attributes, and the cells of the table."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        """Note what a cell says."""
        if self.cells:
            self.cells[-1] += data.strip()


async def test_the_hours_are_a_figure_and_a_table(hall: Hall) -> None:
    """Every number that is drawn is written; nothing needs a style or a script."""
    at = int(hall.core.clock().timestamp() * 1000)
    events = [
        Event(at - 60_000, "police", Kind.ARRIVED, 1),
        Event(at - 50_000, "police", Kind.ARRIVED, 1),
        Event(at, "police", Kind.ANSWERED, 7 * 60_000),
        Event(at, "police", Kind.ON_DUTY, 9),
    ]

    def fill(tx):
        for event in events:
            tally.note(tx, event)

    await hall.core.ledger.write(fill)
    answer = await hall.get("/v1/board/hours")
    page = Page(answer.text)

    assert "text/html" in answer.headers["content-type"]
    assert 1 == page.tags.count("main") == page.tags.count("svg")
    assert 1 == page.tags.count("table") == page.tags.count("desc")
    assert not {"style", "onload"} & page.attributes
    assert not {"style", "script", "img", "a"} & set(page.tags)
    newest = page.cells.index("13:00")  # noon of the tests, on the wall in Paris
    assert ["0", "7", "7", "9"] == page.cells[newest + 1 : newest + 5]
    before = page.cells.index("12:45")
    assert ["2", "–", "–", "–"] == page.cells[before + 1 : before + 5]
    assert re.search(r'<rect class="drawn__bar"', answer.text)
