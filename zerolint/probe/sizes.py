"""The sizes and the numbers of what a recipe stands for, as far as the facts tell them."""

from __future__ import annotations

import math
from typing import Any

from zerolint.claims.recipe import Shape
from zerolint.facts.intervals import Interval
from zerolint.facts.values import Known, Tensor


def shape_behind_rows(tensor: Tensor) -> Shape | None:
    """The sizes of all axes but the first; None where the rank is not known."""
    if tensor.shape is None or Known(...) in tensor.shape:
        return None
    known = (size.value if isinstance(size, Known) else None for size in tensor.shape[1:])
    return tuple(size if isinstance(size, int) else None for size in known)


def numbers_in(found: Interval) -> dict[str, Any]:
    """Numbers to draw for data of which the bounds are known."""
    if math.isfinite(found.low) and math.isfinite(found.high):
        return {"numbers": "uniform", "low": found.low, "high": found.high}
    if found.low >= 0:
        return {"numbers": "positive", "low": found.low if math.isfinite(found.low) else 0.0}
    return {"numbers": "normal"}


def weights_of(tensor: Tensor) -> int:
    """About how many weights a layer has; 0 where its sizes are not known."""
    source = tensor.operands[0] if tensor.operands else None
    if not isinstance(source, Tensor) or not tensor.operator.endswith(("Dense", "Conv1D", "Conv2D", "Conv3D", "LSTM")):
        return 0
    sizes = [each.dimension(-1) for each in (source, tensor)]
    numbers = [size.value for size in sizes if isinstance(size, Known) and isinstance(size.value, int)]
    return math.prod(numbers) if len(numbers) == 2 else 0
