"""The shared vectors: every sealed byte of protocol.md §2, as both languages agree."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from havre.client import blocks, desk_keys, member_key, resume_code, sealing
from havre.client.canonical import fields, from_base64
from havre.client.envelopes import KeyPair, Label, Purpose, open_sealed, seal_to
from havre.client.errors import BrokenChain, CannotOpen, NotACode
from havre.client.fingerprint import fingerprint
from havre.client.sealing import DirectionKeys, Place, Side

HERE: Final = Path(__file__).parent
VECTORS: Final = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
CONVERSATION: Final = VECTORS["conversation"]
CK: Final = bytes.fromhex(VECTORS["direction_keys"]["ck"])
KEYS: Final = DirectionKeys.of(CK)
SEALED_KEYS: Final = VECTORS["sealed_keys"]


def raw(text):
    return bytes.fromhex(text)


def rows_of(rows):
    return [
        desk_keys.DeskKey(
            row["seq"],
            row["desk"],
            row["epoch"],
            from_base64(row["public"]),
            from_base64(row["previous"]),
            from_base64(row["hash"]),
        )
        for row in rows
    ]


def why(case):
    return case["why"]


def test_the_file_is_what_the_tool_writes():
    """Nobody edits a vector by hand."""
    tool = HERE.parents[1] / "tools" / "make_vectors.py"
    run = subprocess.run([sys.executable, tool, "--check"], check=False)

    assert 0 == run.returncode


@pytest.mark.parametrize("case", VECTORS["canonical"])
def test_canonical_fields(case):
    """Lengths, text, integers, raw bytes."""
    parts = [
        raw(part) if is_raw else part
        for part, is_raw in zip(case["fields"], case["raw"], strict=True)
    ]

    assert case["bytes"] == fields(*parts).hex()


@pytest.mark.parametrize("case", SEALED_KEYS["good"], ids=lambda case: case["purpose"])
def test_sealed_keys_open(case):
    """One of each purpose, sealed by a sender written from the RFC."""
    label = Label(
        Purpose(case["purpose"]), case["subject"], case["target"], case["epoch"]
    )
    private = raw(SEALED_KEYS["private"])

    assert case["info"] == label.info().hex()
    assert case["secret"] == open_sealed(private, label, raw(case["sealed"])).hex()
    with pytest.raises(CannotOpen):
        open_sealed(raw(SEALED_KEYS["other_private"]), label, raw(case["sealed"]))
    again = seal_to(raw(SEALED_KEYS["public"]), label, raw(case["secret"]))
    assert case["secret"] == open_sealed(private, label, again).hex()


@pytest.mark.parametrize("case", SEALED_KEYS["refused"], ids=why)
def test_altered_sealed_keys_are_refused(case):
    """Each part of the envelope, altered."""
    good = SEALED_KEYS["good"][0]
    label = Label(Purpose.CONVERSATION, good["subject"], good["target"], good["epoch"])

    with pytest.raises(CannotOpen):
        open_sealed(raw(SEALED_KEYS["private"]), label, raw(case["sealed"]))


def test_a_pair_is_known_by_its_scalar():
    """The public point follows from the private scalar."""
    assert SEALED_KEYS["public"] == KeyPair.of(raw(SEALED_KEYS["private"])).public.hex()


def test_direction_keys():
    """One key each way, from the conversation key."""
    assert VECTORS["direction_keys"]["visitor"] == KEYS.visitor.hex()
    assert VECTORS["direction_keys"]["agent"] == KEYS.agent.hex()


@pytest.mark.parametrize("case", VECTORS["messages"], ids=lambda c: c["text"][:12])
def test_messages(case):
    """Each padding, both sides; emoji, right-to-left text, U+FEFF, a nul."""
    place = Place(CONVERSATION, Side(case["side"]), case["number"])
    key = KEYS.for_side(place.side)
    sealed = blocks.seal_text(key, case["text"], place.aad(), raw(case["nonce"]))

    assert case["sealed"] == sealed.hex()
    assert case["text"] == sealing.open_message(KEYS, place, sealed)


@pytest.mark.parametrize("case", VECTORS["refused_messages"], ids=why)
def test_altered_messages_are_refused(case):
    """Each field, each region, each impossible padding."""
    place = Place(CONVERSATION, Side.VISITOR, 1)

    with pytest.raises(CannotOpen):
        sealing.open_message(KEYS, place, raw(case["sealed"]))


@pytest.mark.parametrize("case", VECTORS["notes"])
def test_notes(case):
    """A note, under the note key."""
    key, sealed = raw(case["key"]), raw(case["sealed"])

    assert case["text"] == sealing.open_note(key, CONVERSATION, case["number"], sealed)


@pytest.mark.parametrize("case", VECTORS["split"])
def test_long_texts_are_cut_alike(case):
    """The same parts in both languages."""
    text = "".join(piece * times for piece, times in case["pieces"])

    assert case["sizes"] == [len(part.encode()) for part in sealing.split_text(text)]


def test_resume_code():
    """What a code gives, and what it wraps."""
    case = VECTORS["resume"]
    keys = resume_code.ResumeKeys.of(case["code"])

    assert {case["code"]} == {resume_code.parse(typed) for typed in case["typed"]}
    assert case["auth"] == keys.auth.hex()
    wrapped = resume_code.wrap_key(keys, CONVERSATION, CK, raw(case["nonce"]))
    assert case["wrapped"] == wrapped.hex()
    assert CK == resume_code.unwrap_key(keys, CONVERSATION, wrapped)
    for refused in case["refused_wrapped"]:
        with pytest.raises(CannotOpen):
            resume_code.unwrap_key(keys, CONVERSATION, raw(refused["wrapped"]))


@pytest.mark.parametrize("typed", VECTORS["resume"]["refused_codes"])
def test_slips_in_a_code_are_noticed(typed):
    """A wrong digit, two swapped, one missing, one too many, not ASCII."""
    with pytest.raises(NotACode):
        resume_code.parse(typed)


def test_member_key():
    """One password, both parts, however its accents were typed."""
    case = VECTORS["member"]
    wrapped = raw(case["wrapped"])
    for password in (case["password"], case["password_decomposed"]):
        keys = member_key.MemberKeys.derive(password, raw(case["salt"]))

        assert (case["auth"], case["wrap"]) == (keys.auth.hex(), keys.wrap.hex())
    private = member_key.unwrap_private(keys.wrap, case["name"], wrapped)
    assert case["private"] == private.hex()
    assert case["public"] == KeyPair.of(private).public.hex()
    with pytest.raises(CannotOpen):
        member_key.unwrap_private(keys.wrap, case["name"], raw(case["refused"]))


@pytest.mark.parametrize("case", VECTORS["fingerprints"])
def test_fingerprints(case):
    """Six words."""
    assert case["words"] == fingerprint(raw(case["public"]))


def test_a_good_list_of_desk_keys():
    """It stands, and tells which key each desk uses."""
    case = VECTORS["desk_keys"]
    rows = rows_of(case["good"])

    desk_keys.verify(rows, known=rows[2])
    assert case["current"] == {
        desk: row.seq
        for desk in case["current"]
        if (row := desk_keys.current(rows, desk))
    }
    assert desk_keys.current(rows, "nowhere") is None


@pytest.mark.parametrize("case", VECTORS["desk_keys"]["broken"], ids=why)
def test_broken_lists_of_desk_keys(case):
    """Nothing can be changed, dropped, swapped or repeated."""
    with pytest.raises(BrokenChain):
        desk_keys.verify(rows_of(case["rows"]))


def test_a_list_cut_or_forked_is_noticed_by_who_saw_it():
    """It holds together by itself: only memory tells."""
    good = rows_of(VECTORS["desk_keys"]["good"])
    forked = rows_of(VECTORS["desk_keys"]["replaced_tail"])
    for rows in (good[:3], forked):
        desk_keys.verify(rows)

        with pytest.raises(BrokenChain):
            desk_keys.verify(rows, known=good[3])


def test_rfc_9180():
    """A.3.1 of the RFC opens with the library we use (AES-128-GCM there)."""
    case = {name: raw(text) for name, text in VECTORS["rfc9180"].items()}
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
    scalar = int.from_bytes(case["sk_r"], "big")
    private = ec.derive_private_key(scalar, ec.SECP256R1())

    # The library has no public way to give an AAD; the RFC's first message has one.
    opened = openssl.hpke._decrypt_with_aad(
        suite, case["enc"] + case["ct_0"], private, case["info"], case["aad_0"]
    )
    assert case["pt"] == opened
    assert case["pk_r"] == KeyPair.of(case["sk_r"]).public
    assert case["enc"] == KeyPair.of(case["sk_e"]).public
