"""What sealing and opening refuse. No message quotes what was said, or any secret."""


class CannotOpen(Exception):
    """The bytes are not what was sealed for this place with this key."""


class CannotSeal(Exception):
    """The text or secret has no sealed form: empty, too long, of a wrong size."""


class NotACode(Exception):
    """What was typed is not a 26-digit code: wrong length, or a slip in the digits."""


class NotANumber(Exception):
    """What was typed is not an appointment number: a wrong length, or a slip."""


class BrokenChain(Exception):
    """The list of desk keys was altered: seal to none of them."""
