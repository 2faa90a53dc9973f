"""Which findings are known: two lists of identities, paired from the most exact likeness to the loosest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from zerolint.findings.fingerprint import Identity

Likeness = Callable[[Identity], Hashable]


def same(identity: Identity) -> Hashable:
    """The same code under the same names."""
    return identity


def moved(identity: Identity) -> Hashable:
    """The same statement, wherever it is now."""
    return identity.code, identity.statement


def edited(identity: Identity) -> Hashable:
    """The same part in the same scope, whatever was done to the statement around it."""
    return identity.code, identity.scope, identity.part


LIKENESSES: tuple[Likeness, ...] = (same, moved, edited)


@dataclass(frozen=True, slots=True)
class Match:
    """The positions in both lists that are left without a partner, in ascending order."""

    new: tuple[int, ...]
    gone: tuple[int, ...]


def match(
    found: Sequence[Identity],
    known: Sequence[Identity],
    *,
    likenesses: Sequence[Likeness] = LIKENESSES,
    preferred: Callable[[int], bool] = lambda position: True,
) -> Match:
    """Pair every finding with a known one, each of which answers for one finding only.

    So a second equal finding is new, and so is one that differs from what has gone. Where
    equal findings compete for a known one, a `preferred` one gets it, then the first.
    """
    new = sorted(range(len(found)), key=lambda position: not preferred(position))
    gone = list(range(len(known)))
    for likeness in likenesses:
        waiting: dict[Hashable, list[int]] = {}
        for position in reversed(gone):
            waiting.setdefault(likeness(known[position]), []).append(position)
        left = []
        for position in new:
            partners = waiting.get(likeness(found[position]))
            if partners:
                partners.pop()
            else:
                left.append(position)
        new = left
        gone = sorted(position for partners in waiting.values() for position in partners)
    return Match(tuple(sorted(new)), tuple(gone))
