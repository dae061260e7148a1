"""The page « Est-ce une infraction ? » without script: all of it, folded, dated."""

import re

import pytest
from pages.builders import FORBIDDEN, LAW, a_service, read

from havre.law.citing import cited
from havre.law.guide import read_guide
from havre.law.qualification import years_of
from havre.pages.penalties import few
from havre.plumbing.words import spaced

pytestmark = pytest.mark.anyio

GRAVEST = "Dans les cas les plus graves"


async def cards():
    """What stands on the page of each offence, in the order of the page."""
    async with a_service() as client:
        source = (await client.get("/questions")).text
    parts = re.split(r'<details class="sheet">', source)[1:]
    texts = [re.sub(r"<[^>]+>", " ", part.split("</details>")[0]) for part in parts]
    return [re.sub(r"[ \n]+", " ", text).replace("&#39;", "'") for text in texts]


async def test_each_offence_stands_once_at_its_place():
    """The guide finds a card by its place: the page and the catalogue agree."""
    told = await cards()

    assert len(LAW.offences) == len(told)
    for offence, text in zip(LAW.offences, told, strict=True):
        assert text.strip().startswith(spaced(offence.plain))


async def test_a_card_says_all_that_the_law_provides():
    """Name, nature, maximum, every term, articles in full, source and day."""
    for offence, text in zip(LAW.offences, await cards(), strict=True):
        said = [offence.name, offence.nature, offence.detail, cited(offence.articles)]
        said += [part for one in few(offence, GRAVEST) for part in (one.case, one.most)]
        said += [term.text for term in LAW.terms_of(offence)]
        said += ["C'est un maximum.", LAW.sources[offence.source].title]
        for each in said:
            assert spaced(each) in text, offence.id
        assert ("à vérifier" in text) >= (not offence.certain)
        assert offence.certain or spaced(offence.doubt) in text


@pytest.mark.parametrize("offence", LAW.offences, ids=lambda one: one.id)
def test_few_penalties_are_the_usual_one_and_the_heaviest(offence):
    """A list of nine is not read; what is left out is never the heaviest."""
    told = few(offence, GRAVEST)
    mosts = [years_of(one.most) for one in told]

    assert offence.penalties[0] == told[0]
    assert max(years_of(one.most) for one in offence.penalties) == max(mosts)
    assert len(told) <= 2


async def test_once_is_said_where_once_is_enough_and_nowhere_else():
    """Elsewhere, that the facts repeat themselves."""
    for offence, text in zip(LAW.offences, await cards(), strict=True):
        assert offence.once == ("Une seule fois suffit. Peine" in text), offence.id
        assert offence.once != ("En général, les faits se répètent. Peine" in text)


async def test_what_holds_for_all_of_them_is_dated_too():
    """Consent, and every term: the articles, the source and the day."""
    text = re.sub(r"[ \n]+", " ", (await read("/questions")).text)
    for row in (*LAW.principles, *LAW.terms()):
        assert spaced(cited(row.articles)) in text
        assert spaced(LAW.sources[row.source].title) in text
    for row in LAW.principles:
        assert spaced(row.text) in text


async def test_the_page_leads_to_an_agent_and_to_numbers():
    """Whoever finds nothing is not left there."""
    page = await read("/questions")
    links = [link.get("href") for link in page.all("a")]

    assert {"tel:17", "sms:114", "tel:3919", "tel:119"} <= set(links)
    assert "/" in links


async def test_no_form_of_the_page_can_be_sent_without_script():
    """The guide is hidden until its script shows it, and keeps nothing."""
    page = await read("/questions")
    (guide,) = [each for each in page.all("section") if each.get("id") == "guide"]

    assert "hidden" in guide
    assert [] == [form for form in page.all("form") if "action" in form]
    for field in page.all("form") + page.all("input"):
        assert "off" == field["autocomplete"]


async def test_no_question_says_a_word_that_harms():
    """domain.md §7b, in what the script alone shows."""
    guide = read_guide(LAW)
    texts = [guide.kinds.ask, guide.kinds.hint]
    texts += [one.text for one in (*guide.kinds.choices, *guide.choices())]
    texts += [text for one in guide.questions for text in (one.ask, one.hint)]

    assert [] == [text for text in texts if FORBIDDEN.search(text)]
