"""Every door of the house, in the visitor's order, with who may knock.

A door that has no row here does not open. docs/reference/doors.md is this table.
"""

from dataclasses import dataclass

from havre.access.web import AccessDoors
from havre.answering.desk import DeskDoors
from havre.answering.web import AnswerDoors
from havre.appointment.web import AppointmentDoors
from havre.board.web import BoardDoors
from havre.conversation.web import LineDoors
from havre.directory.justice import JusticeDoors
from havre.directory.stations import StationDoors
from havre.erasure.web import ErasureDoors
from havre.file.web import FileDoors
from havre.intake.web import IntakeDoors
from havre.keys.web import KeyDoors
from havre.pages.web import PageDoors
from havre.plumbing.doors import Door, SocketDoor, Who
from havre.plumbing.health import HealthDoors
from havre.referral.web import ReferralDoors
from havre.report.web import ReportDoors
from havre.staff.shift import ShiftDoors
from havre.staff.web import StaffDoors
from havre.station.opening import OpeningDoors
from havre.station.web import StationConsoleDoors
from havre.statistics.web import StatisticsDoors
from havre.texts.public import CardPages
from havre.texts.web import TextDoors
from havre.transfer.web import TransferDoors

ANYONE, VISITOR, MEMBER = Who.ANYONE, Who.VISITOR, Who.MEMBER
AGENT, SUPERVISOR, ADMINISTRATOR = Who.AGENT, Who.SUPERVISOR, Who.ADMINISTRATOR
STAFF = AGENT | SUPERVISOR
ROOM = STAFF | ADMINISTRATOR  # the officers' side of the house, not the stations'
SIDES = VISITOR | STAFF
INVESTIGATOR = Who.INVESTIGATOR
COUNTER = INVESTIGATOR | Who.RECEPTION
HOURS = AGENT | INVESTIGATOR
C = "/v1/conversations/{conversation}"
T = "/v1/transmissions/{transmission}"
F = "/v1/files/{file}"


@dataclass(frozen=True, slots=True)
class Rooms:
    """The doors of each room, built by `havre.app`."""

    pages: PageDoors
    intake: IntakeDoors
    places: StationDoors
    justice: JusticeDoors
    access: AccessDoors
    line: LineDoors
    desk: DeskDoors
    answer: AnswerDoors
    transfer: TransferDoors
    report: ReportDoors
    file: FileDoors
    opening: OpeningDoors
    hours: AppointmentDoors
    station: StationConsoleDoors
    shift: ShiftDoors
    texts: TextDoors
    cards: CardPages
    referral: ReferralDoors
    board: BoardDoors
    erasure: ErasureDoors
    staff: StaffDoors
    keys: KeyDoors
    health: HealthDoors
    statistics: StatisticsDoors


def doors(rooms: Rooms) -> tuple[Door, ...]:
    """Return the HTTP doors."""
    pages, intake, access, line = rooms.pages, rooms.intake, rooms.access, rooms.line
    desk, erasure, staff, keys = rooms.desk, rooms.erasure, rooms.staff, rooms.keys
    answer, transfer, shift, texts = (
        rooms.answer, rooms.transfer, rooms.shift, rooms.texts
    )  # fmt: skip
    board, report, file = rooms.board, rooms.report, rooms.file
    hours, station, opening = rooms.hours, rooms.station, rooms.opening
    return (
        # To read, without script
        Door("GET", "/", ANYONE, intake.home),
        Door("POST", "/", ANYONE, intake.without_script),
        Door("GET", "/questions", ANYONE, pages.questions),
        Door("GET", "/fonctionnement", ANYONE, pages.how_it_works),
        Door("GET", "/suite", ANYONE, pages.what_next),
        Door("GET", "/fiches", ANYONE, rooms.cards.page),
        Door("GET", "/contacts", ANYONE, pages.contacts),
        Door("GET", "/donnees", ANYONE, pages.what_is_kept),
        Door("GET", "/appareil", ANYONE, pages.device),
        Door("GET", "/langues", ANYONE, pages.tongues),
        Door("GET", "/accessibilite", ANYONE, pages.accessibility),
        Door("GET", "/chiffres", ANYONE, rooms.statistics.page),
        Door("GET", "/words/{language}", ANYONE, pages.words),
        # To arrive
        Door("GET", "/v1/route", ANYONE, intake.route),
        Door("GET", "/v1/communes", ANYONE, intake.communes),
        Door("GET", "/v1/stations", ANYONE, rooms.places.around),
        Door("GET", "/v1/stations/{station}", ANYONE, rooms.places.station),
        Door("POST", "/v1/conversations", ANYONE, access.begin),
        Door("POST", f"{C}/resume-code", VISITOR, access.set_resume_code),
        Door("POST", f"{C}/envelopes", VISITOR, access.seal),
        Door("POST", "/v1/resume", ANYONE, access.resume),
        # To talk
        Door("POST", f"{C}/frames", SIDES, line.post_frames),
        Door("GET", f"{C}/frames", SIDES, line.get_frames),
        Door("POST", f"{C}/transfer-answer", VISITOR, transfer.answer),
        Door("POST", f"{C}/accord-answer", VISITOR, file.answer),
        Door("POST", f"{C}/accord-withdraw", VISITOR, file.withdraw),
        Door("POST", f"{C}/appointment", VISITOR, hours.take),
        Door("POST", f"{C}/appointment-move", VISITOR, hours.move),
        Door("POST", f"{C}/appointment-cancel", VISITOR, hours.cancel),
        # To leave
        Door("POST", f"{C}/exit", VISITOR, erasure.leave),
        # To come back to what she gave, with her opening code
        Door("POST", "/v1/opening", ANYONE, opening.status),
        Door("POST", "/v1/opening/move", ANYONE, opening.move),
        Door("POST", "/v1/opening/cancel", ANYONE, opening.cancel),
        Door("POST", "/v1/opening/withdraw", ANYONE, opening.withdraw),
        Door("POST", "/v1/opening/revoke", ANYONE, opening.revoke),
        # To answer
        Door("GET", "/agent", ANYONE, staff.console),
        Door("POST", "/v1/sign-in/salt", ANYONE, staff.salt),
        Door("POST", "/v1/sign-in", ANYONE, staff.sign_in),
        Door("POST", "/v1/sign-out", MEMBER, staff.sign_out),
        Door("POST", "/v1/password", MEMBER, staff.change_password),
        Door("GET", "/v1/desk", ROOM, desk.desk),
        Door("POST", "/v1/desk/next", AGENT, desk.take_next),
        Door("POST", "/v1/status", AGENT, shift.status),
        Door("POST", "/v1/support", AGENT, shift.support),
        Door("GET", f"{C}/envelopes", STAFF, answer.envelopes),
        Door("POST", f"{C}/notes", STAFF, answer.add_note),
        Door("POST", f"{C}/danger", AGENT, answer.danger),
        Door("GET", f"{C}/timeline", STAFF, answer.timeline),
        Door("POST", f"{C}/transfer", AGENT, transfer.offer),
        Door("POST", f"{C}/transfer-cancel", AGENT, transfer.cancel),
        Door("POST", f"{C}/report", AGENT, answer.open_report),
        Door("POST", f"{C}/report-text", AGENT, report.write),
        Door("GET", f"{C}/report-text", STAFF, report.read),
        Door("POST", "/v1/reports-from-memory", AGENT, report.write_from_memory),
        Door("POST", f"{C}/transmissions", AGENT, report.transmit),
        Door("GET", "/v1/transmissions", STAFF, report.transmissions),
        Door("GET", "/v1/courts", STAFF, rooms.justice.courts),
        Door("GET", "/v1/centres", STAFF, rooms.justice.centres_of),
        Door("GET", "/v1/referrals", MEMBER, rooms.referral.referrals),
        Door("GET", f"{T}/file", STAFF, file.read_again),
        Door("POST", f"{T}/sent", STAFF, file.sent),
        Door("POST", f"{T}/acknowledged", STAFF, file.acknowledged),
        Door("POST", f"{T}/outcome", STAFF, report.followed),
        Door("POST", f"{C}/accord", AGENT, file.ask),
        Door("POST", f"{C}/accord-cancel", AGENT, file.cancel),
        Door("GET", f"{C}/identity", AGENT, file.identity),
        Door("GET", "/v1/stations/{station}/slots", HOURS, hours.slots),
        Door("POST", f"{C}/slots", AGENT, hours.propose),
        Door("POST", f"{C}/appointment-release", AGENT, hours.release),
        Door("POST", f"{C}/file-parts", AGENT, file.add_part),
        Door("POST", f"{C}/file", AGENT, file.send),
        Door("POST", f"{C}/hold", AGENT, answer.hold),
        Door("POST", f"{C}/decision", AGENT, erasure.decide),
        # To receive
        Door("GET", "/station", ANYONE, station.page),
        Door("GET", "/v1/station", COUNTER, station.station),
        Door("POST", "/v1/station/slots", INVESTIGATOR, station.publish),
        Door(
            "POST", "/v1/station/slots/{slot}/withdraw", INVESTIGATOR, station.withdraw
        ),
        Door("POST", "/v1/station/reception", COUNTER, station.receive),
        Door("GET", "/v1/files/{file}", INVESTIGATOR, station.read),
        Door("POST", f"{F}/acknowledge", INVESTIGATOR, station.acknowledge),
        Door("POST", f"{F}/propose", INVESTIGATOR, station.propose),
        Door("POST", f"{F}/mark", INVESTIGATOR, station.mark),
        Door("POST", f"{F}/export", INVESTIGATOR, station.export),
        Door("POST", "/v1/station/open", INVESTIGATOR, station.open_with_code),
        Door("POST", "/v1/exports/check", MEMBER, station.check_export),
        # To see the room
        Door("GET", "/v1/board", SUPERVISOR, board.board),
        Door("GET", "/v1/board/hours", SUPERVISOR, board.hours),
        Door("POST", "/v1/alarms/{alarm}/take", SUPERVISOR, board.take_alarm),
        Door("POST", f"{C}/raise", SUPERVISOR, board.raise_),
        Door("POST", f"{C}/move", SUPERVISOR, board.move),
        Door("POST", f"{C}/reassign", SUPERVISOR, board.reassign),
        Door("POST", f"{C}/join", SUPERVISOR, board.join),
        Door("POST", f"{C}/release", SUPERVISOR, report.release),
        Door("POST", f"{C}/part", SUPERVISOR, board.part),
        Door("POST", "/v1/desks/{desk}/pause", SUPERVISOR, board.pause_desk),
        Door("POST", "/v1/service", SUPERVISOR, board.close_service),
        Door("POST", "/v1/members/{member}/capacity", SUPERVISOR, board.set_capacity),
        # To edit what is said
        Door("GET", "/v1/replies", ROOM, texts.replies),
        Door("GET", "/v1/cards", ROOM, texts.cards),
        Door("GET", "/v1/texts", SUPERVISOR, texts.texts),
        Door("POST", "/v1/texts", SUPERVISOR, texts.propose),
        Door("POST", "/v1/texts/{key}/read", SUPERVISOR, texts.read),
        Door("POST", "/v1/texts/{key}/withdraw", SUPERVISOR, texts.withdraw),
        # To run the house
        Door("GET", "/v1/health", ANYONE, rooms.health.health),
        Door("POST", "/v1/invitations", ADMINISTRATOR, staff.invite),
        Door("POST", "/v1/invitations/look", ANYONE, staff.look),
        Door("POST", "/v1/join", ANYONE, staff.join),
        Door("GET", "/v1/members", MEMBER, staff.members),
        Door("POST", "/v1/members/{member}/suspend", ADMINISTRATOR, staff.suspend),
        Door("POST", "/v1/members/{member}/resume", ADMINISTRATOR, staff.resume),
        Door("POST", "/v1/members/{member}/leave", MEMBER, staff.leave),
        Door("GET", "/v1/desk-keys", ANYONE, keys.desk_keys),
        Door("POST", "/v1/recovery-key", ADMINISTRATOR, keys.make_recovery_key),
        Door("POST", "/v1/desks/{desk}/keys", MEMBER, keys.make_desk_key),
        Door("GET", "/v1/grants", MEMBER, keys.grants),
        Door("POST", "/v1/desks/{desk}/grants", MEMBER, keys.grant),
    )


def socket_doors(rooms: Rooms) -> tuple[SocketDoor, ...]:
    """Return the WebSocket doors."""
    return (SocketDoor(f"{C}/line", SIDES, rooms.line.line),)
