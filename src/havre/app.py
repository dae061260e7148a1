"""The only place where the doors are chosen and joined."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from havre import routes
from havre.access.web import AccessDoors
from havre.answering import leases
from havre.answering.desk import DeskDoors, Reports
from havre.answering.web import AnswerDoors
from havre.appointment.web import AppointmentDoors
from havre.board.actions import Supervision
from havre.board.hours import wall_clock
from havre.board.web import BoardDoors
from havre.conversation.rules import Side
from havre.conversation.seat import Seats
from havre.conversation.state import NOWHERE
from havre.conversation.web import LineDoors
from havre.directory.centres import centres_now
from havre.directory.court_tables import read_courts
from havre.directory.justice import JusticeDoors
from havre.directory.rules import renewal_warning
from havre.directory.stations import StationDoors
from havre.erasure.web import ErasureDoors
from havre.file.web import FileDoors
from havre.house import House
from havre.intake.course import Courses
from havre.intake.web import IntakeDoors
from havre.keys import store as keys
from havre.keys.actions import withdraw
from havre.keys.web import KeyDoors
from havre.law.citing import cited
from havre.law.guide_table import guide_text
from havre.law.reading import read_law
from havre.pages.layout import Layout
from havre.pages.numbers import read_numbers
from havre.pages.rules import Service, stale
from havre.pages.web import PageDoors
from havre.plumbing.clock import milliseconds
from havre.plumbing.doors import Gate
from havre.plumbing.health import HealthDoors
from havre.plumbing.http import application
from havre.plumbing.limits import Limit
from havre.plumbing.templates import Templates
from havre.plumbing.words import load_words
from havre.referral.reading import read_kinds
from havre.referral.web import ReferralDoors
from havre.report.closing import closing
from havre.report.transmitting import memories
from havre.report.web import ReportDoors
from havre.rounds import rounds, wake
from havre.settings import Settings
from havre.staff.sessions import Tries
from havre.staff.shift import ShiftDoors
from havre.staff.web import StaffDoors
from havre.station import store as at_stations
from havre.station.opening import OpeningDoors
from havre.station.web import StationConsoleDoors
from havre.statistics.web import StatisticsDoors
from havre.texts.actions import Shelf
from havre.texts.cards import read_cards
from havre.texts.public import CardPages
from havre.texts.store import read_built_in
from havre.texts.web import TextDoors
from havre.transfer.web import TransferDoors

HERE: Final = Path(__file__).parent
MINUTE: Final = timedelta(minutes=1)


def rooms(house: House, banner: str = "") -> routes.Rooms:
    """Build the doors of every room.

    Args:
        banner: shown on every page; the demonstration's.
    """
    words = load_words(HERE / "locale")
    templates = Templates(words, {"cited": cited})
    settings = house.settings
    layout = Layout(templates, words, _service(settings, banner), read_numbers())
    texts, law = _texts(house), read_law()
    courses = Courses(house.directory, house.ledger, house.presence.staffed)
    return routes.Rooms(
        pages=PageDoors(layout, law, guide_text(law)),
        intake=IntakeDoors(layout, house.directory, courses),
        places=StationDoors(
            house.directory, lambda: house.ledger.read(keys.with_havre)
        ),
        justice=JusticeDoors(
            house.directory,
            read_courts(house.directory, house.settings.directory_folder),
            house.settings.centres_folder,
        ),
        access=_access(house, courses, frozenset(words)),
        line=LineDoors(_seats(house)),
        desk=_desk(house),
        answer=AnswerDoors(house.stores, keys.current_epochs),
        transfer=TransferDoors(house.transfers),
        report=ReportDoors(
            house.stores, keys.desk_epochs, settings.acknowledge, house.count_report
        ),
        file=FileDoors(house.files),
        opening=OpeningDoors(
            house.files, house.calendar, house.station_told, at_stations.mark_of
        ),
        shift=ShiftDoors(house.ledger, house.bell, house.now, house.presence),
        texts=texts,
        cards=CardPages(layout, texts.shelf.texts, texts.came),
        referral=ReferralDoors.of(house.directory, layout.numbers, texts.shelf.texts),
        board=_board(house, templates),
        erasure=ErasureDoors(
            house.eraser, lambda left: house.hub.gone(left, Side.VISITOR)
        ),
        staff=_staff(house, templates, banner),
        keys=KeyDoors(house.ledger, house.now, house.stations),
        hours=AppointmentDoors(house.calendar, house.directory),
        station=StationConsoleDoors(
            house.station, templates, banner, house.settings.idle_lock // MINUTE
        ),
        health=HealthDoors(house.ledger, house.keyring),
        statistics=StatisticsDoors(
            layout, house.ledger, house.now, house.settings.figures, wall_clock()
        ),
    )


def _service(settings: Settings, banner: str) -> Service:
    patience = settings.patience
    return Service(
        exit_to=settings.exit_to,
        exit_erases=settings.exit_erases,
        hold=patience.hold,
        leave=patience.leave,
        leave_with_code=patience.leave_with_code,
        alarm=patience.alarm,
        destroy=patience.destroy,
        keep=patience.keep,
        blank=settings.screen_blank,
        banner=banner,
    )


def _access(house: House, courses: Courses, languages: frozenset[str]) -> AccessDoors:
    return AccessDoors(
        ledger=house.ledger,
        keys=house.keyring,
        bell=house.bell,
        now=house.now,
        course=courses.course,
        languages=languages,
        openings=Limit(house.settings.openings_per_minute, MINUTE, now=house.now),
        exit_erases=house.settings.exit_erases,
        relief=house.relief,
        asked=lambda id_: house.hub.places.get(id_, NOWHERE).seal,
    )


def _texts(house: House) -> TextDoors:
    replies, cards = read_built_in(house.settings.exit_erases), read_cards()
    built_in = replace(replies, versions=(*replies.versions, *cards.versions))
    return TextDoors(Shelf(built_in, house.ledger, house.now), read_numbers(), cards)


def _desk(house: House) -> DeskDoors:
    return DeskDoors(
        stores=house.stores,
        presence=house.presence,
        keys_of=house.keys_of,
        there=lambda id_: house.hub.there(id_, Side.VISITOR),
        undecided=house.undecided,
        session_of=house.session_of,
        reports=Reports(
            closing=closing,
            memories=lambda tx, member: memories(tx, member, milliseconds(house.now())),
        ),
    )


def _board(house: House, templates: Templates) -> BoardDoors:
    return BoardDoors(
        lent=Supervision(house.stores, house.ready),
        presence=house.presence,
        places=lambda: house.hub.places,
        there=lambda id_: house.hub.there(id_, Side.VISITOR),
        session_of=house.session_of,
        templates=templates,
    )


def _seats(house: House) -> Seats:
    return Seats(
        ledger=house.ledger,
        bell=house.bell,
        now=house.now,
        hub=house.hub,
        session_of=house.session_of,
        around=house.around,
    )


def _staff(house: House, templates: Templates, banner: str) -> StaffDoors:
    return StaffDoors(
        db=house.ledger,
        bell=house.bell,
        now=house.now,
        passwords=house.passwords,
        tries=Tries(house.now),
        presence=house.presence,
        hooks=(withdraw, leases.release),
        templates=templates,
        banner=banner,
        idle_minutes=house.settings.idle_lock // MINUTE,
        stations=house.stations,
    )


def build(house: House, banner: str = "") -> Starlette:
    """Return the application of `house`."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await wake(house)
        names = asyncio.create_task(_index_names(house))
        async with rounds(house):
            yield
        names.cancel()

    built = rooms(house, banner)
    return application(
        routes.doors(built),
        routes.socket_doors(built),
        Gate((house.session_of, house.visitor_of), house.settings.origin),
        lifespan,
        lost=lambda: built.pages.layout.answer("pages/lost.html", 404),
        extra=[Mount("/s", StaticFiles(directory=HERE / "static"))],
    )


async def _index_names(house: House) -> None:
    """Build the indexes once the first pages are served: names take 0.3 s."""
    await asyncio.sleep(1)
    await asyncio.to_thread(lambda: house.directory.names)
    await asyncio.to_thread(lambda: house.directory.index)


def warnings(house: House, today: date) -> list[str]:
    """Return what an operator should hear at start-up: data that is too old."""
    law, numbers = read_law(), read_numbers()
    rows = (
        *law.rows(), *numbers.numbers, *read_cards().records.values(), *read_kinds()
    )  # fmt: skip
    found = [renewal_warning(house.directory.edition, today)]
    if old := len(stale(rows, today)):
        found.append(
            f"{old} lignes de droit ou de numéros n'ont pas été vérifiées depuis plus"
            " de 90 jours : src/havre/data/law, src/havre/data/cards,"
            " src/havre/data/numbers.toml, src/havre/data/referrals.toml"
        )
    found += centres_now(house.settings.centres_folder).faults
    return [warning for warning in found if warning is not None]
