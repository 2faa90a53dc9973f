"""Lists of row numbers in place of rows: what a plan says is done to them, by Python itself."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

Row = tuple[int, int]
"""The number of what it came from, and its own in there."""

HELD_OUT = 0.25
"""The share of rows that a condition, or a random split of which no size is known, leaves out."""


def listed(plan: Mapping[str, Any], draw: int, number: int = 0) -> Sequence[Row]:
    """The rows of a plan, in order. Equal draws give equal random orders; `number` counts the passes of a dataset."""
    if "root" in plan:
        return [(plan["root"], row) for row in range(plan["size"])]
    if "joined" in plan:
        return [row for part in plan["joined"] for row in listed(part, draw, number)]
    rows = listed(plan["of"], draw, number)
    if "take" in plan:
        return rows[slice(*plan["take"])]
    if "shuffled" in plan:
        seed = f"{draw} {plan['shuffled']} {number if plan.get('again') else ''}"
        return _shuffled(list(rows), random.Random(seed), plan.get("buffer"))
    chance = random.Random(f"{draw} {plan['masked']}")
    if plan.get("count") is None:
        chosen = {row for row in sorted(rows) if chance.random() >= HELD_OUT}
    else:
        chosen = set(_shuffled(sorted(rows), chance, None)[: plan["count"]])
    return [row for row in rows if (row in chosen) == plan["wanted"]]


def _shuffled(rows: list[Row], chance: random.Random, buffer: int | None) -> list[Row]:
    """All in a random order; or as a dataset does it, each drawn from a buffer that the next row fills up."""
    if buffer is None or buffer >= len(rows):
        chance.shuffle(rows)
        return rows
    waiting, order = rows[:buffer], []
    for following in rows[buffer:]:
        place = chance.randrange(len(waiting))
        order.append(waiting[place])
        waiting[place] = following
    chance.shuffle(waiting)
    return order + waiting
