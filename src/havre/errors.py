"""Every refusal Havre gives on purpose. Nothing here imports the rest of Havre."""

from typing import ClassVar


class HavreError(Exception):
    """A refusal we chose to give; anything else that escapes is a bug.

    Attributes:
        code: stable word the browser translates; renaming one breaks old tabs.
        status: HTTP status; WebSocket doors close with 4000 + status.

    The message is for operators. It may name identifiers, never quote a visitor.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400


class NotYours(HavreError):
    """The caller may not see this, or it does not exist: we do not say which."""

    code = "not-found"
    status = 404


class WrongStep(HavreError):
    """The journey does not allow this move from here (see `havre.journey`)."""

    code = "wrong-step"
    status = 409


class BadRequest(HavreError):
    """The body, query or frame is not what docs/reference/protocol.md says."""

    code = "bad-request"
    status = 400


class TooLarge(HavreError):
    """A body or frame beyond the limits of docs/reference/protocol.md §1."""

    code = "too-large"
    status = 413


class SlowDown(HavreError):
    """Too many tries from one place, or for one name, in a short time."""

    code = "slow-down"
    status = 429


class ForeignOrigin(HavreError):
    """Another site's page is asking; only our own pages may."""

    code = "foreign-origin"
    status = 403


class StorageUnavailable(HavreError):
    """Nothing can be kept (disk full, writer down): nothing was acknowledged."""

    code = "storage-unavailable"
    status = 503
