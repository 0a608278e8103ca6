"""What the README promises exists: its commands, their options, its links, its installation."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from assistant import Assistant
from corpus import read_report
from index import Index

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PLAIN = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def blocks(language: str) -> list[str]:
    """Return the code blocks of one language."""
    return [body for name, body in FENCE.findall(README) if name == language]


def commands() -> list[str]:
    """Return every command a reader can type, without prompt and comment."""
    shown = [line for body in blocks("console") for line in body.splitlines()]
    typed = [line[2:] for line in shown if line.startswith("$ ")]
    typed += [line for body in blocks("bat") for line in body.splitlines()]
    return [re.sub(r"\s{2,}#.*", "", line).strip() for line in typed]


def doors() -> list[str]:
    """Return the commands that open a room or the chat."""
    return [c for c in commands() if re.search(r"python (-m (?!pip|venv)\w+|app\.py)", c)]


@cache
def help_of(door: str) -> str:
    """Return what ``python <door> --help`` prints."""
    done = subprocess.run(
        [sys.executable, *door.split(), "--help"],
        cwd=ROOT,
        env=os.environ | PLAIN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("command", doors())
def test_every_command_and_option_in_the_readme_exists(command: str) -> None:
    door = re.search(r"python (-m \w+(?: [a-z]+(?![\w./\\]))?|app\.py)", command)
    assert door, command
    text = help_of(door[1])
    for option in re.findall(r"(?<=\s)--?[a-z][\w-]*", command[door.end() :]):
        assert option in text, f"{door[1]} has no {option}"


@pytest.mark.parametrize("target", re.findall(r"^\$ make (\w+)", README, re.MULTILINE))
def test_every_make_target_in_the_readme_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_plain_installation_is_the_one_make_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    torch = re.search(r"^torch==(.*)$", lock, re.MULTILINE)
    assert torch
    steps = re.findall(r"\$\(PIP\) install (.*)", makefile)
    by_make = [s.replace("$(TORCH)", torch[1]).replace('"', "") for s in steps]
    assert re.findall(r"-m pip install (.*)", README) == by_make[:3]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^#)]+)\)", README))
def test_every_link_in_the_readme_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("code", blocks("python"))
def test_every_import_in_the_readme_is_exported(code: str) -> None:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            assert node.module
            room = __import__(node.module)
            assert {alias.name for alias in node.names} <= set(room.__all__)


def test_the_answer_shown_is_the_answer_given(samples: Path) -> None:
    with Index.in_memory() as index:
        for path in sorted(samples.glob("*.txt")):
            index.add(read_report(path))
        answer = Assistant(index).ask("2024年辟谣多少次？").answer
    assert "422" in answer.text
    assert answer.text.replace("*", "") in README
    assert answer.citations[0].quote in README
    assert " › ".join(answer.citations[0].section) in README
