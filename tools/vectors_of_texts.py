"""The vectors of what is sealed with a symmetric key: messages, notes, codes."""

from hashlib import sha256
from typing import Any

from vector_parts import CK, CONVERSATION, OTHER, Vectors, fixed, flipped

from havre.client import blocks, resume_code, sealing
from havre.client.canonical import SUITE, VERSION, fields


def canonical() -> Vectors:
    """Return lists of fields and their bytes."""
    lists: list[list[bytes | str | int]] = [
        [],
        [""],
        ["a", "bc"],
        ["ab", "c"],
        ["é", "👩‍👧", "עברית"],
        [0, 1, 255, 2**32, 2**53 - 1],
        [b"\x01", b"", b"\xff\x00"],
        [VERSION, SUITE, "note", CONVERSATION, "police", 7],
    ]
    return [
        {
            "fields": [f.hex() if isinstance(f, bytes) else f for f in parts],
            "raw": [isinstance(f, bytes) for f in parts],
            "bytes": fields(*parts).hex(),
        }
        for parts in lists
    ]


def texts() -> list[str]:
    """Return texts for every padding, and those that decoders get wrong."""
    return [
        "a",
        "Bonjour, je ne sais pas par où commencer.",
        "👩‍❤️‍👩 🇫🇷 👍🏾 e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "שלום, אני צריכה עזרה — مرحبا \u202eolleh",
        "\ufeff un texte qui commence par U+FEFF, et un nul \0 au milieu",
        "x" * 252,
        "x" * 253,
        "é" * 510,
        "é" * 510 + "x",
        "漢" * 1_364,
        "漢" * 1_364 + "x",
        "🕊" * 4_000,
    ]


def messages() -> Vectors:
    """Return messages of both sides, sealed with fixed nonces."""
    keys = sealing.DirectionKeys.of(CK)
    found = []
    for rank, text in enumerate(texts()):
        side = sealing.Side.AGENT if rank % 3 == 2 else sealing.Side.VISITOR
        place = sealing.Place(CONVERSATION, side, 2**40 if rank == 3 else rank + 1)
        nonce = fixed(f"message {rank}", 12)
        sealed = blocks.seal_text(keys.for_side(side), text, place.aad(), nonce)
        found.append(
            {
                "side": side,
                "number": place.number,
                "text": text,
                "nonce": nonce.hex(),
                "sealed": sealed.hex(),
            }
        )
    return found


def refused_messages() -> Vectors:
    """Return sealed bytes that must not open as the visitor's message 1."""
    key = sealing.DirectionKeys.of(CK).visitor
    place = sealing.Place(CONVERSATION, sealing.Side.VISITOR, 1)
    nonce = fixed("refused", 12)
    good = blocks.seal_text(key, "Bonjour", place.aad(), nonce)

    def block(plain: bytes) -> bytes:
        return blocks.lock(key, plain, place.aad(), nonce)

    def bound(*parts: bytes | str | int) -> bytes:
        return blocks.seal_text(key, "Bonjour", fields(*parts), nonce)

    head = (7).to_bytes(4, "big") + b"Bonjour"
    bytes_of = {
        "version 2": b"\x02" + good[1:],
        "a bit of the nonce": flipped(good, 1),
        "a bit of the last nonce byte": flipped(good, 12),
        "a bit of the first sealed byte": flipped(good, 13),
        "a bit of the padding": flipped(good, 200),
        "a bit of the tag": flipped(good, -1),
        "cut by one byte": good[:-1],
        "longer by one byte": good + b"\0",
        "empty": b"",
        "version byte alone": b"\x01",
        "the other direction": bound(VERSION, SUITE, CONVERSATION, "a2v", 1),
        "another number": bound(VERSION, SUITE, CONVERSATION, "v2a", 2),
        "another conversation": bound(VERSION, SUITE, OTHER, "v2a", 1),
        "another suite": bound(VERSION, b"\x02", CONVERSATION, "v2a", 1),
        "another version in the fields": bound(b"\2", SUITE, CONVERSATION, "v2a", 1),
        "a note": bound(VERSION, SUITE, CONVERSATION, "note", 1),
        "fields run together": bound(VERSION + SUITE, CONVERSATION, "v2a", 1),
        "the officer's key": blocks.seal_text(
            sealing.DirectionKeys.of(CK).agent, "Bonjour", place.aad(), nonce
        ),
        "one byte of padding is not zero": block((head + b"\1").ljust(256, b"\0")),
        "the last byte is not zero": block(head.ljust(255, b"\0") + b"\1"),
        "length 0": block(bytes(256)),
        "length beyond the padding": block((253).to_bytes(4, "big").ljust(256, b"x")),
        "length over 16,000": block((16_001).to_bytes(4, "big").ljust(16_384, b"x")),
        "length of 4 GB": block(b"\xff" * 4 + bytes(252)),
        "not UTF-8": block((b"\0\0\0\2\xc3\x28").ljust(256, b"\0")),
        "a UTF-8 surrogate": block((b"\0\0\0\3\xed\xa0\x80").ljust(256, b"\0")),
        "a UTF-8 character cut short": block((b"\0\0\0\2\xf0\x9f").ljust(256, b"\0")),
        "padded to 512": block(head.ljust(512, b"\0")),
        "not padded": block(head),
    }
    return [{"why": why, "sealed": sealed.hex()} for why, sealed in bytes_of.items()]


def notes() -> Vectors:
    """Return notes, sealed with fixed nonces."""
    aad = fields(VERSION, SUITE, CONVERSATION, "note", 3)
    text = "Rappeler la brigade; elle préfère le soir."
    nonce = fixed("note", 12)
    key = fixed("note key")
    sealed = blocks.seal_text(key, text, aad, nonce)
    named = {"number": 3, "text": text, "key": key.hex(), "nonce": nonce.hex()}
    return [named | {"sealed": sealed.hex()}]


def split() -> Vectors:
    """Return texts as repeated pieces, and the bytes of each part."""
    family = "👩\u200d👩\u200d👧"
    pieces: list[list[tuple[str, int]]] = [
        [("", 1)],
        [("a", 16_000)],
        [("a", 16_001)],
        [("é", 8_001)],
        [("a", 15_998), (family, 3)],
        [("a", 15_998), ("e\u0301", 2)],
        [("a", 15_997), ("👍🏾", 1)],
        [("a", 15_996), ("🇫🇷", 1), ("b", 3)],
        [("\u0301", 8_100)],
        [("🕊", 9_000)],
    ]
    return [
        {
            "pieces": text,
            "sizes": [
                len(part.encode())
                for part in sealing.split_text("".join(s * n for s, n in text))
            ],
        }
        for text in pieces
    ]


def resume() -> dict[str, Any]:
    """Return a code, what it gives, and slips that must be noticed."""
    digits = "3141592653589793238462643"
    code = digits + resume_code.check_digit(digits)
    keys = resume_code.ResumeKeys.of(code)
    nonce = fixed("resume", 12)
    wrapped = resume_code.wrap_key(keys, CONVERSATION, CK, nonce)
    other = resume_code.wrap_key(keys, OTHER, CK, nonce)
    wrong = str((int(code[4]) + 1) % 10)
    return {
        "code": code,
        "typed": [code, f" {code[:4]} {code[4:8]}-{code[8:]}\n", ".".join(code)],
        "auth": keys.auth.hex(),
        "auth_hash": sha256(keys.auth).hexdigest(),
        "nonce": nonce.hex(),
        "wrapped": wrapped.hex(),
        "refused_wrapped": [
            {"why": "another conversation", "wrapped": other.hex()},
            {"why": "a bit", "wrapped": flipped(wrapped, 30).hex()},
            {"why": "version 2", "wrapped": (b"\2" + wrapped[1:]).hex()},
            {"why": "cut short", "wrapped": wrapped[:-1].hex()},
        ],
        "refused_codes": [
            code[:4] + wrong + code[5:],
            code[:1] + code[2] + code[1] + code[3:],
            code[:-2] + code[-1] + code[-2],
            code[:-1],
            code + "0",
            "",
            "x" * 26,
            "٣" + code[1:],  # an Arabic digit three: digits, but not the ASCII ones
        ],
    }
