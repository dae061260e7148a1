"""What an operator can set, read once. docs/reference/settings.md lists each."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import urlsplit

from havre.alarms.rules import Limits
from havre.erasure.rules import ExitErases, Patience
from havre.report.rules import Deadlines
from havre.statistics.rules import Every
from havre.waiting.rules import Steps

T = TypeVar("T")


class BadSettings(Exception):
    """A variable is malformed or out of range; the message names it, not its value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this house runs. Each field is one `HAVRE_…` variable.

    Attributes:
        data: directory of the two databases and of imported editions.
        host, port: where to listen.
        origin: the public origin ("https://…"), None to trust the Host header.
        directory: directory data on disk in place of the built-in; None: `data`'s.
        exit_erases: what the red button does on the server.
        exit_to: the neutral site it leads to: never personalised, no consent wall.
        patience: what silence means, and when.
        lease: how long a vanished officer keeps a conversation.
        idle_lock: an untouched console locks.
        screen_blank: an untouched or hidden visitor's screen blanks.
        openings_per_minute: conversations opened in all; more are asked to wait.
        steps: when another desk answers too.
        alarms: after how long silences and waits alarm the supervisors.
        acknowledge: how long an acknowledgement of what was transmitted may take.
        transfer: how long a visitor is asked whether she would rather stay.
        away: a short absence is over: her conversations go back to the line.
        figures: how often a period of the public numbers may end.
    """

    data: Path
    host: str
    port: int
    origin: str | None
    directory: Path | None
    exit_erases: ExitErases
    exit_to: str
    patience: Patience
    lease: timedelta
    idle_lock: timedelta
    screen_blank: timedelta
    openings_per_minute: int
    steps: Steps
    alarms: Limits
    acknowledge: Deadlines
    transfer: timedelta
    away: timedelta
    figures: Every

    @property
    def directory_folder(self) -> Path:
        """Where imported editions are; what is not there is the built-in."""
        return self.directory or self.data / "directory"

    @property
    def centres_folder(self) -> Path:
        """Where the operator's table of operations centres is, and nowhere public."""
        return self.data / "directory"

    @classmethod
    def read(cls, env: Mapping[str, str] = os.environ) -> Self:
        """Build from the environment; `NAME_FILE` reads a value from a file.

        Raises:
            BadSettings: a value is malformed or out of range.
        """
        get = _Reader(env)
        directory = get.text("DIRECTORY", "")
        return cls(
            data=Path(get.text("DATA", "var")),
            host=get.text("HOST", "127.0.0.1"),
            port=get.number("PORT", 8000, 0, 65_535),
            origin=get.origin("ORIGIN"),
            directory=Path(directory) if directory else None,
            exit_erases=get.one_of("EXIT_ERASES", ExitErases.DECISION, ExitErases),
            exit_to=get.url("EXIT_TO", "https://fr.wikipedia.org/"),
            patience=_patience(get),
            lease=timedelta(seconds=get.number("LEASE_SECONDS", 90, 15, 3_600)),
            idle_lock=timedelta(minutes=get.number("IDLE_LOCK_MINUTES", 10, 1, 120)),
            screen_blank=timedelta(
                minutes=get.number("SCREEN_BLANK_MINUTES", 3, 1, 60)
            ),
            openings_per_minute=get.number("OPENINGS_PER_MINUTE", 600, 1, 1_000_000),
            steps=_steps(get),
            alarms=_alarms(get),
            acknowledge=_acknowledge(get),
            transfer=timedelta(seconds=get.number("TRANSFER_SECONDS", 60, 5, 600)),
            away=timedelta(minutes=get.number("AWAY_MINUTES", 10, 1, 120)),
            figures=get.one_of("FIGURES_EVERY", Every.MONTH, Every),
        )


def _patience(get: "_Reader") -> Patience:
    def minutes(name: str, default: int) -> timedelta:
        return timedelta(minutes=get.number(name, default, 1, 60 * 24 * 30))

    return Patience(
        hold=minutes("HOLD_AFTER_MINUTES", 15),
        leave=minutes("LEAVE_AFTER_MINUTES", 2 * 60),
        leave_with_code=minutes("LEAVE_AFTER_MINUTES_WITH_CODE", 24 * 60),
        alarm=minutes("UNDECIDED_ALARM_MINUTES", 12 * 60),
        destroy=minutes("UNDECIDED_DESTROY_MINUTES", 36 * 60),
        keep=timedelta(days=get.number("KEEP_DAYS", 30, 1, 30)),
    )


def _steps(get: "_Reader") -> Steps:
    return Steps(
        empty=timedelta(seconds=get.number("EMPTY_DESK_SECONDS", 20, 1, 3_600)),
        second=timedelta(seconds=get.number("SECOND_DESK_SECONDS", 120, 1, 7_200)),
        relief=timedelta(seconds=get.number("RELIEF_SECONDS", 240, 1, 7_200)),
    )


def _alarms(get: "_Reader") -> Limits:
    def span(name: str, default: int) -> timedelta:
        return timedelta(seconds=get.number(name, default, 5, 86_400))

    return Limits(
        danger_silence=span("ALARM_DANGER_SILENCE_SECONDS", 120),
        minor_silence=span("ALARM_MINOR_SILENCE_SECONDS", 300),
        waiting=span("ALARM_WAITING_SECONDS", 600),
    )


def _acknowledge(get: "_Reader") -> Deadlines:
    urgent = get.number("ACKNOWLEDGE_URGENT_MINUTES", 30, 1, 1_440)
    return Deadlines(
        ordinary=timedelta(hours=get.number("ACKNOWLEDGE_HOURS", 24, 1, 720)),
        urgent=timedelta(minutes=urgent),
    )


class _Reader:
    """Reads variables and refuses loudly."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env

    def text(self, name: str, default: str) -> str:
        path = self._env.get(f"HAVRE_{name}_FILE")
        if path:
            try:
                return Path(path).read_text().strip()
            except OSError:
                raise BadSettings(f"HAVRE_{name}_FILE cannot be read") from None
        return self._env.get(f"HAVRE_{name}", default)

    def number(self, name: str, default: int, least: int, most: int) -> int:
        return self._parsed(
            name, str(default), int, lambda n: least <= n <= most,
            f"is not a whole number from {least} to {most}",
        )  # fmt: skip

    def one_of(self, name: str, default: T, kind: Callable[[str], T]) -> T:
        return self._parsed(
            name, str(default), kind, lambda _: True, "is not one of its values"
        )

    def url(self, name: str, default: str) -> str:
        return self._parsed(name, default, str, _is_web, "is not an https:// address")

    def origin(self, name: str) -> str | None:
        text = self.text(name, "").rstrip("/")
        if text and not _is_web(text):
            raise BadSettings(f"HAVRE_{name} is not an origin (https://…)")
        return text or None

    def _parsed(
        self,
        name: str,
        default: str,
        kind: Callable[[str], T],
        good: Callable[[T], bool],
        wrong: str,
    ) -> T:
        try:
            value = kind(self.text(name, default))
        except ValueError:
            raise BadSettings(f"HAVRE_{name} {wrong}") from None
        if not good(value):
            raise BadSettings(f"HAVRE_{name} {wrong}")
        return value


def _is_web(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("https", "http") and bool(parts.netloc)
