"""The page of the cards: those in use, both bodies, and what is printed of them."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pages.builders import CARDS, a_service, read

from havre.law.citing import cited
from havre.texts.public import Part, parts
from havre.texts.rules import Version
from havre.texts.wording import Topic, Wording

pytestmark = pytest.mark.anyio

PRINTED = Path(__file__).parents[2] / "web" / "styles" / "cards.css"
FIRST = CARDS.versions[0]
AT = int(datetime(2026, 12, 3, 22, tzinfo=UTC).timestamp() * 1000)
SIZE = 30_000  # bytes compressed: what a reading page may cost on a bad network


def an_edit(key: str = FIRST.key, **but: object) -> Version:
    """A version that supervisors wrote, and another read."""
    words = Wording(Topic.COMPLAINT, "Nos mots", "Venez nous voir.", "Venez.")
    ordinary = {"author": "a", "at": AT, "reader": "b", "read_at": AT}
    return Version(key, 2, words, **(ordinary | but))  # type: ignore[arg-type]


def plain(text: str) -> str:
    """Text without the white space of its layout."""
    return " ".join(text.replace("\u00a0", " ").split())


async def test_every_card_is_there_in_both_its_bodies() -> None:
    """Without script: what is folded is on the page."""
    page = await read("/fiches")
    text = plain(page.text)

    for card in CARDS.versions:
        for line in f"{card.wording.body}\n{card.wording.easy}".splitlines():
            assert plain(line.removeprefix("- ")) in text
    assert 2 * len(CARDS.versions) <= len(page.all("details"))


async def test_every_card_says_its_source_its_day_and_its_doubt() -> None:
    """As every line of law does; and no jurist has read them."""
    text = plain((await read("/fiches")).text)

    assert "Non relu par un juriste" in text
    for record in CARDS.records.values():
        assert plain(CARDS.sources[record.source].title) in text
        assert plain(cited(record.articles)) in text
        assert plain(record.doubt) in text
    unsure = [one for one in CARDS.records.values() if not one.certain]
    assert len(unsure) == text.replace("mention « à vérifier »", "").count("à vérifier")


async def test_the_page_shows_what_supervisors_put_in_use() -> None:
    """And says who answers for it: their second reader, on that day."""
    text = plain((await read("/fiches", an_edit())).text)

    assert "Venez nous voir." in text
    assert "relu par une deuxième personne le 3 décembre 2026" in text
    assert plain(FIRST.wording.body.splitlines()[0]) not in text


async def test_the_page_shows_neither_a_proposal_nor_a_withdrawn_card() -> None:
    """What nobody has read, or what was given up, is read by nobody."""
    proposed = plain((await read("/fiches", an_edit(reader=None, read_at=None))).text)
    withdrawn = plain((await read("/fiches", an_edit(withdrawn_at=AT))).text)

    assert FIRST.wording.title in proposed
    assert "Venez nous voir." not in proposed + withdrawn
    assert plain(FIRST.wording.body.splitlines()[0]) not in withdrawn


async def test_a_topic_without_card_has_no_heading() -> None:
    """No heading stands above nothing."""
    money = [one for one in CARDS.versions if one.wording.group is Topic.MONEY]
    gone = [
        Version(one.key, 1, one.wording, withdrawn_at=AT)
        for one in money
    ]  # fmt: skip
    whole, less = (await read("/fiches")).text, (await read("/fiches", *gone)).text

    assert money
    assert "L'argent\n" in whole
    assert "L'argent\n" not in less


async def test_what_supervisors_type_is_only_ever_text() -> None:
    """Neither markup nor a list that nobody meant."""
    words = Wording(Topic.CARE, "<b>Ici</b>", "<script>1</script>\n-un", "<i>Là</i>.")
    ours = Version("text-1", 1, words, "a", AT, "b", AT)
    async with a_service(ours) as client:
        source = (await client.get("/fiches")).text

    assert "&lt;script&gt;1&lt;/script&gt;<br>-un" in source
    assert "&lt;b&gt;Ici&lt;/b&gt;" in source


async def test_no_address_tells_which_card_is_read() -> None:
    """All come in one answer: no link, no fragment, no address of its own."""
    page = await read("/fiches")
    keys = {card.key for card in CARDS.versions}
    links = [str(link.get("href")) for link in page.all("a")]

    assert keys <= {str(tag.get("id")) for tag in page.all("details")}
    assert not [link for link in links if any(key in link for key in keys)]


async def test_the_page_is_light_enough_for_a_bad_network() -> None:
    """As much as the whole first load, and then nothing more for any card."""
    async with a_service() as client:
        answer = await client.get("/fiches", headers={"accept-encoding": "gzip"})

    assert "gzip" == answer.headers["content-encoding"]
    assert int(answer.headers.get("content-length", 0)) <= SIZE
    assert answer.num_bytes_downloaded <= SIZE


def test_a_printed_card_leaves_out_the_page_around_it() -> None:
    """One card a page; the exit, the links and the address are not printed."""
    sheet = PRINTED.read_text("utf-8")
    base = (PRINTED.parent / "base.css").read_text("utf-8")
    hidden = re.search(r"@media print \{\s*([^{]+)\{\s*display: none", base)

    assert hidden
    for part in (".exit-bar", ".skip", ".tongues", ".back", "footer"):
        assert part in hidden[1]
    assert re.search(r"@page card \{\s*margin: 0;", sheet)
    for rule in (
        ".danger,",
        "> :not(.card[open])",
        "page: card;",
        "break-before: page",
    ):
        assert rule in sheet


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Un.\nDeux.", (Part(False, ("Un.", "Deux.")),)),
        ("Un.\n\nDeux.", (Part(False, ("Un.",)), Part(False, ("Deux.",)))),
        (
            "Où :\n- ici ;\n- là.",
            (Part(False, ("Où :",)), Part(True, ("ici ;", "là."))),
        ),
        ("-ici", (Part(False, ("-ici",)),)),
    ],
)
def test_a_card_is_typed_as_plain_text(text: str, read_as: tuple[Part, ...]) -> None:
    """Paragraphs stand apart, and lines that begin with "- " are a list."""
    assert read_as == parts(text)
