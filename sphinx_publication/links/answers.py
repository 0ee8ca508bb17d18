"""What was learned of an address, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What an answer means for the readers of a link."""

    #: It leads where it says.
    FINE = "fine"
    #: It leads on to another address, for good.
    MOVED = "moved"
    #: There is nothing any more: 404, 410, or no such host.
    DEAD = "dead"
    #: It cannot be said: refused, too busy, out of order, no answer in time, a bad certificate.
    DOUBTFUL = "doubtful"
    #: It was not asked: an address of a private network, or one that robots.txt closes.
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Answer:
    """What is known of an address."""

    address: str
    verdict: Verdict
    #: The day it was asked.
    asked: date
    #: HTTP status code of the last answer (RFC 9110); 0 where there was none.
    status: int = 0
    #: Where it led in the end; "" where that is the address itself.
    target: str = ""
    #: What stood in the way, in a word of `REASONS`; "" for nothing but the status.
    reason: str = ""
