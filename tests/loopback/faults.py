"""Rate limits as every answer tells of them, and faults that a test orders in advance."""

import re
from dataclasses import dataclass
from hashlib import md5
from typing import Final

from tests.loopback.clock import Clock
from tests.loopback.people import Json

_WINDOW: Final = 1.0  # seconds
_REQUESTS: Final = 1000  # in a window, for each route and channel


@dataclass
class Fault:
    """An answer that some requests will get in place of, or after, being served."""

    method: str
    path: re.Pattern[str]
    status: int
    times: int
    body: Json
    headers: dict[str, str]
    after_serving: bool = False


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def rate_limit(
        self,
        method: str,
        path: str,
        *,
        retry_after: float = 0.05,
        times: int = 1,
        everywhere: bool = False,
    ) -> None:
        r"""Answer 429 to the next requests whose path (without /api/v10) matches this pattern from its start.

        Args:
            method: Such as POST.
            path: A regular expression, such as r"/channels/\d+/messages".
            retry_after: Seconds to wait, as the answer says.
            times: How many requests.
            everywhere: Whether it is the global rate limit.
        """
        message = "You are being rate limited."
        body: Json = {"message": message, "retry_after": retry_after, "global": everywhere}
        headers = {"Retry-After": str(max(1, round(retry_after))), "Via": "1.1 loopback"}
        headers["X-RateLimit-Scope"] = "global" if everywhere else "user"
        if everywhere:
            headers["X-RateLimit-Global"] = "true"
        self._ordered.append(Fault(method, re.compile(path), 429, times, body, headers))

    def fail(
        self, method: str, path: str, *, status: int = 503, times: int = 1, after_serving: bool = False
    ) -> None:
        """Answer the next requests that match with a server's error.

        Args:
            method: Such as POST.
            path: A regular expression over the path without /api/v10, from its start; files are in /cdn.
            status: 500 to 504, for files 404 too; 500, 502 and 504 are what discord.py tries again, after a
                second, save for files.
            times: How many requests.
            after_serving: Whether the request is carried out before the error is answered, as when an answer
                is lost.
        """
        body: Json = {"message": f"{status}: Server Error", "code": 0}
        self._ordered.append(Fault(method, re.compile(path), status, times, body, {}, after_serving))

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault that is due for a request, and count it."""
        for fault in self._ordered:
            if fault.method == method and fault.path.match(path):
                fault.times -= 1
                if not fault.times:
                    self._ordered.remove(fault)
                return fault
        return None

    @property
    def outstanding(self) -> int:
        """Return how many ordered faults have not come yet."""
        return sum(fault.times for fault in self._ordered)


class Buckets:
    """How many requests each route still takes."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._used: dict[str, tuple[float, int]] = {}  # when a route's window ends, and how many it took

    def headers(self, route: str, major: str) -> dict[str, str]:
        """Count a request, and return what its answer tells of the rate limit."""
        now, key = self.clock.seconds(), f"{route} {major}"
        end, used = self._used.get(key, (0.0, 0))
        if now >= end:
            end, used = now + _WINDOW, 0
        self._used[key] = (end, used + 1)
        return {
            "X-RateLimit-Limit": str(_REQUESTS),
            "X-RateLimit-Remaining": str(max(1, _REQUESTS - used - 1)),
            "X-RateLimit-Reset": f"{end:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, end - now):.3f}",
            "X-RateLimit-Bucket": md5(route.encode(), usedforsecurity=False).hexdigest(),
        }
