"""The vectors of keys: sealed to a public key, wrapped, listed, and RFC 9180's own."""

from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from vector_parts import CONVERSATION, MEMBER, Vectors, fixed, flipped, hpke_base

from havre.client import desk_keys, member_key
from havre.client.canonical import VERSION, to_base64
from havre.client.envelopes import KeyPair, Label, Purpose


def member() -> dict[str, Any]:
    """Return one password with what it gives, and a wrapped key."""
    password, salt, name = "cassé-d'émeraude 7", fixed("salt", 16), "a.martin"
    keys = member_key.MemberKeys.derive(password, salt)
    pair = KeyPair.of(fixed("member"))
    nonce = fixed("member wrap", 12)
    wrapped = member_key.wrap_private(keys.wrap, name, pair.private, nonce)
    return {
        "password": password,
        "password_decomposed": "casse\u0301-d'e\u0301meraude 7",
        "salt": salt.hex(),
        "auth": keys.auth.hex(),
        "wrap": keys.wrap.hex(),
        "name": name,
        "nonce": nonce.hex(),
        "private": pair.private.hex(),
        "public": pair.public.hex(),
        "wrapped": wrapped.hex(),
        "refused": flipped(wrapped, 20).hex(),
    }


def sealed_keys() -> dict[str, Any]:
    """Return keys sealed to a public key for each purpose, and what must not open."""
    desk = KeyPair.of(fixed("desk"))
    found: Vectors = []
    for rank, purpose in enumerate(Purpose):
        subject = MEMBER if purpose is Purpose.GRANT else CONVERSATION
        target = "recovery" if purpose is Purpose.REPORT else "police"
        label = Label(purpose, subject, target, rank + 1)
        ephemeral = KeyPair.of(fixed(f"ephemeral {rank}"))
        secret = fixed(f"secret {rank}")
        key, nonce = hpke_base(ephemeral, desk.public, label.info())
        body = AESGCM(key).encrypt(nonce, secret, b"")
        found.append(
            {
                "purpose": purpose,
                "subject": subject,
                "target": target,
                "epoch": label.epoch,
                "info": label.info().hex(),
                "ephemeral": ephemeral.private.hex(),
                "ephemeral_public": ephemeral.public.hex(),
                "secret": secret.hex(),
                "sealed": (VERSION + ephemeral.public + body).hex(),
            }
        )
    good = bytes.fromhex(found[0]["sealed"])
    bytes_of = {
        "version 2": b"\x02" + good[1:],
        "a bit of the point": flipped(good, 40),
        "a compressed point": good[:1] + b"\x02" + good[2:],
        "a bit of the sealed key": flipped(good, 70),
        "a bit of the tag": flipped(good, -1),
        "cut short": good[:-1],
        "longer": good + b"\0",
        "empty": b"",
    }
    return {
        "private": desk.private.hex(),
        "public": desk.public.hex(),
        "other_private": fixed("member").hex(),
        "good": found,
        "refused": [{"why": why, "sealed": raw.hex()} for why, raw in bytes_of.items()],
    }


def chain() -> dict[str, Any]:
    """Return a good list of desk keys, and lists that must be refused."""
    rows: list[desk_keys.DeskKey] = []
    for rank, desk in enumerate(["police", "gendarmerie", "relief", "police"]):
        public = KeyPair.of(fixed(f"desk {rank}")).public
        rows.append(desk_keys.next_row(rows, desk, public))
    good = [
        {
            "seq": row.seq,
            "desk": row.desk,
            "epoch": row.epoch,
            "public": to_base64(row.public),
            "previous": to_base64(row.previous),
            "hash": to_base64(row.hash),
        }
        for row in rows
    ]
    foreign = to_base64(KeyPair.of(fixed("foreign")).public)
    again = desk_keys.row_hash(
        4, "police", 2, KeyPair.of(fixed("foreign")).public, rows[2].hash
    )
    skipped = desk_keys.row_hash(4, "police", 3, rows[3].public, rows[2].hash)

    def but(rank: int, **changes: object) -> Vectors:
        return [row | (changes if at == rank else {}) for at, row in enumerate(good)]

    return {
        "good": good,
        "current": {"police": 4, "gendarmerie": 2, "relief": 3},
        "broken": [
            {"why": "a key replaced", "rows": but(1, public=foreign)},
            {"why": "a desk renamed", "rows": but(1, desk="relief")},
            {"why": "an epoch changed", "rows": but(1, epoch=2)},
            {"why": "a number changed", "rows": but(1, seq=3)},
            {"why": "a hash changed", "rows": but(1, hash=good[0]["hash"])},
            {"why": "a row dropped", "rows": good[:1] + good[2:]},
            {"why": "the first row dropped", "rows": good[1:]},
            {"why": "two rows swapped", "rows": [good[1], good[0], *good[2:]]},
            {"why": "a row twice", "rows": [*good, good[3]]},
            {
                "why": "an epoch skipped, hashed again",
                "rows": but(3, epoch=3, hash=to_base64(skipped)),
            },
        ],
        "replaced_tail": but(3, public=foreign, hash=to_base64(again)),
    }


def rfc9180() -> dict[str, Any]:
    """Return RFC 9180 A.3.1, base mode: published numbers, written here by hand."""
    found = {
        "info": "4f6465206f6e2061204772656369616e2055726e",
        "ikm_e": "4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e",
        "sk_e": "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb",
        "ikm_r": "668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550",
        "sk_r": "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
        "enc": "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "pk_r": "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
        "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
        "key": "868c066ef58aae6dc589b6cfdd18f97e",
        "base_nonce": "4e0bc5018beba4bf004cca59",
        "pt": "4265617574792069732074727574682c20747275746820626561757479",
        "aad_0": "436f756e742d30",
        "ct_0": "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f"
        "9076ac232e3ab2523f39513434",
        "aad_1": "436f756e742d31",
        "ct_1": "fa6f037b47fc21826b610172ca9637e82d6e5801eb31cbd3748271affd4ecb06"
        "646e0329cbdf3c3cd655b28e82",
    }
    raw = {name: bytes.fromhex(text) for name, text in found.items()}
    made = hpke_base(KeyPair.of(raw["sk_e"]), raw["pk_r"], raw["info"], aead=1)
    if made != (raw["key"], raw["base_nonce"]):
        raise SystemExit("the sender written out above is not RFC 9180")
    return found
