"""The reading process: ``python -m corpus.worker_process`` reads the files it is told to on stdin.

Each line in names a file; the lines out say which member and page is being read, and what was found.
An error that no reader foresaw ends the process, its last line saying which: what a hostile file left
behind in it is not trusted with the next one.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from corpus.errors import CorpusError
from corpus.models import Report, Unread
from corpus.progress import watched
from corpus.readers import read_file
from corpus.readers.archive import Member
from corpus.report import members_of, read_bytes, read_pages, report_of, seal_of
from corpus.worker_guard import allow, fence
from corpus.worker_wire import from_line, packed, to_line

_WARMING = "云泽县司法局2023年工作报告\n一、总体情况\n全年办结案件17件。"
Say = Callable[[dict[str, Any]], None]


def main() -> None:
    """Serve until stdin ends. The two arguments are bytes of memory: for text, and for scans."""
    memory, scan_memory = (int(argument) for argument in sys.argv[1:3])
    say = _voice()
    sys.excepthook = partial(_last_words, say)
    fence()
    # What every file needs is loaded before the time of the first one begins.
    read_bytes(_WARMING.encode(), "warming.txt")
    say({"ready": True})
    for line in sys.stdin.buffer:
        allow(memory)
        serve(from_line(line), say, scan_memory)


def serve(request: dict[str, Any], say: Say, scan_memory: int) -> None:
    """Read the file that ``request`` names, from its member ``skip`` on, and say what is found."""

    def page_begins(page: int, pages: int, scan: bool) -> None:
        if scan:
            allow(scan_memory)
        say({"page": page, "pages": pages, "scan": scan})

    name = request["name"]
    with watched(page_begins):
        try:
            data = read_file(Path(request["path"]))
            say({"sha256": hashlib.sha256(data).hexdigest()})
            members = members_of(data, name)
            del data
            for number, member in enumerate(members):
                if number >= request["skip"]:
                    say({"begins": member.source})
                    say(packed(_read(member, say)))
        except CorpusError as error:
            say(packed(Unread(name, str(error.at(name)))))
    say({"done": True})


def _read(member: Member, say: Say) -> Report | Unread:
    """Return the report that a file holds; say how much text it has before working through it."""
    try:
        data = member.read()
        raw = read_pages(data, member.source)
        seal = seal_of(data, member.source)
        del data
    except CorpusError as error:
        return Unread(member.source, str(error))
    say({"characters": sum(map(len, raw.pages))})
    return report_of(raw, member.source, seal)


def _voice() -> Say:
    """Return what speaks to the keeper; whatever a library prints goes elsewhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def say(message: dict[str, Any]) -> None:
        out.write(to_line(message))
        out.flush()

    return say


def _last_words(
    say: Say, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Tell the keeper which error ends this process, and show it whole on stderr."""
    say({"broke": " ".join(f"{kind.__name__}: {error}".split())[:300]})
    sys.__excepthook__(kind, error, trace)


if __name__ == "__main__":
    main()
