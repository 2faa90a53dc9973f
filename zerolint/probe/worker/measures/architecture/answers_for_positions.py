"""The network gives several answers for each label of a row; flattened it gives one."""

from __future__ import annotations

import math

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.worker import data
from zerolint.probe.worker.measures.registry import counted, measures, number
from zerolint.probe.worker.network import Network


@measures("answers-for-positions")
def answers_for_positions(claim: Claim) -> Verdict:
    """The network gives several answers for each label of a row; flattened it gives one."""
    assert claim.written is not None
    assert claim.fixed is not None
    answers, labels, cost = _compared(claim.written, *claim.nodes)
    told = f"{counted(answers, 'answer')} for {counted(labels, 'label')} a row, {cost}"
    numbers = {"answers_of_a_row": float(answers), "labels_of_a_row": float(labels)}
    if answers <= labels:
        return Verdict("refuted", told, numbers)
    flat, labels, cost = _compared(claim.fixed, *claim.fixed_nodes)
    told += f"; {claim.fixed_how} {flat}, {cost}"
    return Verdict("confirmed" if flat == labels else "inconclusive", told, numbers | {"answers_fixed": float(flat)})


def _compared(recipe: Recipe, prediction: int, target: int) -> tuple[int, int, str]:
    """How many answers a network gives for a row, how many labels that has, and what comes of comparing them."""
    network = Network(recipe, data.rows(recipe))
    given, goal = network.values(network.rows, [prediction, target])
    encoding = recipe.nodes[target].arguments["encoding"]
    answers, labels = list(given.shape[1:]), list(goal.shape[1:])
    if encoding in ("integer", "one-hot"):
        answers = answers[:-1]
    if encoding == "one-hot":
        labels = labels[:-1]
    try:
        cost = f"loss {number(float(network.cost(network.rows)))}"
    except Exception as error:
        cost = f"the loss raises {type(error.__cause__ or error).__name__}"
    return math.prod(answers), math.prod(labels), cost
