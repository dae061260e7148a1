"""Everything that is wrong with the law as data, or waits for a jurist. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from havre.law.coherent import MEMORY, contradictions_of
from havre.law.complete import missing_of, unused
from havre.law.findings import Finding, Kind
from havre.law.published import changed, misnumbered, unpublished
from havre.law.reading import Law
from havre.law.records import Condition, Row, Wording
from havre.law.related import companions, contradictions


def check(law: Law, published: Mapping[str, str], today: date) -> list[Finding]:
    """Return every finding: what is wrong first, then what is to review."""
    found = [
        *_incomplete(law),
        *_incoherent(law, today),
        *_of(Kind.CHANGED, changed(law, published)),
        *_old(law, today),
        *_to_review(law, published),
    ]
    order = list(Kind)
    return sorted(found, key=lambda one: order.index(one.kind))


def _incomplete(law: Law) -> Iterator[Finding]:
    for offence in law.offences:
        for text in missing_of(offence):
            yield Finding(Kind.INCOMPLETE, offence.id, text)
    for text in unused(law):
        yield Finding(Kind.INCOMPLETE, "facts.toml", text)


def _incoherent(law: Law, today: date) -> Iterator[Finding]:
    for offence in law.offences:
        for text in contradictions_of(law, offence, today):
            yield Finding(Kind.INCOHERENT, offence.id, text)
    yield from _of(Kind.INCOHERENT, contradictions(law))
    yield from _of(Kind.INCOHERENT, misnumbered(law))
    for condition in law.facts.conditions:
        for text in _gaps(condition):
            yield Finding(Kind.INCOHERENT, f"condition {condition.key}", text)
    for where, row in placed_rows(law):
        if row.source == MEMORY and row.certain:
            yield Finding(Kind.INCOHERENT, where, "de mémoire, mais « certain = true »")
        if row.checked > today:
            text = f"vérifié dans le futur, le {row.checked}"
            yield Finding(Kind.INCOHERENT, where, text)


def _gaps(condition: Condition) -> Iterator[str]:
    """Return the days on which a condition would mean nothing, or two things."""
    for one, after in zip(condition.versions, condition.versions[1:], strict=False):
        if not one.until or after.since != one.until + timedelta(days=1):
            yield f"versions non jointes : {one.until or '…'}, {after.since or '…'}"


def _old(law: Law, today: date) -> Iterator[Finding]:
    for where, row in placed_rows(law):
        if row.is_old(today):
            yield Finding(Kind.OLD, where, f"vérifié le {row.checked}")


def _to_review(law: Law, published: Mapping[str, str]) -> Iterator[Finding]:
    for where, row in placed_rows(law):
        if not row.certain:
            doubt = getattr(row, "doubt", "") or "à comparer avec le texte en vigueur"
            yield Finding(Kind.REVIEW, where, doubt)
    yield from _of(Kind.REVIEW, companions(law))
    for name in unpublished(law, published):
        yield Finding(Kind.REVIEW, name, "version pas encore publiée")
    for offence in law.offences:
        if not offence.reviewer:
            yield Finding(Kind.REVIEW, offence.id, "aucun juriste n'a signé")


def _of(kind: Kind, told: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    return (Finding(kind, where, text) for where, text in told)


def placed_rows(law: Law) -> Iterator[tuple[str, Row]]:
    """Return every dated statement in force, and where it stands."""
    yield from ((f"principe {one.key}", one) for one in law.principles)
    yield from ((one.id, one) for one in law.offences)
    yield from ((f"note de délai {one.key}", one) for one in law.limitation.notes)
    for class_ in law.limitation.classes:
        yield from ((f"délai {class_.key} ({one.law})", one) for one in class_.rules)
        yield from ((f"délai {class_.key} (texte)", one) for one in class_.texts)
    for condition in law.facts.conditions:
        yield from ((_named(condition, one), one) for one in condition.versions)
    for stage in law.stages:
        points = enumerate(stage.points, 1)
        yield from ((f"procédure {stage.key} n° {n}", one) for n, one in points)


def _named(condition: Condition, wording: Wording) -> str:
    until = f"jusqu'au {wording.until}" if wording.until else "aujourd'hui"
    return f"condition {condition.key} ({until})"
