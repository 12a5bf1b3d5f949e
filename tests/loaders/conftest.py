"""What the tests of the loaders share."""

import importlib
import json
from typing import Any

import pytest

from loaders.files import process
from loaders.limits import Limits
from records.packing import packed, unpacked


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read in this process, for tests of what is read and not of where: starting another one takes longer
    than all else. The document is packed and unpacked as on its way between the two."""

    def document(reader: str, name: str, data: bytes, _progress: Any = None, _limits: Limits = process.SHORT) -> Any:
        made = importlib.import_module(f"loaders.files.{reader}").document(name, data)
        return unpacked(json.loads(json.dumps(packed(made))))

    monkeypatch.setattr(process, "document", document)
