"""ZL402: a logarithm in a cost, of something that is known to come to zero or below."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import Interval, single
from zerolint.facts.operations import POINTWISE, operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import (
    ArgumentsOf,
    Factor,
    Named,
    NamedBeside,
    Nested,
    Passed,
    ProposedFix,
    Replace,
    SetArgument,
)
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import POLES, costs, logarithms
from zerolint.queries.script_kind import acts

INSTEAD = {
    "softmax": "take log_softmax of the numbers before the softmax, or a cross-entropy that is given them",
    "sigmoid": "use a sigmoid cross-entropy on the numbers before the sigmoid",
}


@detects("ZL402")
def unguarded_logarithm(facts: Facts, options: Options) -> Iterator[Hit]:
    """A logarithm in a cost, of something that is known to come to zero or below."""
    for event, cost in costs(facts):
        for _, each in ordinary_alternatives(cost, event.labels):
            for logarithm in logarithms(each):
                inside, pole = logarithm.operands[0], POLES[operation(logarithm.operator)]
                given = interval(inside)
                if not given.falls_to(pole) or (acts(facts) and _of_the_drawn(inside)):
                    continue
                below = given.falls_below(pole)
                yield Hit(
                    at=logarithm.place,
                    data={
                        "logarithm": Code(logarithm.place),
                        "bound": f"below {pole:g}" if below else f"{pole:g}",
                        "value": "NaN" if below else "-inf",
                        "instead": _instead(inside),
                    },
                    because=_because(inside, given),
                    severity="warning" if _only_crosses(inside) else None,
                    certainty=certainty_of(event, logarithm),
                    proposed_fixes=() if _lost(inside) else finite_logarithm(each, logarithm, given),
                )


def _instead(inside: Value) -> str:
    if _lost(inside) is not None:
        return "keep what is added at 1e-7 or more, or add it behind the difference"
    source = _source(inside)
    return INSTEAD[source.operator] if source is not None else "keep it above 0: clip it, or add at least 1e-7"


def _because(inside: Value, given: Interval) -> tuple[Evidence, ...]:
    source, lost = _source(inside), _lost(inside)
    steps = [Evidence(inside.place, f"this lies in {given.show()}")]
    if lost is not None:
        steps.append(Evidence(lost.place, "this is exactly 1 in float32, which does not hold so small a difference"))
    if source is not None and source.place != inside.place:
        steps.append(Evidence(source.place, f"a {source.operator} reaches both of its ends in float32"))
    return tuple(step for step in steps if step.place >= 0)


def _arithmetic(inside: Value) -> Iterator[Value]:
    """The operations on single numbers right below a logarithm, with what they are given."""
    seen: set[int] = set()
    waiting = [inside]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, Tensor) and (operation(each.operator) in POINTWISE or operation(each.operator) == "same"):
            waiting += each.operands


def _lost(inside: Value) -> Known | None:
    """A constant beside 1 of which float32 keeps the 1 alone."""
    for each in _arithmetic(inside):
        if isinstance(each, Known) and isinstance(each.value, float) and each.value != 1 == single(each.value):
            return each
    return None


def _source(inside: Value) -> Tensor | None:
    """The softmax or sigmoid that arithmetic alone separates from the logarithm."""
    for each in _arithmetic(inside):
        if isinstance(each, Tensor) and each.operator in INSTEAD:
            return each
    return None


def _of_the_drawn(inside: Value) -> bool:
    """Whether one probability of each row was picked: where it is that of the action that was drawn, it is above 0."""
    if any(isinstance(each, Tensor) and "gather" in each.operator for each in _arithmetic(inside)):
        return True
    total = isinstance(inside, Tensor) and operation(inside.operator) == "sum"
    return total and any(operation(each.operator) == "one-hot" for each in ancestors(inside))


def _only_crosses(inside: Value) -> bool:
    """Whether zero is only where a square or an absolute value turns: met by chance, not by every sure model."""
    return any(
        isinstance(each, Tensor)
        and operation(each.operator) in ("square", "absolute", "power")
        and interval(each.operands[0]).falls_below(0.0)
        for each in _arithmetic(inside)
    )


ONE_STEP = (
    ("tf.nn.softmax", "tf.nn.log_softmax"),
    ("tf.sigmoid", "tf.math.log_sigmoid"),
    ("keras.ops.softmax", "keras.ops.log_softmax"),
    ("keras.ops.sigmoid", "keras.ops.log_sigmoid"),
)
"""Functions whose logarithm has a function of its own."""


def finite_logarithm(cost: Value, logarithm: Tensor, given: Interval) -> tuple[ProposedFix, ...]:
    """One function in the stead of two, or an epsilon inside."""
    inside = logarithm.operands[0]
    if operation(logarithm.operator) != "log" or not isinstance(inside, Tensor):
        return ()
    fused = (NamedBeside(inside.place, ONE_STEP), ArgumentsOf(inside.place))
    proposed = [ProposedFix((Replace(logarithm.place, fused, Nested(inside.place, logarithm.place)),))]
    argument = Passed(logarithm.place, "x", 0)
    for product in ancestors(cost):
        if operation(product.operator) == "multiply" and _entropy(product, logarithm, inside):
            factor = Factor(product.place, logarithm.place)
            code = (Named("tf.math.xlogy"), "(", factor, ", ", argument, ")")
            proposed.append(ProposedFix((Replace(product.place, code),)))
    if not given.falls_below(POLES["log"]):
        name = logarithm.operator.rpartition(".")[2]
        proposed.append(
            ProposedFix((SetArgument(logarithm.place, name, "x", (argument, " + 1e-7"), 0),), "unsafe", LIFTED)
        )
    return tuple(proposed)


LIFTED = "add 1e-7 inside the logarithm"


def _entropy(product: Tensor, logarithm: Tensor, inside: Tensor) -> bool:
    """Whether a product is `x * log(x)`, or a multiple of it: 0 where x is 0, as `xlogy` says."""
    others = [each for each in product.operands if each is not logarithm]
    if len(product.operands) != 2 or len(others) != 1:
        return False
    factor = others[0]
    while isinstance(factor, Tensor) and factor.key != inside.key:
        if operation(factor.operator) not in ("multiply", "negative", "neg"):
            return False
        varying = [each for each in factor.operands if isinstance(each, Tensor)]
        if len(varying) != 1 or not all(isinstance(each, (Tensor, Known)) for each in factor.operands):
            return False
        factor = varying[0]
    return isinstance(factor, Tensor) and factor.key == inside.key != 0
