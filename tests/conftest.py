"""What the tests share."""

import os
from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[2] / "shared" / "documents"


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of real documents. In CI its absence is a failure, elsewhere a reason to skip."""
    if not REAL.is_dir():
        message = "../shared/documents is not here"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return REAL
