"""Measures the running window: how soon it can be used and answers, and how it bears many at once.

    python -m tests.measure_window --people 20 --questions 5

The samples are built into a store of their own and served by ``app.py`` on a loopback port, with
no model. A reader in Chromium opens the page, asks, and opens a source; then so many people ask at
once, by REST and through the page's queue. Everything is measured in one run and printed with the
machine's load, as rows of a table for evals/LOG.md.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Annotated

import httpx
import typer
from playwright.sync_api import Page, sync_playwright

from tests.serving import free_port

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = (
    "2024年辟谣多少次？",
    "2022年和2024年辟谣次数对比",
    "how many rumor rebuttals in 2024",
    "2024年普法宣传怎么做的？",
    "2022年查删有害信息多少条？",
    "2024年存在哪些问题？",
    "2024年受理举报多少件？",
    "2023年辟谣多少次？",
)
PATIENCE = 60.0
WHOLE = "whole answer with citations"
Ask = Callable[[str], bool]


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, float, int]]:
    """Yield the running product's address, how many seconds it took to be up, and its process."""
    python, store = sys.executable, str(folder / "store")
    samples = str(ROOT / "corpus" / "samples")
    build = [python, "-m", "index", "build", samples, "--store", store]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    port, begun = free_port(), time.perf_counter()
    command = [python, "app.py", "--store", store, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/"
        try:
            wait_until_up(address, server)
            yield address, time.perf_counter() - begun, server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def wait_until_up(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers, or raise where it ended."""
    for _ in range(1200):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        try:
            if httpx.get(f"{address}health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} is not up after two minutes")


def read_on_the_page(page: Page, address: str, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each step that one reader waits for, round by round."""
    page.set_default_timeout(PATIENCE * 1000)
    begun = time.perf_counter()
    page.goto(address)
    page.locator(".welcome button.ask").first.wait_for()
    times: dict[str, list[float]] = {"page usable": [time.perf_counter() - begun]}
    for number in range(rounds):
        page.locator("#box textarea").fill(QUESTIONS[number % len(QUESTIONS)])
        begun = time.perf_counter()
        page.keyboard.press("Enter")
        answer = page.locator("#chat .answer").nth(number)
        answer.wait_for()
        times.setdefault("first words", []).append(time.perf_counter() - begun)
        page.locator("#chat .tail").nth(number).wait_for()
        times.setdefault(WHOLE, []).append(time.perf_counter() - begun)
        if answer.locator("a.cite").count():
            begun = time.perf_counter()
            answer.locator("a.cite").first.click()
            page.locator(".panel mark#quote").wait_for()
            times.setdefault("click to source", []).append(time.perf_counter() - begun)
            page.keyboard.press("Escape")
            page.locator(".panel").wait_for(state="detached")
        told = ", ".join(f"{name} {seconds[-1]:.2f}" for name, seconds in times.items())
        typer.echo(f"{QUESTIONS[number % len(QUESTIONS)]} {told}", err=True)
    return times


def by_rest(address: str) -> Ask:
    """Return one person who asks by REST."""
    client = httpx.Client(timeout=PATIENCE)

    def ask(question: str) -> bool:
        answer = client.post(f"{address}api/ask", json={"question": question})
        return answer.status_code == 200 and bool(answer.json()["text"])

    return ask


def by_queue(address: str) -> Ask:
    """Return one person who asks through the page's queue, over one connection as a browser does."""
    client = httpx.Client(timeout=PATIENCE, base_url=f"{address}gradio_api/call/ask")

    def ask(question: str) -> bool:
        event = client.post("", json={"data": [question]}).json()["event_id"]
        told = client.get(f"/{event}").text
        return "event: complete" in told and '"text"' in told

    return ask


def at_once(people: Sequence[Ask], each: int) -> tuple[list[float], int]:
    """Let everybody ask ``each`` questions, beginning together; return the seconds and failures."""
    start = Barrier(len(people))

    def one(number: int) -> list[tuple[float, bool]]:
        start.wait()
        told = []
        for turn in range(each):
            begun = time.perf_counter()
            try:
                good = people[number](QUESTIONS[(number + turn) % len(QUESTIONS)])
            except (httpx.HTTPError, KeyError, ValueError):
                good = False
            told.append((time.perf_counter() - begun, good))
        return told

    with ThreadPoolExecutor(len(people)) as crowd:
        found = [pair for told in crowd.map(one, range(len(people))) for pair in told]
    return [seconds for seconds, _ in found], sum(not good for _, good in found)


def row(name: str, seconds: Sequence[float], note: str = "") -> str:
    """Return a row of the table: median, 95th of a hundred, worst."""
    ordered = sorted(seconds)
    p95 = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    cells = (
        name,
        len(ordered),
        *(f"{s:.2f}" for s in (ordered[len(ordered) // 2], p95, ordered[-1])),
    )
    return f"| {' | '.join(map(str, cells))} | {note} |"


def worked(process: int) -> float:
    """Return the seconds of processor that a process has used, which no other's load changes."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def loaded() -> str:
    """Return how busy the machine is."""
    return f"{os.cpu_count()} cores, load " + " ".join(f"{load:.1f}" for load in os.getloadavg())


def main(
    people: Annotated[int, typer.Option(min=1, max=50, help="How many ask at once.")] = 20,
    questions: Annotated[int, typer.Option(min=1, max=50, help="How many each asks.")] = 5,
    rounds: Annotated[int, typer.Option(min=1, max=8, help="How many one reader asks.")] = 6,
) -> None:
    """Serve the samples, measure, and print the table."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise typer.BadParameter("Chromium is not installed: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(locale="zh-CN")
        typer.echo(f"before: {loaded()}")
        with served(Path(folder)) as (address, up, process):
            typer.echo("| seconds | n | p50 | p95 | worst | |\n|---|---|---|---|---|---|")
            typer.echo(row("server up", [up]))
            for name, seconds in read_on_the_page(page, address, rounds).items():
                typer.echo(row(name, seconds))
            browser.close()
            for name, way in (("REST", by_rest), ("page's queue", by_queue)):
                crowd, before = [way(address) for _ in range(people)], worked(process)
                seconds, failed = at_once(crowd, questions)
                note = f"{failed} failed; {worked(process) - before:.1f} s of processor"
                typer.echo(row(f"{people} at once, {name}", seconds, note))
        typer.echo(f"after: {loaded()}")


if __name__ == "__main__":
    typer.run(main)
