"""Make a screenshot smaller: a palette of its 256 most frequent colours.

A page has few colours; what is left out is the edge of some letters.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256

Colour = tuple[int, ...]


def smaller(png: bytes) -> bytes:
    """Return the same picture with a palette.

    Raises:
        ValueError: not the 8-bit RGB or RGBA that a browser writes.
    """
    chunks = dict(_chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    if not png.startswith(SIGNATURE) or depth != 8 or kind not in (2, 6):
        raise ValueError("not a browser's screenshot")
    size = 3 if kind == 2 else 4
    rows = list(_rows(zlib.decompress(chunks[b"IDAT"]), width * size, size))
    pixels = [
        [tuple(row[at : at + 3]) for at in range(0, len(row), size)] for row in rows
    ]
    counted = Counter(colour for row in pixels for colour in row)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    index = {colour: rank for rank, colour in enumerate(palette)}

    @cache
    def nearest(colour: Colour) -> int:
        if colour in index:
            return index[colour]
        return min(range(len(palette)), key=lambda rank: _far(colour, palette[rank]))

    lines = b"".join(b"\0" + bytes(nearest(colour) for colour in row) for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return SIGNATURE + b"".join(
        _chunk(name, content)
        for name, content in (
            (b"IHDR", header),
            (b"PLTE", b"".join(bytes(colour) for colour in palette)),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def _far(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give each chunk; the parts of the picture joined into one."""
    at, data = len(SIGNATURE), b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"IDAT":
            data += content
        else:
            yield name, content
    yield b"IDAT", data


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _rows(raw: bytes, stride: int, size: int) -> Iterator[bytearray]:
    """Undo the filter of each row (PNG specification, §9.2)."""
    before = bytearray(stride)
    for at in range(0, len(raw), stride + 1):
        kind, row = raw[at], bytearray(raw[at + 1 : at + 1 + stride])
        for here in range(stride):
            left = row[here - size] if here >= size else 0
            corner = before[here - size] if here >= size else 0
            row[here] = (row[here] + _guess(kind, left, before[here], corner)) & 255
        yield row
        before = row


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        far = left + above - corner
        return min((left, above, corner), key=lambda one: abs(far - one))
    return (0, left, above, (left + above) // 2)[kind]
