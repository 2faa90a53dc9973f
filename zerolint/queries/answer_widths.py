"""How many numbers an output gives for a row, and how many its targets hold."""

from __future__ import annotations

from typing import NamedTuple

from zerolint.facts.values import Known, Tensor, Value
from zerolint.queries.label_shapes import label_axes

SPREAD = frozenset(
    """
    mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error huber log_cosh
    hinge squared_hinge categorical_hinge kl_divergence poisson cosine_similarity categorical_focal_crossentropy
    """.split()
)
"""Losses whose operators spread an axis of one number over the other's."""


class Widths(NamedTuple):
    """Numbers of each row, of answers in two axes; `targets` is None for targets in one axis."""

    answers: int
    targets: int | None

    @property
    def shapes(self) -> tuple[str, str]:
        """The shapes of the answers and of the targets, as they are written."""
        return f"(n, {self.answers})", "(n,)" if self.targets is None else f"(n, {self.targets})"


def widths(output: Tensor, target: Value) -> Widths | None:
    """The widths of an output and of what it is compared with; None where one of them is not known."""
    answers = _width(output)
    if answers is None or not isinstance(target, Tensor):
        return None
    if label_axes(target) == 1:
        return Widths(answers, None)
    targets = _width(target)
    return None if targets is None else Widths(answers, targets)


def _width(tensor: Tensor) -> int | None:
    shape = tensor.shape
    if shape is None or len(shape) != 2 or Known(...) in shape:
        return None
    return shape[1].value if isinstance(shape[1], Known) and isinstance(shape[1].value, int) else None
