"""The vectors of what goes to a station, and of the two codes that she keeps."""

from hashlib import sha256
from typing import Any

from vector_parts import CK, CONVERSATION, OTHER, fixed, flipped

from havre.client import appointment_number, opening_code, reception
from havre.client import file as files
from havre.client import report as reports
from havre.client.resume_code import check_digit

FILE = "ZmlsZS1udW1iZXItMDAwMQ"
APPOINTMENT = "YXBwb2ludG1lbnQtMDAwMQ"
FK = fixed("file key")
LONG = "Elle a noté les dates. " * 800  # 18,400 characters: two parts


def report() -> dict[str, Any]:
    """Return one version of a report in two parts: the SHA-256 of each."""
    nonces = [fixed(f"report {n}", 12) for n in (1, 2)]
    parts = reports.seal_report(CK, CONVERSATION, 3, LONG, nonces)
    return {"version": 3, **_long(parts, nonces)}


def file() -> dict[str, Any]:
    """Return an identity and a file under one key, and what must not open."""
    keys = files.FileKeys.of(FK)
    identity, nonce = '{"v":1,"called":"Mme Alix"}', fixed("identity", 12)
    nonces = [fixed(f"file {n}", 12) for n in (1, 2)]
    sealed = files.seal_identity(keys, FILE, 2, identity, nonce)
    parts = files.seal_file(keys, FILE, LONG, nonces)
    return {
        "file": FILE,
        "fk": FK.hex(),
        "identity_key": keys.identity.hex(),
        "file_key": keys.file.hex(),
        "identity": {
            "revision": 2,
            "text": identity,
            "nonce": nonce.hex(),
            "sealed": sealed.hex(),
            "refused": [
                {"why": "a bit", "sealed": flipped(sealed, 40).hex()},
                {
                    "why": "another revision",
                    "sealed": files.seal_identity(keys, FILE, 1, identity, nonce).hex(),
                },
                {
                    "why": "another file",
                    "sealed": files.seal_identity(
                        keys, OTHER, 2, identity, nonce
                    ).hex(),
                },
            ],
        },
        "hash": files.file_hash(LONG).hex(),
        **_long(parts, nonces),
    }


def name_to_call() -> dict[str, Any]:
    """Return a name to call under a known key."""
    secret, nonce = fixed("reception"), fixed("reception name", 12)
    sealed = reception.seal_name_with(secret, APPOINTMENT, "Madame Alix", nonce)
    return {
        "appointment": APPOINTMENT,
        "secret": secret.hex(),
        "name": "Madame Alix",
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
    }


def opening() -> dict[str, Any]:
    """Return an opening code, what it gives, and a wrap that must not open."""
    digits = "2718281828459045235360287"
    code = digits + check_digit(digits)
    keys = opening_code.OpeningKeys.of(code)
    nonce = fixed("opening", 12)
    wrapped = opening_code.wrap_file(keys, FILE, FK, nonce)
    return {
        "code": code,
        "file": FILE,
        "auth": keys.auth.hex(),
        "auth_hash": keys.auth_hash.hex(),
        "nonce": nonce.hex(),
        "wrapped": wrapped.hex(),
        "refused": [
            {"why": "a bit", "wrapped": flipped(wrapped, 30).hex()},
            {
                "why": "another file",
                "wrapped": opening_code.wrap_file(keys, OTHER, FK, nonce).hex(),
            },
        ],
    }


def numbers() -> dict[str, Any]:
    """Return an appointment number as typed, and slips that must be noticed."""
    number = "H4VRE2WXZ"
    number += appointment_number.check_symbol(number)
    last = number[-1]
    return {
        "number": number,
        "shown": appointment_number.show(number),
        "typed": [
            number,
            number.lower(),
            f" {number[:5]} {number[5:]} ",
            "-".join(number),
        ],
        "hash": sha256(number.encode()).hexdigest(),
        "refused": [
            number[:-1],
            number + "2",
            number[1] + number[0] + number[2:],
            number[:8] + last + number[8],
            "3" + number[1:],
            number.replace("2", "0"),
            "O" * 10,
            "",
        ],
    }


def _long(parts: list[bytes], nonces: list[bytes]) -> dict[str, Any]:
    return {
        "piece": LONG[:23],
        "times": 800,
        "nonces": [nonce.hex() for nonce in nonces],
        "digests": [sha256(part).hexdigest() for part in parts],
    }
