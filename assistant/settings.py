"""Settings from the environment, read once at the edge; everything else takes arguments."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.chat_model import ModelSettings
from assistant.people.models import ROLES, Role

MODEL = "REPORT_ASSISTANT_MODEL"
MODEL_URL = "REPORT_ASSISTANT_MODEL_URL"
MODEL_KEY = "REPORT_ASSISTANT_MODEL_KEY"
MODEL_SECONDS = "REPORT_ASSISTANT_MODEL_SECONDS"
STORE = "REPORT_ASSISTANT_STORE"
HOST = "REPORT_ASSISTANT_HOST"
PORT = "REPORT_ASSISTANT_PORT"
ROOT_PATH = "REPORT_ASSISTANT_ROOT_PATH"
HOSTS = "REPORT_ASSISTANT_HOSTS"
PROXIES = "REPORT_ASSISTANT_PROXIES"
PROXY_HEADER = "REPORT_ASSISTANT_PROXY_HEADER"
PROXY_ROLE = "REPORT_ASSISTANT_PROXY_ROLE"
SESSION_HOURS = "REPORT_ASSISTANT_SESSION_HOURS"
LOG = "REPORT_ASSISTANT_LOG"
LOG_QUESTIONS = "REPORT_ASSISTANT_LOG_QUESTIONS"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the page is served; every field has the name of its setting, in the README's table."""

    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    proxy_header: str = ""
    proxy_role: Role | None = None
    session_hours: float = 12.0
    log_requests: bool = False
    log_questions: bool = False


def server_settings() -> ServerSettings:
    """Return how the page is served; a setting that is not as it must be is a ValueError."""
    port = os.environ.get(PORT, "7860")
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise ValueError(f"{PORT}={port!r} is not a port; give a number from 1 to 65535")
    role = os.environ.get(PROXY_ROLE, "")
    if role not in ("", *ROLES):
        raise ValueError(f"{PROXY_ROLE}={role!r} is not a role; give one of {', '.join(ROLES)}")
    header, proxies = os.environ.get(PROXY_HEADER, "").lower(), _networks()
    if header and not proxies:
        raise ValueError(f"{PROXY_HEADER} needs {PROXIES}: the addresses that may send it")
    return ServerSettings(
        os.environ.get(HOST, "127.0.0.1"),
        int(port),
        root_path(os.environ.get(ROOT_PATH, "")),
        tuple(name.lower() for name in _listed(HOSTS)),
        proxies,
        header,
        next((known for known in ROLES if known == role), None),
        _time(SESSION_HOURS, "12", "hours"),
        os.environ.get(LOG, "") == "requests",
        os.environ.get(LOG_QUESTIONS, "") == "1",
    )


def root_path(text: str) -> str:
    """Return a sub-path that a proxy serves the page at, "" or "/reports"."""
    path = text.rstrip("/")
    if path and not re.fullmatch(r"(/[A-Za-z0-9_-]+)+", path):
        raise ValueError(f"{text!r} is not a sub-path; give one such as /reports")
    return path


def _networks() -> tuple[str, ...]:
    for named in (found := _listed(PROXIES)):
        try:
            ipaddress.ip_network(named, strict=False)
        except ValueError:
            raise ValueError(f"{PROXIES}: {named!r} is no address or range of addresses") from None
    return found


def _listed(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in os.environ.get(name, "").split(",") if part.strip())


def _time(name: str, usual: str, unit: str) -> float:
    told = os.environ.get(name, usual)
    if not told.replace(".", "", 1).isdigit() or float(told) <= 0:
        raise ValueError(f"{name}={told!r} is not a time; give {unit}, such as {usual}")
    return float(told)


def default_store() -> Path:
    """Return the store's folder: $REPORT_ASSISTANT_STORE, or one in the user's data folder."""
    from platformdirs import user_data_path

    named = os.environ.get(STORE)
    return Path(named) if named else user_data_path("enforcement-report-assistant") / "store"


def model_settings() -> ModelSettings | None:
    """Return the chat model that may word answers, None where $REPORT_ASSISTANT_MODEL is unset.

    The name is LangChain's "provider:model"; the URL that of an OpenAI-compatible server; the
    seconds the time for one answer. A time that is no positive number is a ValueError.
    """
    name = os.environ.get(MODEL)
    if not name:
        return None
    seconds = _time(MODEL_SECONDS, "20", "seconds")
    return ModelSettings(name, os.environ.get(MODEL_URL), os.environ.get(MODEL_KEY), seconds)
