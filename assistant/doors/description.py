"""The description of the doors: an OpenAPI document, and a page of it that needs no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI

ABOUT = (
    "Figures and passages of yearly enforcement reports, each with office, year, section and the "
    "quoted sentence. Every figure was checked against its source before it is sent. Where users "
    "are set up, send a key: `Authorization: Bearer era_…`."
)
STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;"
    "max-width:60rem;margin:2rem auto;padding:0 1rem}pre{overflow-x:auto;padding:.8rem;"
    "border:1px solid #7c8aa3;border-radius:6px}h2{border-top:1px solid #7c8aa3;padding-top:1.2rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.25rem .8rem .25rem 0;"
    "border-bottom:1px solid #7c8aa3;vertical-align:top}code{overflow-wrap:anywhere}"
)


def describe(made: FastAPI, root: str) -> dict[str, Any]:
    """Return the OpenAPI document of the doors, as they are served below ``root``."""
    from fastapi.openapi.utils import get_openapi

    told = get_openapi(
        title=made.title, version=made.version, routes=made.routes, description=ABOUT
    )
    schemes = told.setdefault("components", {}).setdefault("securitySchemes", {})
    schemes["key"] = {"type": "http", "scheme": "bearer"}
    told["security"] = [{"key": []}, {}]
    told["servers"] = [{"url": root.rstrip("/") or "/"}]
    told["paths"]["/health"]["get"]["responses"]["503"] = {
        "description": "Questions cannot be answered",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}},
    }
    answered = told["paths"]["/v1/chat/completions"]["post"]["responses"]["200"]["content"]
    answered["text/event-stream"] = {"schema": {"type": "string"}}
    return told


def page_of(told: dict[str, Any]) -> str:
    """Return the document as a page of plain HTML: nothing is fetched, nothing runs."""
    parts = [
        f"<h1>{escape(told['info']['title'])}</h1><p>{escape(told['info']['description'])}</p>",
        '<p><a href="openapi.json">openapi.json</a></p>',
    ]
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            parts += _operation(told, path, method, operation)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head>'
        f"<body><main>{''.join(parts)}</main></body></html>"
    )


def _operation(
    told: dict[str, Any], path: str, method: str, operation: dict[str, Any]
) -> Iterator[str]:
    yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    given = [_parameter(parameter) for parameter in operation.get("parameters", ())]
    if given:
        yield f"<table><tr><th>Parameter</th><th>Type</th></tr>{''.join(given)}</table>"
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if sent:
        yield f"<h3>Request</h3><pre tabindex=0>{_shape(told, sent['schema'])}</pre>"
    for status, response in operation["responses"].items():
        schema = response.get("content", {}).get("application/json", {}).get("schema")
        if status == "200" and schema:
            yield f"<h3>Answer</h3><pre tabindex=0>{_shape(told, schema)}</pre>"


def _parameter(parameter: dict[str, Any]) -> str:
    needed = " (required)" if parameter.get("required") else ""
    schema = {k: v for k, v in parameter["schema"].items() if k != "title"}
    return (
        f"<tr><td><code>{escape(parameter['name'])}</code>{needed}</td>"
        f"<td><code>{escape(json.dumps(schema, ensure_ascii=False))}</code></td></tr>"
    )


def _shape(told: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return a schema as an outline of its fields."""
    return escape(json.dumps(_outline(told, schema), ensure_ascii=False, indent=2))


def _outline(told: dict[str, Any], schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return _outline(told, told["components"]["schemas"][name])
    if "properties" in schema:
        return {name: _outline(told, part) for name, part in schema["properties"].items()}
    if "items" in schema:
        return [_outline(told, schema["items"])]
    if "anyOf" in schema:
        options = [_outline(told, part) for part in schema["anyOf"]]
        plain = all(isinstance(option, str) for option in options)
        return " | ".join(options) if plain else options[0]
    known = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    return " | ".join(map(str, known)) or str(schema.get("type", "any"))
