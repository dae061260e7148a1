"""A whole evening, played against a real server in a process of its own."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from process.served import Nursery, Served, free_port

from havre.client.sealing import Side
from havre.demonstration.furnish import PASSWORD, furnish
from havre.serving import invite_first
from havre.settings import Settings
from havre.simulation.checking import delivered
from havre.simulation.playing import NobodyToAnswer, play
from havre.simulation.script import Script
from havre.simulation.telling import tell

LEASE = 2  # seconds: a vanished officer is soon replaced
OFFICERS = 6


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A house furnished with simulated officers."""
    folder = tmp_path_factory.mktemp("house")
    data, control = folder / "data", folder / "control"
    data.mkdir()
    control.mkdir()
    invitation = invite_first(replace(Settings.read({}), data=data), "Sacha") or ""
    nursery = Nursery()
    server = Served(data, control, free_port(), {"lease": LEASE}, nursery)
    try:
        server.start()
        furnish(server.base, invitation, data, OFFICERS)
        yield server
    finally:
        server.kill()
        nursery.close()


def a_script(server: Served, **but: object) -> Script:
    """Twelve seconds for eight hours."""
    script = Script(server.base, PASSWORD, 14, 0.2, seed=5, lease=LEASE)
    return replace(script, **but)


def test_an_evening_leaves_nobody_and_loses_nothing(server):
    """Officers crash and networks drop; everyone is answered, word for word."""
    played = asyncio.run(play(a_script(server)))
    visits = list(played.record.visits.values())
    told = tell(played)

    assert played.findings.good, told
    assert 14 == len(visits), told
    assert played.record.counts["officers: crash"] >= 1
    assert played.record.counts["networks lost"] >= 1
    assert played.record.counts["decided"] >= 1
    assert sum(visit.answered is not None for visit in visits) >= 10, told
    assert sum(len(delivered(visit, Side.AGENT)) for visit in visits) > 20, told
    assert played.drained < played.drain
    assert b"unexpected" not in server.log.read_bytes()


def test_a_house_without_simulated_officers_is_told_apart(server):
    """Another password signs nobody in: nothing is played."""
    with pytest.raises(NobodyToAnswer):
        asyncio.run(play(a_script(server, password="another")))


def test_the_command_opens_a_house_plays_and_leaves_nothing(tmp_path):
    """Its own server, its account, its drawing; then no file and no process of it."""
    own = tmp_path / "own"
    own.mkdir()
    drawing = tmp_path / "waits.svg"
    command = [sys.executable, "-m", "havre", "simulate", "--visitors", "4"]
    command += ["--minutes", "0.1", "--seed", "2", "--svg", str(drawing)]

    played = subprocess.run(
        command, env=os.environ | {"TMPDIR": str(own)}, capture_output=True, text=True
    )
    assert 0 == played.returncode, played.stderr
    assert "It holds." in played.stdout
    assert drawing.read_text().startswith("<svg")
    assert [] == list(own.iterdir())
