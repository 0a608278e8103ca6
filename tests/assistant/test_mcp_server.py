"""Programs reach the abilities over MCP, on the page's address and on the standard streams."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus import read_report
from index import Index
from tests.serving import sample_assistant, serving

ROOT = Path(__file__).resolve().parents[2]
RUMORS = {"measure": "辟谣", "year": 2024}
HANDSHAKE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
TAKES = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def address(samples: Path) -> Iterator[str]:
    with serving(sample_assistant(samples)) as address:
        yield f"{address}mcp"


def called(target: Any, tool: str, arguments: dict[str, Any], mode: str = "auto") -> Any:
    """Return the names of the offered tools, and what one of them returns to an MCP client."""
    from mcp.client import Client

    async def call() -> Any:
        async with Client(target, mode=mode) as client:
            offered = [t.name for t in (await client.list_tools()).tools]
            return offered, await client.call_tool(tool, arguments)

    return asyncio.run(call())


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_a_client_of_the_running_app_looks_a_figure_up_with_its_source(
    address: str, mode: str
) -> None:
    offered, result = called(address, "lookup_figure", RUMORS, mode)
    assert offered == ["ask", "lookup_figure", "compare_years", "search_passages", "list_reports"]
    found = json.loads(result.content[0].text)
    assert [f["value"] for f in found["figures"]] == [422]
    assert "422" in found["citations"][0]["quote"]


def test_a_short_name_of_an_office_is_enough_to_search_its_reports(address: str) -> None:
    _, result = called(address, "search_passages", {"query": "辟谣", "office": "渝北", "count": 3})
    assert len(json.loads(result.content[0].text)) == 3


def test_a_wrong_argument_is_an_error_that_says_which(address: str) -> None:
    _, result = called(address, "lookup_figure", {"measure": "辟谣", "year": "last"})
    assert result.is_error
    assert "year" in result.content[0].text


def test_a_question_that_is_too_long_is_refused(address: str) -> None:
    _, result = called(address, "ask", {"question": "辟谣" * 1000})
    assert result.is_error
    assert "characters" in result.content[0].text


def test_a_web_page_may_not_call_the_tools(address: str) -> None:
    page = {"origin": "http://elsewhere.example", **TAKES}
    assert httpx.post(address, json=HANDSHAKE, headers=TAKES).status_code == 200
    assert httpx.post(address, json=HANDSHAKE, headers=page).status_code == 403
    assert httpx.get(address, headers=TAKES).status_code == 405


def test_a_program_that_starts_the_command_is_served_on_its_streams(
    samples: Path, tmp_path: Path
) -> None:
    from mcp.client.stdio import StdioServerParameters, stdio_client

    with Index.open(tmp_path, encoder="hash") as index:
        for file in sorted(samples.glob("*.txt")):
            index.add(read_report(file))
    arguments = ["-m", "assistant", "--mcp", "--store", str(tmp_path)]
    command = StdioServerParameters(command=sys.executable, args=arguments, cwd=ROOT)
    _, result = called(stdio_client(command), "lookup_figure", RUMORS)
    assert json.loads(result.content[0].text)["figures"][0]["value"] == 422
