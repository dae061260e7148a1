"""The red button's door, and the officer's decision."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import msgspec
from starlette.responses import Response

from havre.erasure import actions
from havre.erasure.actions import Eraser
from havre.erasure.rules import Family, Fate, FollowUp, Outcome
from havre.erasure.store import Decision
from havre.plumbing.doors import Knock
from havre.plumbing.http import json


class _DecisionBody(msgspec.Struct, forbid_unknown_fields=True):
    fence: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    outcome: Outcome
    family: Family
    follow_up: FollowUp
    seen: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    reason: Annotated[str, msgspec.Meta(max_length=500)] | None


@dataclass(frozen=True)
class ErasureDoors:
    """Built once by `havre.app`.

    Attributes:
        gone: told of a visitor who has left, so that her officer is.
    """

    eraser: Eraser
    gone: Callable[[str], None]

    async def leave(self, knock: Knock) -> Response:
        """`POST /v1/conversations/{conversation}/exit`.

        The visitor's tab is blank already and waits for nothing.
        """
        fate = await actions.leave(
            knock.path["conversation"], knock.caller.session, self.eraser
        )
        self.gone(knock.caller.subject)
        answer = json({"outcome": fate})
        # Not "cache", which takes a second, nor "*" (frontend.md §4.5).
        answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
        return answer

    async def decide(self, knock: Knock) -> Response:
        """`POST /v1/conversations/{conversation}/decision`."""
        body = await knock.body(_DecisionBody)
        decision = Decision(
            body.outcome, body.family, body.follow_up, body.reason, body.seen
        )
        fate = await actions.decide(
            knock.path["conversation"],
            knock.caller.subject,
            body.fence,
            decision,
            self.eraser,
        )
        self.eraser.bell.ring(f"member:{knock.caller.subject}")
        return json({"destroyed": fate is Fate.DESTROYED})
