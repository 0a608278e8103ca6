"""The doors for programs, put together with FastAPI.

It reads the types of the handlers when it takes them in, so this file keeps them as classes (no
``from __future__ import annotations``) and names FastAPI's own only where it is loaded.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import Field

from assistant.doors import completions, work
from assistant.doors.description import describe, page_of
from assistant.doors.front import request_id
from assistant.doors.metrics import Metrics
from assistant.doors.shapes import (
    MODEL,
    Answered,
    Asked,
    ChatAnswered,
    ChatAsked,
    Fault,
    Figures,
    Health,
    Hits,
    Models,
    ModelShape,
    Reports,
    ReportShape,
)
from assistant.models import Turn
from assistant.people.errors import PeopleFault
from assistant.people.models import visitor_of
from assistant.people.people import People
from assistant.sources import named, naming
from assistant.tools import MOST_CHARACTERS
from corpus.models import FigureKind
from index import IndexFault
from index.errors import UnknownReport
from index.ledger import Wanted

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.assistant import Assistant

AT_ONCE = 8
"""Questions of programs that are answered at the same time; the page has places of its own."""
MOST_WAITING = 64
Done = TypeVar("Done")


class Busy(Exception):
    """More questions wait than can be answered soon."""


class Refused(Exception):
    """A request that cannot be done, told to the program."""

    def __init__(self, status: int, code: str, why: str) -> None:
        super().__init__(why)
        self.status, self.code = status, code


class Desk:
    """Does what the handlers ask for, a few at a time, away from the server's own thread."""

    def __init__(self, assistant: "Assistant", people: People, metrics: Metrics) -> None:
        self.assistant = assistant
        self.people = people
        self.metrics = metrics
        self._few = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def do(self, job: Callable[..., Done], *args: Any) -> Done:
        """Return what ``job`` returns, or raise ``Busy``."""
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            async with self._few:
                return await asyncio.to_thread(job, *args)
        finally:
            self._waiting -= 1

    async def ask(self, request: Any, question: str, earlier: tuple[str, ...]) -> Turn:
        """Answer a question, count it and write it down."""
        turn, visitor = (
            await self.do(work.asked, self.assistant, question, earlier),
            visitor_of(request),
        )
        self.metrics.answered(turn.answer.outcome)
        note = self.people.log.note
        await asyncio.to_thread(note, visitor, "asked", question, request_id(request))
        return named(turn, naming(visitor))


def api(assistant: "Assistant", people: People, metrics: Metrics) -> "FastAPI":
    """Return the REST doors, the OpenAI-compatible ones, health, metrics and their description."""
    from fastapi import FastAPI

    made = FastAPI(
        title="Enforcement Report Assistant", version="1", openapi_url=None, docs_url=None, redoc_url=None,
        responses={code: {"model": Fault} for code in (400, 401, 403, 404, 413, 422, 503)},
    )  # fmt: skip
    desk = Desk(assistant, people, metrics)
    _add_reports(made, desk)
    _add_completions(made, desk)
    _add_state(made, desk)
    _add_faults(made)
    return made


def _add_reports(made: "FastAPI", desk: Desk) -> None:
    from fastapi import Path, Query, Request

    few = Query(max_length=20)
    years = Annotated[list[Annotated[int, Field(ge=1, le=9999)]], few]
    offices = Annotated[list[Annotated[str, Field(max_length=100)]], few]

    @made.post("/api/ask", response_model=Answered, tags=["reports"])
    async def ask(asked: Asked, request: Request) -> Any:
        """Answer a question, in Chinese or English, with verified figures and citations."""
        from assistant.contract import turn_json

        return turn_json(await desk.ask(request, asked.question, tuple(asked.history)))

    @made.get("/api/search", response_model=Hits, tags=["reports"])
    async def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=MOST_CHARACTERS)],
        k: Annotated[int, Query(ge=1, le=50)] = 10,
        year: years = [],  # noqa: B006
        office: offices = [],  # noqa: B006
    ) -> Any:
        """Find passages, by meaning and by words; years and offices are walls."""
        return await desk.do(
            work.searched, desk.assistant, q, k, year, office, naming(visitor_of(request))
        )

    @made.get("/api/figures", response_model=Figures, tags=["reports"])
    async def figures(
        request: Request,
        words: Annotated[str, Query(max_length=100)] = "",
        kind: FigureKind | None = None,
        year: years = [],  # noqa: B006
        office: offices = [],  # noqa: B006
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> Any:
        """List figures of the ledger, each with the sentence it stands in."""
        wanted = Wanted(tuple(office), tuple(year), kind or "", words.strip())
        return await desk.do(
            work.listed, desk.assistant, wanted, offset, limit, naming(visitor_of(request))
        )

    @made.get("/api/reports", response_model=Reports, tags=["reports"])
    async def reports(request: Request) -> Any:
        """List what is loaded."""
        return await desk.do(work.loaded, desk.assistant, naming(visitor_of(request)))

    @made.get("/api/reports/{id}", response_model=ReportShape, tags=["reports"])
    async def report(request: Request, id: Annotated[str, Path(max_length=100)]) -> Any:  # noqa: A002
        """Show one report's card."""
        return await desk.do(work.one_report, desk.assistant, id, naming(visitor_of(request)))


def _add_completions(made: "FastAPI", desk: Desk) -> None:
    from fastapi import Request
    from fastapi.responses import StreamingResponse

    @made.post("/v1/chat/completions", response_model=ChatAnswered, tags=["OpenAI-compatible"])
    async def complete(asked: ChatAsked, request: Request) -> Any:
        """Answer the last message of the user; the earlier ones are the talk before it."""
        if asked.model != MODEL:
            raise Refused(404, "model_not_found", f"there is no model {asked.model!r}; use {MODEL}")
        said = completions.questions_of(asked)
        if not said or len(said[-1]) > MOST_CHARACTERS:
            why = f"the last message must be a question of 1 to {MOST_CHARACTERS} characters"
            raise Refused(400, "no_question", why)
        turn = await desk.ask(request, said[-1], said[:-1])
        if asked.stream:
            events: Iterator[bytes] = completions.streamed(turn, asked)
            return StreamingResponse(events, media_type="text/event-stream")
        return completions.whole(turn, asked)

    @made.get("/v1/models", response_model=Models, tags=["OpenAI-compatible"])
    async def models() -> Any:
        """List the one model there is."""
        return completions.models()

    @made.get("/v1/models/{name}", response_model=ModelShape, tags=["OpenAI-compatible"])
    async def model(name: str) -> Any:
        """Show the one model there is."""
        if name != MODEL:
            raise Refused(404, "model_not_found", f"there is no model {name[:80]!r}; use {MODEL}")
        return completions.model()


def _add_state(made: "FastAPI", desk: Desk) -> None:
    from fastapi import Request
    from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse

    @made.get("/health", response_model=Health, tags=["state"])
    async def health() -> Any:
        """Say whether questions can be answered; no log-in is needed."""

        def look() -> None:
            desk.assistant.index.cards()
            desk.people.users.any()

        try:
            await asyncio.wait_for(asyncio.to_thread(look), 5)
        except (IndexFault, PeopleFault, TimeoutError):
            return JSONResponse({"status": "failing"}, 503)
        return {"status": "ok"}

    @made.get("/metrics", response_class=PlainTextResponse, tags=["state"])
    async def metrics() -> Any:
        """Give the counts for Prometheus."""
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return PlainTextResponse(desk.metrics.text(), media_type=kind)

    @made.get("/api/openapi.json", include_in_schema=False)
    async def description(request: Request) -> Any:
        return JSONResponse(describe(made, request.scope.get("root_path", "")))

    @made.get("/api/docs", include_in_schema=False)
    async def shown(request: Request) -> Any:
        return HTMLResponse(page_of(describe(made, request.scope.get("root_path", ""))))


def _add_faults(made: "FastAPI") -> None:
    from fastapi import Request
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse

    from assistant.asgi import kind_of

    def told(status: int, code: str, why: str) -> JSONResponse:
        return JSONResponse(
            {"error": {"message": why, "type": kind_of(status), "code": code}}, status
        )

    async def wrong(request: Request, fault: Exception) -> JSONResponse:
        assert isinstance(fault, RequestValidationError)  # noqa: S101
        where = [(".".join(str(p) for p in one["loc"]), one["msg"]) for one in fault.errors()[:5]]
        return told(422, "wrong_request", "; ".join(f"{place}: {why}" for place, why in where))

    async def missing(request: Request, fault: Exception) -> JSONResponse:
        return told(404, "no_such_address", "there is nothing here; /api/docs lists what there is")

    async def method(request: Request, fault: Exception) -> JSONResponse:
        answer = told(405, "wrong_method", "this address takes another method; see /api/docs")
        answer.headers.update(getattr(fault, "headers", None) or {})
        return answer

    async def unread(request: Request, fault: Exception) -> JSONResponse:
        return told(400, "wrong_request", "the request's body cannot be read as JSON")

    async def refused(request: Request, fault: Exception) -> JSONResponse:
        assert isinstance(fault, Refused)  # noqa: S101
        return told(fault.status, fault.code, str(fault))

    async def busy(request: Request, fault: Exception) -> JSONResponse:
        return told(503, "busy", "too many questions are waiting; try again in a few seconds")

    async def store(request: Request, fault: Exception) -> JSONResponse:
        if isinstance(fault, UnknownReport):
            return told(404, "no_such_report", "no report with this id is loaded; see /api/reports")
        return told(
            503, "store_unusable", "the store cannot be read now; the server's log says why"
        )

    async def broken(request: Request, fault: Exception) -> JSONResponse:
        return told(500, "broken", "something went wrong here; the server's log says what")

    made.add_exception_handler(Exception, broken)
    made.add_exception_handler(RequestValidationError, wrong)
    made.add_exception_handler(400, unread)
    made.add_exception_handler(404, missing)
    made.add_exception_handler(405, method)
    made.add_exception_handler(Refused, refused)
    made.add_exception_handler(Busy, busy)
    made.add_exception_handler(IndexFault, store)
    made.add_exception_handler(PeopleFault, store)
