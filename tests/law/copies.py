"""A copy of the law's files, to break, mend and ask about."""

import argparse
import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree

from havre.law.catalogue_commands import add_catalogue_commands
from havre.law.published import FILE
from havre.law.reading import DATA, read_law

# The last day something was compared with its source: whenever tests run, it is fresh.
TODAY = max(row.checked for row in read_law().rows())

# Offences to break: with them, what is built in may change and tests stay.
OWN = """
[[offences]]
id = "TOUCH"
version = 1
family = "body"
name = "Toucher une arme"
plain = "Toucher avec une arme."
detail = "Même une fois."
example = "Il m'a touchée avec une arme."
articles = ["CP 1-1"]
nature = "délit"
once = true
penalties = [{ most = "5 ans de prison" }, { most = "10 ans de prison" }]
when = ["act: contact", "weapon: yes", "not relation: partner ex-partner"]
limitation = [{ class = "delit-706-47" }]
source = "code-penal"
checked = 2026-11-26
certain = true

[[offences]]
id = "NEW"
version = 1
family = "body"
name = "Toucher ivre"
plain = "Toucher quand on est ivre."
detail = "Même une fois."
example = "Il était ivre et m'a touchée."
articles = ["CP 1-2"]
nature = "délit"
once = true
victim = "minor"
penalties = [{ most = "5 ans de prison" }]
when = ["act: contact hazing", "author-drunk: yes", "act: hazing | age: under-15 15-17"]
limitation = [{ class = "delit-706-47" }]
born = 2018-08-06
born_text = "La loi du 3 août 2018 l'a créée."
before = ["TOUCH"]
source = "code-penal"
checked = 2026-11-26
certain = true

[[offences]]
id = "FINE"
version = 1
family = "body"
name = "Parler ivre"
plain = "Parler quand on est ivre."
detail = "Même une fois."
example = "Il était ivre et m'a parlé."
articles = ["CP R. 1-3"]
nature = "contravention"
once = true
penalties = [{ most = "1 500 € d'amende" }]
when = ["act: words", "author-drunk: yes", "weapon: yes"]
limitation = [{ class = "contravention" }]
source = "code-penal"
checked = 2026-11-26
certain = true
"""


class Copy:
    """The files of the law and `OWN`, in a directory of their own."""

    def __init__(self, directory: Path) -> None:
        self.directory = copytree(DATA, directory / "law")
        (self.directory / FILE).unlink(missing_ok=True)
        self.write("offences/body.toml", "", OWN)

    def set(self, id_: str, field: str, value: str) -> None:
        """Write one field of the newest version of an offence, in place of its own."""
        path, start, end = self._find(id_)
        text = path.read_text()
        block = text[start:end]
        own = re.compile(rf"^{field} = .*?\n(?=\w+ = |\[|\n|#|\Z)", re.M | re.S)
        head, mark, tail = block.partition("\n[[offences.")
        head = own.sub("", head).rstrip() + f"\n{field} = {value}\n"
        path.write_text(text[:start] + head + mark + tail + text[end:])

    def aggravate(self, id_: str, fields: str) -> None:
        """Add a circumstance to an offence."""
        path, _, end = self._find(id_)
        text = path.read_text()
        added = f"\n[[offences.aggravations]]\n{fields}\n\n"
        path.write_text(text[:end].rstrip() + "\n" + added + text[end:])

    def double(self, id_: str) -> None:
        """Write an offence twice."""
        path, start, end = self._find(id_)
        text = path.read_text()
        path.write_text(text[:end].rstrip() + "\n\n" + text[start:end] + text[end:])

    def drop(self, id_: str) -> None:
        """Leave out the newest version of an offence."""
        path, start, end = self._find(id_)
        text = path.read_text()
        path.write_text(text[:start] + text[end:])

    def write(self, file: str, before: str, after: str) -> None:
        """Write `after` in the place of `before`, once; at the end when it is ""."""
        path = self.directory / file
        text = path.read_text()
        assert before in text
        new = text.replace(before, after, 1) if before else text + after
        path.write_text(new)

    def _find(self, id_: str) -> tuple[Path, int, int]:
        """Return the file of an offence, and where its last block starts and ends."""
        for path in sorted((self.directory / "offences").glob("*.toml")):
            text = path.read_text()
            found = text.rfind(f'id = "{id_}"\n')
            if found >= 0:
                start = text.rfind("[[offences]]", 0, found)
                end = text.find("[[offences]]", found)
                return path, start, len(text) if end < 0 else end
        raise AssertionError(f"no offence {id_}")


def havre(*words: str, today: date = TODAY) -> int:
    """Run `havre …` and return its exit status, even when words are refused."""
    parser = argparse.ArgumentParser(prog="havre")
    add_catalogue_commands(parser.add_subparsers(), today=lambda: today)
    try:
        asked = parser.parse_args(words)
    except SystemExit as exit_:
        return exit_.code
    return asked.run(asked)


def findings(capsys, copy, today=TODAY):
    """Return the exit status, and what was found as (kind, where, text)."""
    words = ("offences", "check", "--json", "--law", str(copy.directory))
    status = havre(*words, today=today)
    said = json.loads(capsys.readouterr().out)
    return status, [(f["kind"], f["where"], f["text"]) for f in said["findings"]]


def assert_found(capsys, copy, kind, where, told):
    """Check that one finding says it, and that the command fails."""
    status, found = findings(capsys, copy)

    assert 1 == status
    assert [f for f in found if f[:2] == (kind, where) and told in f[2]], found[:9]
