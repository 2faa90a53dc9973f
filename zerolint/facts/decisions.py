"""What the script asks of data, to take one way or the other."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.events import Event
from zerolint.facts.values import Tensor

CONTAINS = "str.contains"
"""The operator of `text in name`; its attribute `pattern` is the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Event):
    """`test`, which depends on the data, decides between the arms of `branch` (`paths.Label`)."""

    branch: int
    test: Tensor
