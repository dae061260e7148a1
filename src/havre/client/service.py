"""A service seen from outside: its doors, over plain HTTP.

Source: docs/reference/protocol.md; nothing here knows how the service is built.
"""

import http.client
import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

TIMEOUT: Final = 40.0  # seconds: longer than the longest wait of a poll

Answer = dict[str, Any]


class Refused(Exception):
    """The service said no.

    Attributes:
        code: the word of docs/reference/errors.md.
    """

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Service:
    """Where the doors are, and the credential to knock with.

    Attributes:
        base: "http://host:port" or "https://host".
    """

    base: str
    token: str | None = None

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return what `path` answers.

        Raises:
            Refused: the service said no.
        """
        return self._ask("GET", path, None)

    def post(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """Return what `path` answers to `body`; None to an empty answer.

        Raises:
            Refused: the service said no.
        """
        return self._ask("POST", path, json.dumps(body).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:  # noqa: ANN401
        parts = urlsplit(self.base)
        kind = (
            http.client.HTTPSConnection
            if parts.scheme == "https"
            else http.client.HTTPConnection
        )
        connection = kind(parts.netloc, timeout=TIMEOUT)
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        found = json.loads(content) if content else None
        if answer.status >= 400:
            code = found.get("code", "") if isinstance(found, dict) else ""
            raise Refused(answer.status, code)
        return found
