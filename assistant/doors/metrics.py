"""What is counted while the server runs, as Prometheus reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

DOORS = {
    "api": "rest",
    "v1": "openai",
    "mcp": "mcp",
    "login": "login",
    "health": "health",
    "metrics": "metrics",
}
"""The door of each first part of an address; all else is the page."""
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Counts requests and answers in a registry of its own; no name and no word is kept."""

    def __init__(self) -> None:
        self._registry: CollectorRegistry | None = None
        self._requests: Any = None
        self._took: Any = None
        self._answers: Any = None

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request by its door and the class of its status."""
        self._open()
        door = DOORS.get(path.strip("/").split("/")[0], "page")
        self._requests.labels(door, f"{status // 100}xx").inc()
        self._took.labels(door).observe(seconds)

    def answered(self, outcome: str) -> None:
        """Count an answer by its outcome."""
        self._open()
        self._answers.labels(outcome).inc()

    def text(self) -> bytes:
        """Return all counts in Prometheus' text format."""
        from prometheus_client import generate_latest

        return generate_latest(self._open())

    def _open(self) -> CollectorRegistry:
        if self._registry is None:
            from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

            registry = CollectorRegistry()
            ProcessCollector(registry=registry)
            self._requests = Counter(
                "report_assistant_requests", "Requests", ("door", "status"), registry=registry
            )
            self._took = Histogram(
                "report_assistant_request_seconds", "Time until a request was answered", ("door",),
                registry=registry, buckets=SECONDS,
            )  # fmt: skip
            self._answers = Counter(
                "report_assistant_answers", "Answers to programs", ("outcome",), registry=registry
            )
            self._registry = registry
        return self._registry
