"""What readers marked as wrong becomes draft cases; a draft counts once a person has accepted it.

``draft_from_turn`` writes down a conversation as it was; ``accept`` moves a draft into a file of
cases once it says what is right. Nothing of it leaves the store's folder.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.errors import EvalsError

if TYPE_CHECKING:
    from assistant.models import Turn

DRAFTS = Path("feedback") / "drafts.jsonl"
EXPECTS = ("figures", "evidence", "derived", "says", "no", "outcome", "warned")
"""A case says at least one of these: what is right."""
NOTES = ("note", "turn", "noted")
"""What a draft carries besides a case: why, the whole turn, and when."""

_WRITING = threading.Lock()
_LONGEST_REASON = 2_000


def draft_from_turn(turns: Sequence[Turn], reason: str, store: Path | str) -> Path:
    """Add the last of ``turns`` to the store's drafts, with the questions before it; returns the file.

    The whole answer is kept beside it as it was shown, and ``reason`` is what the reader said.
    Nothing is expected of the case yet, and it is marked unreviewed.
    """
    from assistant.contract import turn_json

    if not turns:
        raise EvalsError("no turn was given, so there is nothing to note")
    *earlier, last = turns
    noted = datetime.now(UTC).isoformat(timespec="seconds")
    asked = "\n".join(t.question.text for t in turns)
    row = {
        "id": f"feedback-{hashlib.sha256(f'{noted}{asked}'.encode()).hexdigest()[:10]}",
        "question": last.question.text,
        "language": last.question.language,
        "history": [t.question.text for t in earlier],
        "reviewed": False,
        "note": reason.strip()[:_LONGEST_REASON],
        "noted": noted,
        "turn": turn_json(last),
    }
    file = Path(store) / DRAFTS
    with _WRITING:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as lines:
            lines.write(_line(row))
    return file


def read_drafts(file: Path) -> list[dict[str, Any]]:
    """Return the drafts of a file; raises EvalsError for what is no draft."""
    if not file.is_file():
        raise EvalsError(f"{file}: no such file; drafts of a store are in STORE/{DRAFTS}")
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise EvalsError(f"{file.name}:{number} line: not JSON ({error.msg})") from error
    return rows


def accept(file: Path, id_: str, into: Path, right: Mapping[str, Any]) -> dict[str, Any]:
    """Move a draft into the cases file ``into``, with what is ``right`` added; returns the case.

    Raises EvalsError where there is no such draft, or where it says nothing to hold an answer to.
    """
    rows = read_drafts(file)
    draft = next((r for r in rows if r.get("id") == id_), None)
    if draft is None:
        known = ", ".join(str(r.get("id")) for r in rows) or "none"
        raise EvalsError(f"{file}: no draft {id_!r}; waiting are {known}")
    case = {k: v for k, v in {**draft, **right}.items() if k not in NOTES} | {"reviewed": True}
    if not any(case.get(field) for field in EXPECTS):
        raise EvalsError(
            f"{id_}: nothing is expected of it; say what is right with --value, --evidence, "
            "--says or --no"
        )
    _checked(case)
    into.parent.mkdir(parents=True, exist_ok=True)
    with into.open("a", encoding="utf-8") as lines:
        lines.write(_line(case))
    rest = "".join(_line(r) for r in rows if r is not draft)
    part = file.with_suffix(".part")
    part.write_text(rest, encoding="utf-8")
    part.replace(file)
    return case


def _checked(case: Mapping[str, Any]) -> None:
    """Raise InvalidCases where the case can not be read as one."""
    import tempfile

    from evals.cases import load_cases

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "accepted.jsonl"
        file.write_text(_line(case), encoding="utf-8")
        load_cases([file])


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=str) + "\n"
