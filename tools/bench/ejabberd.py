"""A peer: ejabberd over PostgreSQL, from Debian, in directories and ports of its own.

Every message goes through c2s with stream management, and is archived (MAM) in
PostgreSQL for both parties, which is the nearest an XMPP server comes to a durable
message. Installed by this very module when it can be; nothing of the system's own
ejabberd or PostgreSQL is used, started or stopped.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench.processes import HOST, Server, free_port, start, wait_for_port
from bench.ways import Record, Way
from bench.xmpp import Client, pair

PACKAGES: Final = ("ejabberd", "erlang-p1-pgsql", "postgresql")
SCHEMA: Final = Path("/usr/share/ejabberd/sql/pg.sql")
HOSTED: Final = "localhost"
PASSWORD: Final = "bench"
CONFIGURATION: Final = """\
loglevel: error
hosts: [localhost]
auth_method: [sql]
auth_password_format: plain
auth_use_cache: true
default_db: sql
sql_type: pgsql
sql_server: "127.0.0.1"
sql_port: {postgres}
sql_database: bench
sql_username: bench
sql_password: ""
sql_pool_size: 10
certfiles: []
listen:
  - port: {port}
    ip: "127.0.0.1"
    module: ejabberd_c2s
    max_stanza_size: 262144
    starttls: false
modules:
  mod_stream_mgmt: {{}}
  mod_mam:
    db_type: sql
    default: always
    assume_mam_usage: true
"""


class Unavailable(Exception):
    """The peer cannot be measured here; the message says why."""


class Ejabberd:
    """Both servers, and the accounts of the two sides of each conversation."""

    def __init__(self, folder: Path) -> None:
        _install()
        folder.mkdir(mode=0o755)
        self._folder = folder
        self._port = free_port()
        self._postgres_port = free_port()
        self._servers: list[Server] = []
        try:
            self._start_postgres()
            self._start_ejabberd()
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            self.end()
            raise Unavailable(f"it did not start ({error})") from error

    def cpu(self) -> float:
        """Seconds of processor used by both so far."""
        return sum(server.cpu() for server in self._servers)

    async def talk(self, conversations: int, record: Record) -> list[Way]:
        """Sign both sides of each conversation in; return the ways."""
        names = [f"{side}{n}" for n in range(conversations) for side in "va"]
        rows = ",".join(f"('{name}','{PASSWORD}')" for name in names)
        self._sql(f"INSERT INTO users (username, password) VALUES {rows}")
        ways: list[Way] = []
        for n in range(conversations):
            up, down = Way(record), Way(record)
            visitor = Client(f"v{n}", f"a{n}", up, down)
            agent = Client(f"a{n}", f"v{n}", down, up)
            await pair(visitor, agent, self._port)
            ways += [up, down]
        return ways

    def archived(self) -> int:
        """Return how many rows the archive holds: two a message."""
        return int(self._sql("SELECT count(*) FROM archive").strip())

    def end(self) -> None:
        """Stop both, by their ids."""
        for server in reversed(self._servers):
            server.end(signal.SIGINT if server is self._servers[0] else signal.SIGTERM)
        self._servers.clear()

    def _start_postgres(self) -> None:
        data = self._folder / "postgres"
        data.mkdir()
        shutil.chown(data, "postgres", "postgres")
        self._as_postgres("initdb", "-D", str(data), "-A", "trust", "-E", "UTF8")
        log = self._folder / "postgres.log"
        server = start(
            [
                str(_binary("postgres")), "-D", str(data), "-k", str(data),
                "-h", HOST, "-p", str(self._postgres_port),
            ],
            log, user="postgres", folder=data,
        )  # fmt: skip
        self._servers.append(server)
        wait_for_port(self._postgres_port, server, log)
        self._wait_until_ready()
        self._sql("CREATE ROLE bench SUPERUSER LOGIN", "postgres")
        self._sql("CREATE DATABASE bench", "postgres")
        self._sql(SCHEMA.read_text())

    def _start_ejabberd(self) -> None:
        home = self._folder / "ejabberd"
        home.mkdir()
        text = CONFIGURATION.format(port=self._port, postgres=self._postgres_port)
        (home / "ejabberd.yml").write_text(text)
        shutil.chown(home, "ejabberd", "ejabberd")
        log = self._folder / "ejabberd-start.log"
        server = start(
            [
                "erl", "+K", "true", "+P", "250000", "-noinput",
                "-mnesia", "dir", f'"{home / "spool"}"', "-s", "ejabberd",
            ],
            log, _environment(home), user="ejabberd", folder=home,
        )  # fmt: skip
        self._servers.append(server)
        wait_for_port(self._port, server, log)

    def _wait_until_ready(self) -> None:
        limit = time.monotonic() + 30
        while time.monotonic() < limit:
            try:
                self._sql("SELECT 1", "postgres")
                return
            except subprocess.CalledProcessError:
                time.sleep(0.1)
        raise RuntimeError("PostgreSQL does not answer")

    def _sql(self, statement: str, database: str = "bench") -> str:
        return self._as_postgres(
            "psql", "-h", HOST, "-p", str(self._postgres_port), "-d", database,
            "-v", "ON_ERROR_STOP=1", "-qtA", text=statement,
        )  # fmt: skip

    def _as_postgres(self, name: str, *words: str, text: str = "") -> str:
        return subprocess.run(
            [str(_binary(name)), *words],
            input=text, check=True, capture_output=True, text=True,
            user="postgres", cwd="/",
        ).stdout  # fmt: skip


def versions() -> str:
    """Return what Debian calls the two packages that are installed."""
    asked = ["dpkg-query", "-W", "-f", "${Package} ${Version}, ", "ejabberd"]
    found = subprocess.run(asked, capture_output=True, text=True).stdout
    return f"{found}PostgreSQL {_binary('postgres').parents[1].name}"


def _environment(home: Path) -> Mapping[str, str]:
    libraries = next(Path("/usr/lib").glob("*/ejabberd-*"))
    return {
        "ERL_LIBS": str(libraries.parent),
        "EJABBERD_CONFIG_PATH": str(home / "ejabberd.yml"),
        "EJABBERD_LOG_PATH": str(home / "ejabberd.log"),
        "SPOOL_DIR": str(home / "spool"),
        "HOME": str(home),
    }


def _binary(name: str) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found:
        raise Unavailable("PostgreSQL is not installed")
    return found[-1]


def _install() -> None:
    """Install what is missing, without starting the system's own services.

    Raises:
        Unavailable: it is missing and cannot be installed here.
    """
    if os.getuid() != 0:
        raise Unavailable("it runs under users of its own, which needs root")
    if SCHEMA.exists() and list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        return
    if shutil.which("apt-get") is None:
        raise Unavailable("it is not installed, and there is no apt-get")
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
    ):
        if subprocess.run(words, env=quietly, capture_output=True).returncode:
            raise Unavailable("it is not installed, and apt-get could not")
