"""The Chromium of the system, started as a person's would be.

Playwright's own launcher turns off what keeps a page for « Back »; a browser that we
start ourselves, and then join, behaves as an ordinary one.
"""

import contextlib
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import TimeoutError as TimedOut

PROGRAM = "/usr/bin/chromium"
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--lang=fr-FR",
    "--remote-debugging-port=0",
)
START_WITHIN = 60.0  # seconds


class Chromium:
    """One browser process with one profile."""

    def __init__(self, playwright: Playwright, profile: Path, *more: str) -> None:
        self.profile = profile
        profile.mkdir(parents=True, exist_ok=True)
        told = profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        first = more or ("about:blank",)
        self._process = subprocess.Popen(
            [PROGRAM, *QUIET, f"--user-data-dir={profile}", *first],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.browser = _join(playwright, self._told(told))
        except BaseException:
            self.kill()
            raise

    def _told(self, told: Path) -> str:
        """Return where the browser listens, once it has said so."""
        limit = time.monotonic() + START_WITHIN
        while time.monotonic() < limit:
            lines = told.read_text().split() if told.exists() else []
            if len(lines) == 2:
                return f"http://127.0.0.1:{lines[0]}"
            assert self._process.poll() is None, "Chromium did not start"
            time.sleep(0.05)
        raise TimeoutError("Chromium did not start")

    def close(self) -> None:
        """Close as a person does: the browser writes what it has to."""
        with contextlib.suppress(Exception):
            self.browser.new_browser_cdp_session().send("Browser.close")
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill -9: a phone whose battery is pulled out."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(20)

    def files_with(self, *marks: str) -> list[str]:
        """The files of the profile in which a mark stands, as UTF-8 or UTF-16."""
        sought = [
            mark.encode(form) for mark in marks for form in ("utf-8", "utf-16-le")
        ]
        return sorted(
            str(file.relative_to(self.profile))
            for file in self.profile.rglob("*")
            if file.is_file() and _holds(file, sought)
        )


def _holds(file: Path, sought: list[bytes]) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return any(mark in content for mark in sought)


def _join(playwright: Playwright, address: str) -> Browser:
    """Connect; a browser that is only just there does not always answer the first time.

    Raises:
        playwright.sync_api.Error: not even the third time.
    """
    for _ in range(2):
        with contextlib.suppress(TimedOut):
            return playwright.chromium.connect_over_cdp(address, timeout=8_000)
    return playwright.chromium.connect_over_cdp(address, timeout=30_000)
