"""Write tests/client/vectors.json: the same bytes on every run, or fail with `--check`.

Nothing in it is secret: every key is the SHA-256 of its own name.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

import vectors_of_files as files
import vectors_of_keys as keys
import vectors_of_texts as texts
from vector_parts import CK, CONVERSATION, fixed

from havre.client import sealing
from havre.client.envelopes import KeyPair
from havre.client.fingerprint import fingerprint

OUT: Final = Path(__file__).parents[1] / "tests" / "client" / "vectors.json"


def vectors() -> dict[str, Any]:
    """Return everything, in the order of docs/reference/protocol.md §2."""
    directions = sealing.DirectionKeys.of(CK)
    points = [KeyPair.of(fixed(name)).public for name in ("desk", "member", "foreign")]
    return {
        "conversation": CONVERSATION,
        "canonical": texts.canonical(),
        "sealed_keys": keys.sealed_keys(),
        "direction_keys": {
            "ck": CK.hex(),
            "visitor": directions.visitor.hex(),
            "agent": directions.agent.hex(),
        },
        "messages": texts.messages(),
        "refused_messages": texts.refused_messages(),
        "notes": texts.notes(),
        "split": texts.split(),
        "resume": texts.resume(),
        "report": files.report(),
        "file": files.file(),
        "name_to_call": files.name_to_call(),
        "opening": files.opening(),
        "appointment_numbers": files.numbers(),
        "member": keys.member(),
        "fingerprints": [
            {"public": point.hex(), "words": fingerprint(point)} for point in points
        ],
        "desk_keys": keys.chain(),
        "rfc9180": keys.rfc9180(),
    }


def main() -> None:
    """Write the file, or with `--check` say whether it would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    text = json.dumps(vectors(), indent=1) + "\n"
    if not parser.parse_args().check:
        OUT.write_text(text, encoding="utf-8")
    elif OUT.read_text(encoding="utf-8") != text:
        sys.exit("vectors.json is not what tools/make_vectors.py writes")


if __name__ == "__main__":
    main()
