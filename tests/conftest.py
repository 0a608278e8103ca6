"""What every test stands on: an offline, quiet environment, set before any library is imported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

OFFLINE = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "OMP_NUM_THREADS": "2",
    "OMP_WAIT_POLICY": "PASSIVE",
    "TRANSFORMERS_OFFLINE": "1",
}
os.environ.update(OFFLINE)

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def samples(repository: Path) -> Path:
    """The reports written for this project."""
    return repository / "corpus" / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout; absent on a laptop, required in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs the real reports at {SHARED}, and they are not there.")
        pytest.skip(f"the real reports are not here: {SHARED}")
    return SHARED
