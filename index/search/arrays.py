"""The types of numpy's arrays. Numpy's own are imported for the type checker alone: to make them takes a quarter of
numpy's import."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Mask = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Counts = NDArray[np.uint16]
    Numbers = NDArray[np.int32]  # that stand for names or terms
    Rows = NDArray[np.uint32]  # as they are kept
else:
    Array = Mask = Ints = Floats = Counts = Numbers = Rows = np.ndarray
