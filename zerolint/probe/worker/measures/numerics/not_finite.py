"""An operation is given its pole, and the cost or its gradient is not finite; with every one guarded all are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import DATA, TARGET, VARIABLE, Node, Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.vocabulary import DIRECT, LAYERS, PRODUCTS
from zerolint.probe.worker import data
from zerolint.probe.worker.libraries import numpy, tensorflow
from zerolint.probe.worker.measures.registry import measures, number, share
from zerolint.probe.worker.network import Network

LARGEST = 30.0
"""What any network may give: exp, softplus and their like are far from their ends there."""
SURE = 120.0
"""What a network gives before a softmax or sigmoid once it is sure of a row: a cost over classes drives it there."""
PASSING = frozenset({"add", "subtract", "negate", "reshape", "squeeze", "relu", *DIRECT}) - PRODUCTS
"""Operations after which a number is still about as large: a bias that is added by hand, say."""
GUARD = 1e-7
FEW = 5
SEED = 3


@measures("not-finite")
def not_finite(claim: Claim) -> Verdict:
    """An operation is given its pole, and the cost or its gradient is not finite; with every one guarded all are."""
    assert claim.written is not None
    poles = {int(key): Pole(at, operand) for key, (at, operand) in claim.details["poles"].items()}
    (node,) = claim.nodes
    if not list(_sources(claim.written, node)):
        return Verdict("inconclusive", "its argument is data of which the bounds are not known")
    trial = _Trial(claim.written, poles)
    part = trial.share_not_finite(node)
    if not part:
        # Vectorised code for many rows may stop short of 1 by the last bit, where that for a few reaches it.
        trial = _Trial(replace(claim.written, rows=FEW), poles)
        part = trial.share_not_finite(node)
    cost, gradient = trial.run(set(trial.poles) - {node})
    told = f"{share(part)} of the {claim.details['word']} where the network gives up to {trial.largest:g}"
    told += f", loss {number(cost)}, gradient {number(gradient)}"
    numbers = {"share_not_finite": part, "loss": cost, "gradient": gradient}
    finite = numpy().isfinite
    if not part or (finite(cost) and finite(gradient)):
        return Verdict("refuted", told, {name: each for name, each in numbers.items() if finite(each)})
    better, slope = trial.run(set(trial.poles))
    told += f"; with at least {GUARD:g} in it loss {number(better)}, gradient {number(slope)}"
    whole = finite(better) and finite(slope)
    return Verdict("confirmed" if whole else "inconclusive", told, {"share_not_finite": part})


class Pole(NamedTuple):
    """At which number an operation, or its slope, is infinite, and which of its operands that number is."""

    at: float
    operand: int


class _Trial:
    """A network that gives all that it can before operations of a cost that have a pole."""

    def __init__(self, recipe: Recipe, poles: dict[int, Pole]) -> None:
        self.recipe, self.poles = recipe, poles
        self.network = Network(recipe, data.rows(recipe))
        sources = sorted({each for number in poles for each in _sources(recipe, number)})
        random = numpy().random.default_rng(SEED)
        values = self.network.values(self.network.rows, sources)
        self.largest = max((_reach(recipe, each) for each in sources), default=LARGEST)
        self.given = {
            each: tensorflow().constant(self._swept(random, each, tuple(value.shape)), dtype="float32")
            for each, value in zip(sources, values, strict=True)
        }
        self.learnt = [value for each, value in self.given.items() if recipe.nodes[each].operator != DATA]

    def _swept(self, random: Any, source: int, shape: tuple[int, ...]) -> Any:
        """Numbers between both ends, the ends themselves, zero, and what a network gives that is right."""
        np, node, most = numpy(), self.recipe.nodes[source], _reach(self.recipe, source)
        low, high = (node.arguments["low"], node.arguments["high"]) if _bounded(node) else (-most, most)
        found = [
            random.uniform(low, high, size=shape),
            random.choice([low, high, min(max(0.0, low), high)], size=shape),
        ]
        for target, rows in self.network.rows.items():
            if self.recipe.nodes[target].operator == TARGET and int(np.prod(rows.shape)) == int(np.prod(shape)):
                found.append(np.clip(rows.numpy().reshape(shape), low, high))
        return np.choose(random.integers(len(found), size=shape), found)

    def share_not_finite(self, node: int) -> float:
        """Which part of the numbers that a node is given lies at its pole, or on the wrong side of it."""
        pole = self.poles[node]
        inside = self.recipe.nodes[node].of[pole.operand]
        (value,) = self.network.values(self.network.rows, [inside], replaced=self.given)
        return float(1 - (value.numpy() > pole.at).mean())

    def run(self, guarded: set[int]) -> tuple[float, float]:
        """The cost, and the norm of its gradient by what the network gives, with some operations guarded."""
        tf = tensorflow()
        with tf.GradientTape() as tape:
            tape.watch(self.learnt)
            replaced: dict[int, Any] = dict(self.given)
            for each in sorted(guarded):
                inside = self.recipe.nodes[each].of[self.poles[each].operand]
                (value,) = self.network.values(self.network.rows, [inside], replaced=replaced)
                replaced[inside] = tf.maximum(value, self.poles[each].at + GUARD)
            cost = self.network.cost(self.network.rows, replaced=replaced)
        gradients = [each for each in tape.gradient(cost, self.learnt) if each is not None]
        return float(cost), float(tf.linalg.global_norm(gradients or [0.0]))


def _sources(recipe: Recipe, number: int) -> Iterator[int]:
    """What reaches an operation from the layers and weights of a network, and from rows whose bounds are known."""
    waiting, seen = list(recipe.nodes[number].of), set[int]()
    while waiting:
        each = waiting.pop()
        node = recipe.nodes[each]
        if each in seen:
            continue
        seen.add(each)
        if node.operator in LAYERS or node.operator in PRODUCTS | {VARIABLE} or _bounded(node):
            yield each
        else:
            waiting += node.of


def _bounded(node: Node) -> bool:
    return node.operator == DATA and node.arguments.get("numbers") == "uniform"


def _reach(recipe: Recipe, source: int) -> float:
    """How far what a node gives may be from zero."""
    readers, waiting = set[str](), [source]
    while waiting:
        for reader in recipe.readers(waiting.pop()):
            readers.add(recipe.nodes[reader].operator)
            if recipe.nodes[reader].operator in PASSING:
                waiting.append(reader)
    return SURE if readers & {"softmax", "sigmoid"} else LARGEST
