"""A file is fetched within bounds, and written whole or not at all."""

import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from havre.directory.importing.sources import DoubtfulFile, obtain, replace

DATED = {"Last-Modified": "Fri, 20 Nov 2026 23:30:00 GMT"}


class Answers(BaseHTTPRequestHandler):
    """Answers what the test asked for, by path."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def do_GET(self):
        """Answer, and close."""
        status, headers, body = self.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def serving(**answers):
    """A web server on this machine; yields its address."""
    handler = type(
        "Answering", (Answers,), {"answers": {f"/{k}": v for k, v in answers.items()}}
    )
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def refused(why):
    """What follows is refused for this reason."""
    return pytest.raises(DoubtfulFile, match=why)


def test_a_path_is_read_where_it_is_and_dated_by_the_disk(tmp_path):
    """Nothing is copied."""
    file = tmp_path / "a.csv"
    file.write_text("a")

    with obtain(str(file)) as source:
        assert file == source.path
        assert datetime.now(UTC).date() - source.day <= date.resolution


def test_an_address_is_downloaded_dated_by_the_server_and_forgotten():
    """A redirection to another page of the web is followed, as data.gouv.fr does."""
    with (
        serving(
            file=(200, DATED, b"content"), moved=(302, {"Location": "/file"}, b"")
        ) as address,
        obtain(f"{address}/moved") as source,
    ):
        assert b"content" == source.path.read_bytes()
        assert date(2026, 11, 20) == source.day
        assert f"{address}/moved" == source.name

    assert not source.path.exists()


def test_a_server_without_a_date_means_today():
    """What it serves is what it has now."""
    with serving(file=(200, {}, b"x")) as address, obtain(f"{address}/file") as source:
        assert datetime.now(UTC).date() - source.day <= date.resolution


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, {}, b""), "téléchargement impossible .*404"),
        ((500, {}, b""), "téléchargement impossible .*500"),
        ((200, {}, b""), "le fichier est vide"),
        ((200, {"Content-Length": "9"}, b"short"), "interrompu|impossible"),
        ((200, {}, b"x" * 101), "dépasse"),
        ((200, {"Content-Length": "101"}, b"x" * 101), "dépasse"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "téléchargement impossible"),
        ((302, {"Location": "ftp://127.0.0.1/a"}, b""), "téléchargement impossible"),
    ],
)
def test_a_bad_answer_is_refused(answer, why):
    """Never a partial, endless or local file."""
    with (
        serving(file=answer) as address,
        refused(why),
        obtain(f"{address}/file", most=100),
    ):
        pass


def test_nobody_at_the_address_is_refused():
    """And said."""
    with refused("téléchargement impossible"), obtain("http://127.0.0.1:9/file"):
        pass


@pytest.mark.parametrize(
    ("where", "why"),
    [("absent.csv", "fichier illisible"), (".", "pas un fichier"), ("big", "dépasse")],
)
def test_a_path_that_is_no_file_of_reasonable_size_is_refused(tmp_path, where, why):
    """Before a byte of it is read."""
    (tmp_path / "big").write_bytes(b"x" * 101)

    with refused(why), obtain(str(tmp_path / where), most=100):
        pass


def test_a_replaced_file_is_whole(tmp_path):
    """The folder is made if need be; nothing else is left in it."""
    file = tmp_path / "new" / "a.csv"
    replace(file, "one")
    replace(file, "two")

    assert "two" == file.read_text()
    assert [file] == list(file.parent.iterdir())
    assert 0o644 == file.stat().st_mode & 0o777


def test_a_write_that_fails_leaves_the_former_file(tmp_path):
    """Text that no file can hold stands for a full disk."""
    file = tmp_path / "a.csv"
    replace(file, "former")

    with pytest.raises(UnicodeEncodeError):
        replace(file, "\ud800")

    assert "former" == file.read_text()
    assert [file] == list(tmp_path.iterdir())
