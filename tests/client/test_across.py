"""Python and the browser's own code seal for each other, with new keys on each run."""

import json
import os
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import sync_playwright

from havre.client import member_key, resume_code, sealing
from havre.client.canonical import from_base64, random_id, to_base64
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.fingerprint import fingerprint
from havre.client.sealing import DirectionKeys, Place, Side

ROOT: Final = Path(__file__).parents[2]
SIDES: Final = [Side.VISITOR, Side.AGENT]
TEXTS: Final = [
    "Bonjour",
    "👩\u200d👧 🇫🇷",
    "שלום \0 \ufeff",
    "\ufeffé" * 900,
    "🕊" * 4_000,
]
PASSWORD: Final = "cassé-d'émeraude"
NAME: Final = "a.martin"
CSP: Final = (
    "default-src 'none'; script-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def bundle(entry, out, *options):
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    command = [esbuild, f"web/tests/{entry}", f"--outfile={out}", "--bundle"]
    fixed = ["--loader:.txt=text", "--log-level=warning", *options]
    subprocess.run([*command, *fixed], cwd=ROOT, check=True)
    return out


def a_place(conversation, rank):
    return Place(conversation, SIDES[rank % 2], rank + 1)


def a_label(conversation):
    return Label(Purpose.CONVERSATION, conversation, "police", 3)


class Asked:
    """What Python seals, and what it must find in the answer."""

    def __init__(self):
        self.conversation, self.ck = random_id(), sealing.new_key()
        self.officer, self.note_key = KeyPair.make(), sealing.new_key()
        self.salt, self.code = os.urandom(16), resume_code.make()
        self.member = member_key.MemberKeys.derive(PASSWORD, self.salt)

    def question(self):
        keys, label = DirectionKeys.of(self.ck), a_label(self.conversation)
        resume = resume_code.ResumeKeys.of(self.code)
        sealed = {
            "messages": [
                sealing.seal_message(keys, a_place(self.conversation, rank), text)
                for rank, text in enumerate(TEXTS)
            ],
            "note_key": self.note_key,
            "note": sealing.seal_note(self.note_key, self.conversation, 1, "De Python"),
            "wrapped_ck": resume_code.wrap_key(resume, self.conversation, self.ck),
            "salt": self.salt,
            "wrapped_private": member_key.wrap_private(
                self.member.wrap, NAME, self.officer.private
            ),
            "public": self.officer.public,
            "envelope": seal_to(self.officer.public, label, self.ck),
        }
        plain = {"conversation": self.conversation, "texts": TEXTS, "code": self.code}
        as_text = {
            name: [to_base64(each) for each in raw]
            if isinstance(raw, list)
            else to_base64(raw)
            for name, raw in sealed.items()
        }
        return plain | as_text | {"name": NAME, "password": PASSWORD}

    def read_in(self, answer):
        """Check what the browser's code read of ours."""
        assert TEXTS == answer["texts"]
        assert to_base64(self.ck) == answer["ck"] == answer["ck_by_code"]
        assert "De Python" == answer["note"]
        assert to_base64(self.member.auth) == answer["auth"]
        assert fingerprint(self.officer.public) == answer["words"]

    def open_from(self, answer):
        """Check that we read what the browser's code sealed."""
        mine = answer["id"]
        envelope = from_base64(answer["envelope"])
        ck = open_sealed(self.officer.private, a_label(mine), envelope)
        keys = DirectionKeys.of(ck)
        texts = [
            sealing.open_message(keys, a_place(mine, rank), from_base64(sealed))
            for rank, sealed in enumerate(answer["messages"])
        ]
        resume = resume_code.ResumeKeys.of(resume_code.parse(answer["code"]))
        wrapped = from_base64(answer["wrapped_ck"])
        note = from_base64(answer["new_note"])
        private = member_key.unwrap_private(
            self.member.wrap, NAME, from_base64(answer["wrapped_private"])
        )

        assert texts == TEXTS
        assert ck == resume_code.unwrap_key(resume, mine, wrapped)
        assert "Du navigateur" == sealing.open_note(self.note_key, mine, 2, note)
        assert answer["public"] == to_base64(KeyPair.of(private).public)


def test_python_and_node_read_each_other(tmp_path):
    """Messages, notes, envelopes, codes and member keys, both ways."""
    node = shutil.which("node")
    options = ["--platform=node", "--format=esm"]
    script = bundle("across-node.ts", tmp_path / "across.mjs", *options)
    for _ in range(3):
        asked = Asked()
        question = json.dumps(asked.question())
        run = subprocess.run(
            [node, script],
            input=question,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        answer = json.loads(run.stdout)

        asked.read_in(answer)
        asked.open_from(answer)


@pytest.fixture
def page_address(tmp_path):
    """A page that may run our script and nothing else, as the real ones."""
    script = bundle("across-page.ts", tmp_path / "across.js", "--target=es2020")

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            found = {
                "/": b'<!doctype html><title>-</title><script src="/a.js"></script>'
            }
            found["/a.js"] = script.read_bytes()
            body = found.get(self.path, b"")
            kind = "text/javascript" if self.path == "/a.js" else "text/html"
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", CSP)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_python_and_chromium_read_each_other(page_address):
    """The same, in a real page under the strict policy and Trusted Types `'none'`."""
    asked = Asked()
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        page = browser.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(page_address)
        answer = page.evaluate("question => across(question)", asked.question())
        browser.close()

    asked.read_in(answer)
    asked.open_from(answer)
    assert [] == [text for text in complaints if "favicon" not in text]
