"""The shared vectors of what goes to a station, and of the two codes that she keeps."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havre.client import appointment_number, opening_code, reception
from havre.client import file as files
from havre.client import report as reports
from havre.client.envelopes import KeyPair
from havre.client.errors import CannotOpen, CannotSeal, NotANumber

HERE: Final = Path(__file__).parent
VECTORS: Final = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
CONVERSATION: Final = VECTORS["conversation"]
CK: Final = bytes.fromhex(VECTORS["direction_keys"]["ck"])
OTHER: Final = "AAAAAAAAAAAAAAAAAAAAAA"
SYMBOLS: Final = appointment_number.SYMBOLS

raw = bytes.fromhex


def spoiled(parts):
    """What must not open: a part less, two swapped, all twice, one bit."""
    bit = bytearray(parts[0])
    bit[30] ^= 1
    return [parts[:-1], parts[::-1], parts * 2, [bytes(bit), *parts[1:]]]


def test_a_report_in_parts():
    """The same bytes in both languages; a part moved or missing does not open."""
    case = VECTORS["report"]
    long, nonces = case["piece"] * case["times"], [raw(n) for n in case["nonces"]]
    parts = reports.seal_report(CK, CONVERSATION, 3, long, nonces)

    assert case["digests"] == [sha256(part).hexdigest() for part in parts]
    assert long == reports.open_report(CK, CONVERSATION, 3, parts)
    elsewhere = [
        reports.seal_report(CK, CONVERSATION, 2, long),
        reports.seal_report(CK, OTHER, 3, long),
        reports.seal_report(bytes(32), CONVERSATION, 3, long),
    ]
    for wrong in [*spoiled(parts), *elsewhere]:
        with pytest.raises(CannotOpen):
            reports.open_report(CK, CONVERSATION, 3, wrong)


def test_nothing_is_no_report():
    """An empty text has no sealed form."""
    with pytest.raises(CannotSeal):
        reports.seal_report(CK, CONVERSATION, 1, "")


def test_an_identity():
    """Bound to its file and its revision."""
    case = VECTORS["file"]
    keys, one = files.FileKeys.of(raw(case["fk"])), case["identity"]
    nonce = raw(one["nonce"])
    sealed = files.seal_identity(
        keys, case["file"], one["revision"], one["text"], nonce
    )

    assert one["sealed"] == sealed.hex()
    opened = files.open_identity(keys, case["file"], one["revision"], sealed)
    assert opened == one["text"]
    for refused in one["refused"]:
        with pytest.raises(CannotOpen):
            files.open_identity(
                keys, case["file"], one["revision"], raw(refused["sealed"])
            )


def test_a_file_in_parts():
    """And the document is the one whose digest is shown beside it."""
    case = VECTORS["file"]
    keys, hash_ = files.FileKeys.of(raw(case["fk"])), raw(case["hash"])
    long, nonces = case["piece"] * case["times"], [raw(n) for n in case["nonces"]]
    parts = files.seal_file(keys, case["file"], long, nonces)

    assert case["digests"] == [sha256(part).hexdigest() for part in parts]
    assert long == files.open_file(keys, case["file"], parts, hash_)
    for wrong in [*spoiled(parts), files.seal_file(keys, OTHER, long)]:
        with pytest.raises(CannotOpen):
            files.open_file(keys, case["file"], wrong, hash_)
    with pytest.raises(CannotOpen):
        files.open_file(keys, case["file"], parts, files.file_hash("another"))


def test_a_name_to_call():
    """The same bytes in both languages."""
    case = VECTORS["name_to_call"]
    secret, nonce = raw(case["secret"]), raw(case["nonce"])
    sealed = reception.seal_name_with(secret, case["appointment"], case["name"], nonce)

    assert case["sealed"] == sealed.hex()
    opened = reception.open_name_with(secret, case["appointment"], sealed)
    assert opened == case["name"]


def test_a_name_opens_at_its_station_and_appointment_alone():
    """Another station's key, another station, another appointment: nothing."""
    desk, other = KeyPair.make(), KeyPair.make()
    sealed = reception.seal_name(desk.public, "S-1", 1, CONVERSATION, "Alix")

    opened = reception.open_name(desk.private, "S-1", 1, CONVERSATION, sealed)
    assert opened == "Alix"
    for private, station, appointment in (
        (other.private, "S-1", CONVERSATION),
        (desk.private, "S-2", CONVERSATION),
        (desk.private, "S-1", OTHER),
    ):
        with pytest.raises(CannotOpen):
            reception.open_name(private, station, 1, appointment, sealed)


def test_opening_code():
    """What a code gives, and what it wraps."""
    case, fk = VECTORS["opening"], raw(VECTORS["file"]["fk"])
    keys = opening_code.OpeningKeys.of(opening_code.parse(case["code"]))
    wrapped = opening_code.wrap_file(keys, case["file"], fk, raw(case["nonce"]))

    assert case["auth"] == keys.auth.hex()
    assert case["auth_hash"] == keys.auth_hash.hex()
    assert case["wrapped"] == wrapped.hex()
    assert fk == opening_code.unwrap_file(keys, case["file"], wrapped)
    for refused in case["refused"]:
        with pytest.raises(CannotOpen):
            opening_code.unwrap_file(keys, case["file"], raw(refused["wrapped"]))


def test_appointment_number():
    """As typed in any form; slips are noticed."""
    case = VECTORS["appointment_numbers"]

    assert {case["number"]} == {
        appointment_number.parse(typed) for typed in case["typed"]
    }
    assert case["shown"] == appointment_number.show(case["number"])
    assert case["hash"] == appointment_number.number_hash(case["number"]).hex()
    for typed in case["refused"]:
        with pytest.raises(NotANumber):
            appointment_number.parse(typed)


@given(st.data())
def test_every_slip_in_a_number_is_noticed(data):
    """Any one symbol changed, any two swapped."""
    symbols = data.draw(st.text(st.sampled_from(SYMBOLS), min_size=9, max_size=9))
    number = symbols + appointment_number.check_symbol(symbols)
    at = data.draw(st.integers(0, 9))
    to = data.draw(st.sampled_from(SYMBOLS).filter(lambda one: one != number[at]))
    slips = [number[:at] + to + number[at + 1 :]]
    other = data.draw(st.integers(0, 9))
    mine = data.draw(st.integers(0, 9))
    swapped = list(number)
    swapped[mine], swapped[other] = swapped[other], swapped[mine]
    if "".join(swapped) != number:
        slips.append("".join(swapped))

    for slip in slips:
        with pytest.raises(NotANumber):
            appointment_number.parse(slip)
    assert appointment_number.parse(number) == number
