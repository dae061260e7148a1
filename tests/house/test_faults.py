"""What went wrong elsewhere, and the tests that would see it go wrong here.

Each number is a fault published of a comparable service: its test fails if the same
were done here. A fault this service cannot have says why; it is not a test forgotten.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "havre"

BAD_INPUT = "process/test_bad_input.py"
KNOCK = "process/test_who_may_knock.py"
SOCKETS = "process/test_sockets.py"
SENTINEL = "process/test_sentinel.py"
SIGNING_IN = "staff/test_signing_in.py"

FAULTS: dict[int, tuple[str, ...]] = {
    # 1. An event's name reached a base class, whose error told the server's state
    1: (
        f"{BAD_INPUT}::test_a_frame_table_has_no_other_name",
        f"{BAD_INPUT}::test_every_bad_frame_is_refused_by_the_socket",
        f"{SOCKETS}::test_unknown_frames_are_refused_then_the_socket_is_closed",
    ),
    # 2. Access rules held over HTTP, not over the socket
    2: (
        f"{KNOCK}::test_the_socket_obeys_the_same_table",
        "plumbing/test_doors.py::test_both_transports_decide_alike",
    ),
    # 3. A frame that was not JSON ended the server
    3: (
        f"{SOCKETS}::test_an_oversize_or_binary_frame_harms_only_its_sender",
        f"{BAD_INPUT}::test_a_malformed_body_is_refused_with_a_code",
    ),
    # 4. Guessable ids
    4: (
        f"{BAD_INPUT}::test_an_envelope_replayed_or_altered_is_refused",
        "house/test_house.py::test_chance_is_never_guessable",
        "plumbing/test_doors.py::test_no_guess_opens",
    ),
    # 5. A guest read any conversation with a token of their own
    5: (
        f"{KNOCK}::test_anothers_conversation_and_none_are_one_answer",
        f"{BAD_INPUT}::test_what_is_not_the_token_opens_nothing",
    ),
    # 6. A check that was never awaited: any password opened
    6: (
        f"{SIGNING_IN}::test_no_other_password_opens",
        f"{SIGNING_IN}::test_nothing_but_the_credential_opens",
        f"{KNOCK}::test_the_socket_obeys_the_same_table",
    ),
    # 7. Objects where text was due reached the store
    7: (f"{BAD_INPUT}::test_a_wrong_type_or_key_is_refused_with_a_code",),
    # 8. Accounts told apart by what a refusal says or costs
    8: (
        f"{SIGNING_IN}::test_unknown_suspended_and_gone_look_like_wrong",
        f"{SIGNING_IN}::test_an_unknown_name_costs_the_same_work",
    ),
    # 9. Two rooms for one visitor, under concurrency
    9: (
        f"{BAD_INPUT}::test_fifty_racing_openings_of_one_id_open_once",
        f"{BAD_INPUT}::test_fifty_racing_takers_of_one_conversation_take_it_once",
        f"{BAD_INPUT}::test_fifty_racing_messages_of_one_number_keep_one",
    ),
    # 10. Weak derivation, unauthenticated modes, keys trusted on first use
    10: (
        "client/test_vectors.py::test_rfc_9180",
        "client/test_vectors.py::test_broken_lists_of_desk_keys",
        "client/test_vectors.py::test_member_key",
        "client/test_sealing.py::test_any_bit_changed_is_refused",
        "house/test_faults.py::test_no_weak_algorithm_is_named",
    ),
    # 11. Messages silently no longer encrypted
    11: (
        f"{SENTINEL}::test_clear_text_of_no_legal_form_is_refused",
        f"{SENTINEL}::test_no_word_is_in_clear_anywhere",
        f"{SENTINEL}::test_the_search_finds_what_is_not_sealed",
    ),
    # 12. A loose comparison of a credential
    12: (
        f"{BAD_INPUT}::test_what_is_not_the_token_opens_nothing",
        "plumbing/test_doors.py::test_what_is_not_the_credential_is_nothing",
    ),
    # 13. A template made from what was typed
    13: (f"{BAD_INPUT}::test_metacharacters_are_only_characters",),
    # 15. Markup in a header, shown to the operator
    15: (
        f"{BAD_INPUT}::test_metacharacters_in_path_query_and_headers_are_nothing",
        f"{SENTINEL}::test_whoever_comes_leaves_no_trace_in_a_plain_server",
    ),
    # 16. Outbound fetches, mass assignment, unsafe deserialisation
    16: (
        f"{BAD_INPUT}::test_a_wrong_type_or_key_is_refused_with_a_code",
        "house/test_faults.py::test_nothing_fetches_or_revives_what_it_is_given",
    ),
    # 17. Another site's page acts in one's name
    17: (f"{KNOCK}::test_another_sites_page_is_refused_everywhere",),
    # 18. SQL in a filter
    18: (
        f"{BAD_INPUT}::test_metacharacters_are_only_characters",
        f"{BAD_INPUT}::test_metacharacters_in_path_query_and_headers_are_nothing",
    ),
    # 19. Sessions and open sockets outlived a revocation
    19: (
        f"{SOCKETS}::test_who_is_out_loses_sockets_and_conversations_at_once",
        "process/test_polling.py::test_a_poll_in_flight_hears_that_she_is_elsewhere_or_out",
        "staff/test_password.py::test_every_other_session_ends",
    ),
    # 20. Whoever knew an id could follow the stream
    20: (
        f"{KNOCK}::test_anothers_conversation_and_none_are_one_answer",
        f"{SOCKETS}::test_a_lost_lease_takes_the_officers_seat",
    ),
    # 21. Another's account settings; a store reachable by all
    21: (
        f"{KNOCK}::test_who_may_not_knock_finds_nothing",
        "staff/test_members.py::test_nobody_sends_a_colleague_away",
    ),
    # 22. Concurrent writes of a session; secrets where they were not needed
    22: (
        "staff/test_password.py::test_two_changes_at_once_leave_one_whole",
        f"{SIGNING_IN}::test_a_credential_stands_nowhere_in_the_store",
        "house/test_opening.py::test_two_servers_never_share_one_directory",
    ),
    # 23. Packages not verified at installation
    23: ("house/test_house.py::test_locks_pin_every_version_with_a_hash",),
    # 24. Leftovers of what was begun and not finished; secrets drawn badly
    24: (
        "process/test_crash.py::test_an_opening_killed_anywhere_leaves_no_half",
        f"{SENTINEL}::test_after_erase_the_sealed_bytes_themselves_are_nowhere",
        "house/test_house.py::test_chance_is_never_guessable",
    ),
    # 25. What was typed became a path
    25: (f"{BAD_INPUT}::test_a_path_that_is_no_door_is_answered_alike",),
    # 27. A key given to a look-alike; an envelope of another kind accepted
    27: (
        "client/test_keys.py::test_a_sealed_key_opens_under_no_other_label",
        "keys/test_web.py::test_a_key_is_given_to_who_read_the_words",
        "client/test_vectors.py::test_a_list_cut_or_forked_is_noticed_by_who_saw_it",
    ),
    # 28. Two installations with the same keys
    28: ("staff/test_joining.py::test_two_houses_share_no_secret",),
    # 29. Encryption that failed, and clear text sent instead
    29: (f"{SENTINEL}::test_clear_text_of_no_legal_form_is_refused",),
    # 30. Keys in the browser's storage; clear bytes; ids that tell of keys
    30: (
        "journey/test_the_exit_leaves_nothing_on_the_device.py::test_nothing_is_ever_stored",
        "client/test_sealing.py::test_two_sealings_of_one_text_have_nothing_in_common",
        f"{SENTINEL}::test_no_word_is_in_clear_anywhere",
    ),
    # 31. Stale after a reconnection
    31: (
        f"{SOCKETS}::test_both_sides_talk_and_resume_from_their_numbers",
        f"{SOCKETS}::test_a_slow_reader_is_closed_then_resumes_and_loses_nothing",
        "process/test_crash.py::test_what_was_acknowledged_survives_every_death",
    ),
    # 32. Deleted, and still on a screen
    32: (
        f"{SOCKETS}::test_a_destroyed_conversation_blanks_the_officers_tab",
        f"{SOCKETS}::test_her_exit_is_pushed_to_the_officers_tab",
    ),
}

NOT_HERE: dict[int, str] = {
    14: "No file is received or served back: nobody can send a picture or a document.",
    26: "No file leaves for another unit yet: its allow-list comes with that room.",
}

# Modules that fetch what they are told to, run it, or revive objects from bytes.
DANGEROUS = {
    "pickle", "marshal", "shelve", "yaml", "subprocess", "ctypes", "requests", "httpx",
    "urllib.request", "xml.etree.ElementTree", "ftplib", "telnetlib",
}  # fmt: skip
# An operator's command reads the official files at addresses fixed in its own table.
FETCHES = {
    "directory/importing/sources.py": {"urllib.request"},
    "demonstration/aside.py": {"subprocess"},  # our own command, on our own data
}
WEAK = ("MODE_ECB", "modes.CBC", "modes.ECB", "MD5", "SHA1(", "sha1(", "md5(", "RC4")


def trees() -> list[tuple[str, ast.Module]]:
    """Return every source file, parsed."""
    return [
        (str(path.relative_to(SRC)), ast.parse(path.read_text()))
        for path in sorted(SRC.rglob("*.py"))
    ]


def test_every_fault_has_its_test_or_its_reason():
    """Thirty-two are known; none is left out, none is both."""
    assert set(range(1, 33)) == set(FAULTS) | set(NOT_HERE)
    assert not set(FAULTS) & set(NOT_HERE)


@pytest.mark.parametrize("number", FAULTS)
def test_the_tests_of_a_fault_exist(number):
    """A test that is renamed or removed takes its fault along."""
    for node in FAULTS[number]:
        path, _, name = node.partition("::")
        source = (ROOT / "tests" / path).read_text()
        names = [
            one.name
            for one in ast.parse(source).body
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        assert name in names, node


def imported(tree: ast.Module) -> set[str]:
    """Return every module that a file imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_nothing_fetches_or_revives_what_it_is_given():
    """No pickle, no evaluation, no request to an address that somebody sent."""
    for name, tree in trees():
        assert imported(tree) & DANGEROUS <= FETCHES.get(name, set()), name
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"eval", "exec", "__import__"}, name


def test_no_weak_algorithm_is_named():
    """Neither a broken hash, nor a mode without authentication."""
    for path in sorted(SRC.rglob("*.py")):
        text = path.read_text()
        assert not [weak for weak in WEAK if weak in text], path.name
