"""Random orders: each shuffle has a key of its own, and says whether a seed makes it repeatable."""

from __future__ import annotations

from zerolint.facts.events import RowsShuffled
from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Object

SEEDS = ("random_state", "seed")


def new_order(m: Machine, call: Call, *, in_place: bool = False) -> int:
    """The key of the order that a call draws.

    A generator may have been made of a seed, so that another one of the same seed draws the same.
    """
    key = m.fresh()
    passed = any(call.has(name) and call.get(name) != NONE for name in SEEDS)
    own = isinstance(call.owner, Object) and "random" in call.owner.kind
    m.event(RowsShuffled(place=call.place, key=key, seeded=passed or own or call.opaque, in_place=in_place))
    return key
