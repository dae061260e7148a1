"""`havre limitation`: until when a trial may take place, in a terminal."""

import argparse
import sys
import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from havre.law.asked import Ask, Impossible, NotYetAnOffence
from havre.law.calendar_days import in_words
from havre.law.limitation import Answer, answer
from havre.law.reading import Law, read_law
from havre.law.running import Later

IMPOSSIBLE: Final = 2
NOT_YET: Final = 3
WIDTH: Final = 78  # characters
_MAY_BE: Final = (
    "Une hypothèse, jamais un verdict : seul un procureur peut dire si un procès est"
    " encore possible. La personne peut être entendue ; d'autres victimes peuvent être"
    " concernées."
)


def add_limitation(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register `limitation`."""
    told = "jusqu'à quand un procès est possible pour une infraction"
    command = subparsers.add_parser("limitation", help=told, description=told)
    command.add_argument("--offence", required=True, metavar="ID")
    command.add_argument("--facts", required=True, metavar="DATE", help="premier jour")
    command.add_argument("--to", metavar="DATE", help="dernier jour")
    command.add_argument(
        "--born", required=True, metavar="DATE", help="naissance de la victime"
    )
    command.add_argument(
        "--relation",
        choices=("ascendant", "authority", "other"),
        help="de l'auteur ; sans elle, les deux lectures sont données",
    )
    command.add_argument(
        "--discovered", metavar="DATE", help="découverte de faits cachés"
    )
    command.add_argument(
        "--interrupted",
        metavar="DATE",
        nargs="+",
        action="extend",
        default=[],
        help="actes d'enquête ou de procédure",
    )
    command.add_argument(
        "--later",
        metavar="DATE:ID:NÉE",
        nargs="+",
        action="extend",
        default=[],
        help="faits commis ensuite par la même personne",
    )
    command.add_argument("--json", action="store_true", help="pour un programme")
    command.set_defaults(run=limitation_command)


def limitation_command(asked: argparse.Namespace) -> int:
    """Print the answer. 2: what is asked cannot be; 3: not yet an offence then."""
    law = read_law()
    try:
        ask = _ask(law, asked)
        found = answer(law.clock, ask, datetime.now().astimezone().date())
    except Impossible as refusal:
        print(f"havre limitation : {refusal}", file=sys.stderr)
        return IMPOSSIBLE
    except NotYetAnOffence as never:
        _print_never(law, asked, never)
        return NOT_YET
    if asked.json:
        _print_json(msgspec.to_builtins(found))
    else:
        print("\n".join(_lines(law, ask, found)))
    return 0


def _ask(law: Law, asked: argparse.Namespace) -> Ask:
    def day(written: str) -> date:
        try:
            read = date.fromisoformat(written)
        except ValueError:
            raise Impossible(law.limitation.refusals["form"]) from None
        if str(read) != written:  # Python reads more ways than the browser
            raise Impossible(law.limitation.refusals["form"])
        return read

    def later(written: str) -> Later:
        parts: Sequence[str] = written.split(":")
        if len(parts) != 3:
            raise Impossible("« --later » s'écrit DATE:ID:NAISSANCE.")
        return Later(day(parts[0]), parts[1], day(parts[2]))

    return Ask(
        offence=asked.offence,
        facts=day(asked.facts),
        born=day(asked.born),
        to=day(asked.to) if asked.to is not None else None,
        relation=asked.relation,
        discovered=day(asked.discovered) if asked.discovered is not None else None,
        interrupted=tuple(day(each) for each in asked.interrupted),
        later=tuple(later(each) for each in asked.later),
    )


def _print_json(content: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(content)).decode())


def _print_never(law: Law, asked: argparse.Namespace, never: NotYetAnOffence) -> None:
    born = law.by_id[asked.offence].born
    if asked.json:
        told = {
            "offence": asked.offence,
            "born": born,
            "explanation": str(never),
            "other": never.other,
        }
        _print_json(told)
        return
    print("\n".join(textwrap.wrap(str(never), WIDTH)))
    if law.by_id[asked.offence].born_text:
        print("\n".join(textwrap.wrap(law.by_id[asked.offence].born_text, WIDTH)))
    if never.other:
        print("Voyez plutôt :")
    for id_ in never.other:
        print(f"  {law.by_id[id_].name} (--offence {id_})")


def _lines(law: Law, ask: Ask, found: Answer) -> list[str]:
    calendar = law.limitation.calendar

    def full(day: date) -> str:
        return in_words(day, calendar.months, calendar.first)

    lines = [
        law.by_id[ask.offence].name,
        f"  dernier jour utile   {full(found.ends)}",
        f"  compté à partir du   {full(found.starts)}",
    ]
    if not found.certain:
        lines.append("  autres lectures")
        lines += [f"    {full(one.ends)} : {one.why}" for one in found.readings[1:]]
    lines.append("")
    lines += textwrap.wrap(found.explanation, WIDTH)
    lines += ["", *textwrap.wrap(", ".join(found.articles), WIDTH), ""]
    return lines + textwrap.wrap(_MAY_BE, WIDTH)
