"""What a finding says would happen, as data that a process of its own can check without the user's code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from zerolint.claims.recipe import Recipe, as_recipe
from zerolint.facts.places import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one kind. `confirm` are the thresholds of the rule's page.

    `written` is the program as the script has it, `fixed` the same one fixed, which `fixed_how` says in words ("with
    sigmoid"); `nodes` are what the claim is about in the one, `fixed_nodes` in the other. A claim about rows has
    `details` instead. `partly` says what of the program was stood in for. `apart` is the claim as it is once the
    other findings in its program are fixed. `others` can be claimed at the same place, of another fit, say: what
    is found there is confirmed where one of all these is.
    """

    kind: str
    confirm: Mapping[str, float] = field(default_factory=dict)
    written: Recipe | None = None
    fixed: Recipe | None = None
    fixed_how: str = ""
    nodes: tuple[int, ...] = ()
    fixed_nodes: tuple[int, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    partly: str = ""
    apart: Claim | None = None
    others: tuple[Claim, ...] = ()

    @property
    def needs_tensorflow(self) -> bool:
        """Whether there is a program to run; claims about row numbers need none."""
        return self.kind not in WITHOUT_TENSORFLOW


WITHOUT_TENSORFLOW = frozenset({"rows-are-shared", "noise-is-learnt", "choices-are-reported", "targets-are-features"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Something in the script that a claim can be made of: where it stands, and the claim or why there is none.

    `at` is where a finding of it sits; `places` are those of everything that belongs to it. `nodes` are the places of
    the nodes of the program, `lines` what people call them.
    """

    claim: Claim | None
    reason: str = ""
    at: frozenset[Place] = frozenset()
    places: frozenset[Place] = frozenset()
    nodes: Mapping[int, Place] = field(default_factory=dict)
    lines: Mapping[int, str] = field(default_factory=dict)


def as_data(claim: Claim) -> dict[str, Any]:
    """The claim for JSON."""
    return asdict(claim)


def as_claim(data: Mapping[str, Any]) -> Claim:
    """The claim that `as_data` and JSON made this of."""
    recipes = {name: None if data[name] is None else as_recipe(data[name]) for name in ("written", "fixed")}
    nodes = {name: tuple(data[name]) for name in ("nodes", "fixed_nodes")}
    apart = None if data["apart"] is None else as_claim(data["apart"])
    others = tuple(map(as_claim, data["others"]))
    return Claim(**{**data, **recipes, **nodes, "apart": apart, "others": others})
