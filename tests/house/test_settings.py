"""What an operator sets, and what is refused."""

from datetime import timedelta

import pytest

from havre.erasure.rules import ExitErases
from havre.settings import BadSettings, Settings


def test_nothing_needs_to_be_set():
    """The embedded default runs as it is."""
    settings = Settings.read({})

    assert (8000, ExitErases.DECISION) == (settings.port, settings.exit_erases)
    assert timedelta(seconds=90) == settings.lease


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("EXIT_ERASES", "never"),
        ("EXIT_TO", "javascript:alert(1)"),
        ("ORIGIN", "havre"),
        ("LEASE_SECONDS", "14"),
        ("KEEP_DAYS", "31"),
    ],
)
def test_a_bad_value_is_named_and_never_quoted(name, value):
    """The message says which variable, not what stood in it."""
    with pytest.raises(BadSettings) as refused:
        Settings.read({f"HAVRE_{name}": value})

    assert f"HAVRE_{name}" in str(refused.value)
    assert f"{value!r}" not in str(refused.value)


def test_a_value_may_come_from_a_file(tmp_path):
    """`NAME_FILE` reads it; a missing file is named."""
    file = tmp_path / "port"
    file.write_text("9000\n")

    assert 9000 == Settings.read({"HAVRE_PORT_FILE": str(file)}).port
    with pytest.raises(BadSettings, match="HAVRE_PORT_FILE"):
        Settings.read({"HAVRE_PORT_FILE": str(tmp_path / "none")})
