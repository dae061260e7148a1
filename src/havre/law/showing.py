"""Everything of one offence, for a program and for a terminal. Pure."""

import textwrap
from collections.abc import Iterator

import msgspec

from havre.law.citing import cited
from havre.law.in_words import VICTIMS, Followed, Period, day, followed, in_a_line
from havre.law.published import digest_of
from havre.law.reading import Law
from havre.law.records import Offence
from havre.plumbing.words import spaced

UNSIGNED = "non relu par un juriste"


def versions_of(law: Law, id_: str) -> dict[int, Offence]:
    """Return every version of an offence by its number, the newest first."""
    every = [one for one in (*law.offences, *law.former) if one.id == id_]
    every.sort(key=lambda one: one.version, reverse=True)
    return {one.version: one for one in every}


def payload(law: Law, offence: Offence) -> dict[str, object]:
    """Return one version of an offence under stable names: fields are only added."""
    source = law.sources[offence.source]
    record: dict[str, object] = msgspec.to_builtins(offence)
    return record | {
        "versions": sorted(versions_of(law, offence.id)),
        "cited": cited(offence.articles),
        "conditions": [in_a_line(law.vocabulary, each) for each in offence.when],
        "limitation": [_course(one) for one in followed(law, offence)],
        "terms": [
            {"text": term.text, "articles": term.articles}
            for term in law.terms_of(offence)
        ],
        "source_title": source.title,
        "source_where": source.where,
        "digest": digest_of(offence),
    }


def _course(one: Followed) -> dict[str, object]:
    return {
        "class": one.key,
        "name": one.name,
        "when": one.when,
        "doubt": one.doubt,
        "adult": [_rule(period) for period in one.adult],
        "minor": [_rule(period) for period in one.young],
    }


def _rule(period: Period) -> dict[str, object]:
    rule = period.rule
    return {
        "since": rule.since,
        "until": rule.until,
        "term": rule.plain,
        "only": period.only,
        "law": rule.law,
        "articles": rule.articles,
        "certain": rule.certain,
    }


def lines(law: Law, offence: Offence, width: int) -> list[str]:
    """Return one version of an offence as a person reads it in a terminal."""
    title = f"{offence.name} · {offence.id}, version {offence.version}"
    found = [*textwrap.wrap(title, width), "─" * min(width, len(title))]
    for heading, paragraphs in _parts(law, offence):
        texts = [text for text in paragraphs if text]
        if heading and texts:
            found += ["", *textwrap.wrap(heading.upper(), width)]
        for text in texts:
            found += _wrapped(text, width)
    return found


def _wrapped(text: str, width: int) -> list[str]:
    """Return a paragraph in lines; what follows "- " stands back under its text."""
    under = "    " if text.startswith("- ") else "  "
    return textwrap.wrap(
        spaced(text), width, initial_indent="  ", subsequent_indent=under
    )


def _parts(law: Law, offence: Offence) -> Iterator[tuple[str, Iterator[str]]]:
    yield "Ce que c'est", iter((offence.plain, offence.detail, _quoted(offence)))
    yield "Le texte", _text(law, offence)
    yield "Maximum (c'est un maximum)", _penalties(offence)
    yield "Plus grave", _aggravations(offence)
    yield "Faits qui décident, tous", _bullets(_conditions(law, offence))
    yield "Ce qu'une personne lit du délai", _bullets(_terms(law, offence))
    for one in followed(law, offence):
        title = f"Délai : {one.name}"
        yield f"{title} ({one.when})" if one.when else title, _limitation(one)
    yield "Depuis quand", _birth(law, offence)
    yield "Relecture", _review(law, offence)


def _quoted(offence: Offence) -> str:
    return f"« {offence.example} »" if offence.example else ""


def _text(law: Law, offence: Offence) -> Iterator[str]:
    yield cited(offence.articles)
    yield f"{offence.nature} · victime : {VICTIMS[offence.victim]}"
    for holds, told in (
        (offence.once, "une fois suffit"),
        (offence.repeated, "actes répétés : le délai part du dernier"),
        (offence.lasting, "acte qui dure : le délai part du jour où il cesse"),
        (offence.hidden, "peut être cachée : le délai peut partir de la découverte"),
        (offence.extends, "sur un mineur, un fait ultérieur prolonge le délai"),
    ):
        yield f"- {told}" if holds else ""
    if offence.covers:
        yield f"remplace dans une liste : {', '.join(offence.covers)}"
    for each in offence.covers_when:
        yield f"- seulement si : {in_a_line(law.vocabulary, each)}"


def _penalties(offence: Offence) -> Iterator[str]:
    for one in offence.penalties:
        yield f"- {one.case} : {one.most}" if one.case else f"- {one.most}"


def _aggravations(offence: Offence) -> Iterator[str]:
    for one in offence.aggravations:
        most = f" : {one.most}" if one.most else ""
        yield f"- {one.text}{most} ({', '.join(one.articles)})"


def _conditions(law: Law, offence: Offence) -> Iterator[str]:
    return (in_a_line(law.vocabulary, each) for each in offence.when)


def _terms(law: Law, offence: Offence) -> Iterator[str]:
    return (term.text for term in law.terms_of(offence))


def _bullets(texts: Iterator[str]) -> Iterator[str]:
    return (f"- {text}" for text in texts)


def _limitation(one: Followed) -> Iterator[str]:
    if one.doubt:
        yield f"discuté : {one.doubt}"
    for victims, found in (("adulte", one.adult), ("avant 18 ans", one.young)):
        for period in found:
            only = f", {period.only}" if period.only else ""
            yield f"- {victims}, {period.when} : {period.rule.plain}{only}"


def _birth(law: Law, offence: Offence) -> Iterator[str]:
    if offence.born:
        yield f"infraction née le {day(law, offence.born)}"
    yield offence.born_text
    if offence.before:
        yield f"faits d'avant : {', '.join(offence.before)}"


def _review(law: Law, offence: Offence) -> Iterator[str]:
    source = law.sources[offence.source]
    yield f"lu le {day(law, offence.checked)} dans : {source.title}"
    yield "" if offence.certain else "à vérifier"
    yield offence.doubt
    yield f"signé par {offence.reviewer}" if offence.reviewer else UNSIGNED
    former = [n for n in versions_of(law, offence.id) if n != offence.version]
    if former:
        yield f"autres versions : {', '.join(map(str, former))}"
