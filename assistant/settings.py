"""Settings from the environment, read once at the edge; everything else takes arguments."""

from __future__ import annotations

import os
from pathlib import Path

STORE = "REPORT_ASSISTANT_STORE"


def default_store() -> Path:
    """Return the store's folder: $REPORT_ASSISTANT_STORE, or one in the user's data folder."""
    from platformdirs import user_data_path

    named = os.environ.get(STORE)
    return Path(named) if named else user_data_path("enforcement-report-assistant") / "store"
