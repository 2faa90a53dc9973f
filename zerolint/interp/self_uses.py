"""Which attributes of `self` a method needs and sets: by these, methods run in the order that a caller must take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

import libcst as cst

from zerolint.interp.callables import Closure
from zerolint.interp.nodes import inner_nodes


class Use(Enum):
    """What is done to an attribute of `self`."""

    READ = auto()
    SET = auto()


@dataclass(slots=True)
class Uses:
    """The attributes of `self` that a call needs to be set before it, and those it sets, its own calls included.

    `calls`: the methods of `self` that it names.
    """

    needs: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)


def uses_of(methods: Mapping[str, Closure]) -> dict[str, Uses]:
    """The uses of each of a class' methods, by name."""
    steps = {name: list(_steps(method)) for name, method in methods.items()}
    return {name: _followed(name, steps) for name in methods}


def calls_in_order(uses: Mapping[str, Uses]) -> list[list[str]]:
    """The methods that no other calls, each behind those that set what it needs; several that do the same together.

    Two do the same where both set what a third needs, and neither needs it itself: `build_small`, `build_large`.
    """
    called = {name for own, each in uses.items() for name in each.calls if name != own}
    left = _alternatives({name: each for name, each in uses.items() if name not in called})
    order: list[list[str]] = []
    while left:
        free = (group for group in left if not any(_behind(uses, group, other) for other in left if other is not group))
        chosen = next(free, left[0])
        left.remove(chosen)
        order.append(chosen)
    return order


def _behind(uses: Mapping[str, Uses], group: list[str], other: list[str]) -> bool:
    """Whether a method of the group needs what one of the other sets."""
    return any(uses[name].needs & uses[first].sets for name in group for first in other)


def _alternatives(uses: Mapping[str, Uses]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name, each in uses.items():
        wanted = each.sets - each.needs
        for group in groups:
            shared = {attribute for other in group for attribute in wanted & (uses[other].sets - uses[other].needs)}
            if any(shared & third.needs for third in uses.values()):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def _followed(name: str, steps: Mapping[str, Sequence[tuple[str, Use]]]) -> Uses:
    """Walk a method in its textual order, and into each other method where it is named for the first time."""
    uses, entered = Uses(), {name}
    waiting = [iter(steps[name])]
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            continue
        attribute, use = step
        if use is Use.SET:
            uses.sets.add(attribute)
        elif attribute in steps:
            uses.calls.add(attribute)
            if attribute not in entered:
                entered.add(attribute)
                waiting.append(iter(steps[attribute]))
        elif attribute not in uses.sets:
            uses.needs.add(attribute)
    return uses


def _steps(method: Closure) -> Iterator[tuple[str, Use]]:
    """The attributes of the first parameter, in the order in which they are come by."""
    parameters = (*method.node.params.posonly_params, *method.node.params.params)
    if method.role == "staticmethod" or not parameters:
        return
    own = parameters[0].name.value
    waiting: list[tuple[cst.CSTNode, bool]] = [(method.node.body, False)]
    while waiting:
        node, target = waiting.pop()
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name) and node.value.value == own:
            yield node.attr.value, Use.SET if target else Use.READ
            continue
        waiting += reversed(list(_parts(node, target)))


def _parts(node: cst.CSTNode, target: bool) -> Iterator[tuple[cst.CSTNode, bool]]:
    """The nodes inside a node in the order they are evaluated in, each with whether it is assigned to."""
    match node:
        case cst.Assign():
            yield node.value, False
            yield from ((each.target, True) for each in node.targets)
        case cst.AnnAssign() if node.value is not None:
            yield node.value, False
            yield node.target, True
        case cst.AugAssign():
            yield from ((node.target, False), (node.value, False), (node.target, True))
        case cst.AsName():
            yield node.name, True
        case cst.For():
            yield from ((node.iter, False), (node.target, True), (node.body, False))
            yield from ((each, False) for each in (node.orelse,) if each is not None)
        case cst.Tuple() | cst.List() | cst.Element() | cst.StarredElement():
            yield from ((each, target) for each in inner_nodes(node))
        case _:
            yield from ((each, False) for each in inner_nodes(node))
