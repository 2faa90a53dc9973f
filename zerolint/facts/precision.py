"""Of which type the weights and numbers of a run are."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.events import Event
from zerolint.facts.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionSet(Event):
    """The script says of which type weights and numbers are from here on: "float16", "mixed_float16"."""

    kind: Value
