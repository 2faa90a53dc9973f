"""Path labels: under which (branch, arm) choices a value or an event exists."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """One choice: the arm that was taken at a branch.

    A `soft` branch (a `try` body, a loop that may run zero times) counts as
    taken where certainty is decided; an `if` on an unknown test does not.
    """

    branch: int
    arm: int
    soft: bool = False


Labels = frozenset[Label]
ALWAYS: Labels = frozenset()
NO_TURN = -1
"""The arm on which a loop of unknown length has no turn at all."""


def contradict(first: Labels, second: Labels) -> bool:
    """Whether no run takes both sets of choices."""
    # Both are short: loops are faster than a table.
    for branch, arm, _ in second:
        for other, taken, _ in first:
            if other == branch and taken != arm:
                return True
    return False


def certain(labels: Labels) -> bool:
    """Whether every ordinary run takes these choices."""
    return all(label.soft for label in labels)


def ordinary(labels: Labels) -> bool:
    """Whether an ordinary run takes these choices: one whose loops have something to go over."""
    return all(label.arm != NO_TURN for label in labels)
