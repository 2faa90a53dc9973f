"""How much of a file's training was understood: clean must not look like not understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Understanding:
    """`fits` training calls were seen, `understood` of them with head, loss, optimizer and rows known.

    `reasons` are the commonest causes of the rest, with counts.
    """

    trains: bool = False
    fits: int = 0
    understood: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
