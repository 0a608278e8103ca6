"""Settings from the environment, read once at the edge; everything else takes arguments."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.chat_model import ModelSettings

MODEL = "REPORT_ASSISTANT_MODEL"
MODEL_URL = "REPORT_ASSISTANT_MODEL_URL"
MODEL_KEY = "REPORT_ASSISTANT_MODEL_KEY"
MODEL_SECONDS = "REPORT_ASSISTANT_MODEL_SECONDS"
STORE = "REPORT_ASSISTANT_STORE"


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
    told = os.environ.get(MODEL_SECONDS, "20")
    if not told.replace(".", "", 1).isdigit() or float(told) <= 0:
        raise ValueError(f"{MODEL_SECONDS}={told!r} is not a time; give seconds, such as 20")
    return ModelSettings(name, os.environ.get(MODEL_URL), os.environ.get(MODEL_KEY), float(told))
