"""Programs get the same verified answers as people."""

from __future__ import annotations

import json

from assistant import Assistant
from assistant.tools import tools


def test_the_tools_have_typed_arguments_and_say_what_they_do(assistant: Assistant) -> None:
    by_name = {t.name: t for t in tools(assistant)}
    assert set(by_name) == {
        "ask",
        "lookup_figure",
        "compare_years",
        "search_passages",
        "list_reports",
    }
    assert by_name["compare_years"].args["first"]["type"] == "integer"
    assert all(t.description for t in by_name.values())


def test_a_figure_is_looked_up_with_its_source(assistant: Assistant) -> None:
    lookup = next(t for t in tools(assistant) if t.name == "lookup_figure")
    found = json.loads(lookup.invoke({"measure": "辟谣", "year": 2024, "office": "渝北"}))
    assert [f["value"] for f in found["figures"]] == [422]
    assert "422" in found["citations"][0]["quote"]


def test_years_are_compared(assistant: Assistant) -> None:
    compare = next(t for t in tools(assistant) if t.name == "compare_years")
    found = json.loads(
        compare.invoke({"measure": "辟谣", "first": 2022, "second": 2024, "office": "渝北"})
    )
    assert found["derived"][0]["value"] == 401
