"""Several findings in one program: each is judged with the others fixed, where they would hide it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TypeVar

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Recipe

Key = TypeVar("Key", bound=Hashable)
PARTS = ("outputs", "costs", "optimizer", "row_weights")
"""What a fix may change of a recipe beside its nodes."""


def unmasked(subjects: Mapping[Key, Subject]) -> dict[Key, Subject]:
    """The subjects of one file's findings, each with the claim as it is once the others are fixed.

    A network of zeros hides that its output lacks an activation, a loss weight of zero hides everything.
    """
    claims = {key: each.claim for key, each in subjects.items()}
    found = dict(subjects)
    for key, claim in claims.items():
        others = [other for name, other in claims.items() if name != key and other is not None]
        apart = _apart(claim, others) if claim is not None else None
        if claim is not None and apart is not None:
            found[key] = replace(subjects[key], claim=replace(claim, apart=apart))
    return found


def _apart(claim: Claim, others: list[Claim]) -> Claim | None:
    written, fixed = claim.written, claim.fixed
    if written is None or fixed is None or len(written.nodes) != len(fixed.nodes):
        return None
    own = _changed(written, fixed)
    for other in others:
        if other.written != claim.written or other.fixed is None or other.written is None:
            continue
        if len(other.fixed.nodes) != len(other.written.nodes) or own & _changed(other.written, other.fixed):
            continue
        written = _with(written, other.written, other.fixed)
        fixed = _with(fixed, other.written, other.fixed)
    return None if written == claim.written else replace(claim, written=written, fixed=fixed)


def _changed(before: Recipe, after: Recipe) -> set[int | str]:
    """The numbers of the nodes and the names of the parts that differ."""
    nodes = {number for number, node in enumerate(before.nodes) if node != after.nodes[number]}
    return nodes | {part for part in PARTS if getattr(before, part) != getattr(after, part)}


def _with(recipe: Recipe, before: Recipe, after: Recipe) -> Recipe:
    """A recipe with what another fix of the same program changes; what it has changed itself already stays."""
    for change in _changed(before, after):
        if isinstance(change, int):
            if recipe.nodes[change] == before.nodes[change]:
                recipe = recipe.with_node(change, after.nodes[change])
        elif getattr(recipe, change) == getattr(before, change):
            recipe = replace(recipe, **{change: getattr(after, change)})
    return recipe
