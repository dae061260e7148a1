"""The table of doors, and bodies for each, good and bad, made from its own shapes."""

import enum
import inspect
import re
from dataclasses import dataclass
from typing import Any, get_type_hints

import msgspec

from havre import routes
from havre.client.canonical import random_id, to_base64
from havre.plumbing.doors import Door, SocketDoor, Who

_ROOMS = routes.Rooms(**get_type_hints(routes.Rooms))
DOORS: tuple[Door, ...] = routes.doors(_ROOMS)
SOCKET_DOORS: tuple[SocketDoor, ...] = routes.socket_doors(_ROOMS)

METACHARACTERS = (
    "' OR 1=1 --",
    "'; DROP TABLE conversation; --",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "%s%n%x{0.__class__}",
    "\x00\x01\x7f\u202e\ufeff",
    "__class__",
    "é" * 3_000,
)
WRONG: tuple[object, ...] = (
    None, True, 0, -1, 1.5, 10**30, "", [], {}, [[]], {"$ne": None}, ["a"], "AAAA=A=="
)  # fmt: skip
MALFORMED: dict[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "true": b"true",
    "zero": b"0",
    "text": b'"texte"',
    "array": b"[]",
    "array of arrays": b"[[[]]]",
    "truncated": b'{"conversation": "AAAA',
    "trailing": b"{} {}",
    "unknown keys": b'{"__class__": 1, "__proto__": {"admin": true}}',
    "base": b'{"t": "base", "event": "base"}',
    "not a number": b'{"n": NaN}',
    "huge number": b'{"n": 1e999999}',
    "deep array": b"[" * 30_000,
    "deep object": b'{"a":' * 12_000,
    "deep and closed": b"[" * 30_000 + b"]" * 30_000,
    "lone surrogate": b'{"name": "\\ud800"}',
    "not UTF-8": b'{"name": "\xff\xfe\xed\xa0\x80"}',
    "UTF-16": '{"name": "a"}'.encode("utf-16"),
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///">]>',
    "form": b"name=a&auth=b",
    "nul": b"\x00" * 40,
    "too large": b'{"name": "' + b"a" * 70_000 + b'"}',
}


@dataclass(frozen=True)
class Sample:
    """A door's body: of the right shape, but it means nothing.

    Attributes:
        optional: the fields that a client may leave out.
    """

    door: Door
    fields: dict[str, object]
    optional: frozenset[str] = frozenset()


def named(door: Door | SocketDoor) -> str:
    """Return how a test names a door."""
    return f"{getattr(door, 'method', 'WS')} {door.path}"


def source_of(door: Door) -> str:
    """Return the lines of a door's endpoint."""
    return inspect.getsource(door.endpoint)


def reads_json(door: Door) -> bool:
    """Return True if the door reads a JSON body: the others ignore what they get."""
    return door.path.startswith("/v1/") and "body(" in source_of(door)


def sample(door: Door) -> Sample | None:
    """Return a body of the shape that a door decodes; None if it decodes none."""
    found = re.search(r"\.body\((\w+)[,)]", source_of(door))
    if found is None:
        return None
    shape = vars(inspect.getmodule(door.endpoint))[found[1]]
    info: Any = msgspec.inspect.type_info(shape)
    optional = {one.encode_name for one in info.fields if not one.required}
    return Sample(door, _struct(info), frozenset(optional))


def _struct(info: Any) -> dict[str, object]:
    return {field.encode_name: _value(field.type) for field in info.fields}


def _value(info: Any) -> object:
    kinds = {
        "StructType": lambda: _struct(info),
        "ListType": lambda: [
            _value(info.item_type) for _ in range(max(1, info.min_length or 0))
        ],
        "UnionType": lambda: _value(info.types[0]),
        "EnumType": lambda: next(iter(info.cls)).value,
        "StrType": lambda: (
            "a" * max(info.min_length or 0, min(22, info.max_length or 22))
        ),
        "BytesType": lambda: to_base64(b"\x01" * (info.min_length or 114)),
        "IntType": lambda: info.ge or 0,
        "BoolType": lambda: False,
        "LiteralType": lambda: info.values[0],
        "NoneType": lambda: None,
    }
    return kinds[type(info).__name__]()


def mutated(fields: dict[str, object], values: tuple[object, ...]) -> list[Any]:
    """Return `fields` with each one in turn, at any depth, replaced by each value."""
    made: list[Any] = []
    for name, value in fields.items():
        # True for False would be as good a body, and obeyed.
        made += [
            {**fields, name: wrong}
            for wrong in values
            if not (isinstance(value, bool) and isinstance(wrong, bool))
        ]
        if isinstance(value, dict):
            made += [{**fields, name: inner} for inner in mutated(value, values)]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            made += [{**fields, name: [inner]} for inner in mutated(value[0], values)]
    return made


def allowed(door: Door | SocketDoor, who: Who) -> bool:
    """Return True if a door opens to whoever holds these roles."""
    return Who.ANYONE in door.who or bool(door.who & who)


def filled(door: Door, other: str = "", **parts: str) -> str:
    """Return the door's path with its parts filled.

    Args:
        other: what stands for a part that is not given; an id that means nothing.
    """
    names = re.findall(r"{(\w+)}", door.path)
    given = {name: parts.get(name, other or random_id()) for name in names}
    return door.path.format(**given)


def fits(kind: enum.Enum) -> str:
    """Return the word of an enumeration."""
    return str(kind.value)
