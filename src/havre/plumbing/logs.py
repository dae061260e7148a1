"""What the operator reads. No visitor's word, address, agent or referrer is in it."""

import logging
import sys
import traceback

log = logging.getLogger("havre")


def start_logging() -> None:
    """Write events to standard error; silence the server's access log.

    An access log would hold addresses; a library's debug log could hold bodies.
    """
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO,
        format="%(levelname)s %(name)s %(message)s",
    )
    for name in ("uvicorn.access", "websockets", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def unexpected(where: str, error: BaseException) -> None:
    """Log a bug by its type and the lines it came through.

    Never its message: an exception may quote the bytes that caused it.
    """
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    log.error("unexpected %s at %s: %s", type(error).__name__, where, path)
