"""Real server processes, for tests that doubt them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from process.served import Furnished, Inhabited, Nursery, furnished, inhabited


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    """A furnished house, to be copied."""
    nursery = Nursery()
    try:
        yield furnished(tmp_path_factory.mktemp("template"), nursery)
    finally:
        nursery.close()


@pytest.fixture(scope="module")
def shared(
    template: Furnished, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """One server for a whole file: no test of it may harm another."""
    with inhabited(template, tmp_path_factory.mktemp("shared")) as house:
        yield house
    assert b"unexpected" not in house.server.log.read_bytes()


@pytest.fixture
def own(template: Furnished, tmp_path: Path) -> Iterator[Inhabited]:
    """A server for one test."""
    with inhabited(template, tmp_path) as house:
        yield house
