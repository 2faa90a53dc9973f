"""Recipes as they would be with a finding fixed: what is written and what is fixed run side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from zerolint.claims.recipe import CONSTANT, Node, Recipe
from zerolint.facts.rates import usual_rate


class FixedRecipe(NamedTuple):
    """A recipe with one thing changed, in words, and where nodes of the old one are in it."""

    recipe: Recipe
    words: str
    nodes: tuple[int, ...] = ()


def with_sigmoid(recipe: Recipe, node: int) -> FixedRecipe:
    """A softmax over one unit as a sigmoid, and what it is compared with by a loss for that."""
    fixed = recipe.with_node(node, Node("sigmoid", recipe.nodes[node].of))
    costs = [each for each in recipe.costs if each.prediction is not None and node in recipe.below(each.prediction)]
    outputs = [each for each in costs if node == each.prediction or recipe.nodes[each.prediction or 0].of == (node,)]
    for cost in outputs:
        operator = recipe.nodes[cost.node].operator
        if operator.startswith("keras.losses.") and operator != "keras.losses.binary_crossentropy":
            fixed = with_loss(fixed, cost.node, "binary_crossentropy").recipe
    told = " and binary_crossentropy" if outputs else ""
    return FixedRecipe(fixed, f"with sigmoid{told}", (node,))


def with_loss(recipe: Recipe, node: int, name: str, **arguments: object) -> FixedRecipe:
    """Another loss function of Keras in the place of one."""
    of = next(((each.target, each.prediction) for each in recipe.costs if each.node == node), recipe.nodes[node].of[:2])
    loss = Node(f"keras.losses.{name}", tuple(each for each in of if each is not None), arguments)
    fixed = recipe.with_node(node, loss)
    for cost in recipe.costs:
        if cost.target is not None and node in recipe.below(cost.node):
            target = recipe.nodes[cost.target]
            kinds = {"binary_crossentropy": "binary", "categorical_crossentropy": "one-hot"}
            wanted = kinds.get(name, target.arguments["encoding"])
            encoded = Node(target.operator, (), {**target.arguments, "encoding": wanted})
            fixed = fixed.with_node(cost.target, encoded)
    return FixedRecipe(fixed, f"with {name}", (node,))


def with_usual_rate(recipe: Recipe) -> FixedRecipe:
    """The learning rate that is usual for the optimizer."""
    assert recipe.optimizer is not None
    rate = usual_rate(recipe.optimizer.name)
    return FixedRecipe(replace(recipe, optimizer=replace(recipe.optimizer, rate=rate)), f"at {rate:g}")


def with_random_kernels(recipe: Recipe) -> FixedRecipe:
    """Every kernel as it starts where nothing is said of it."""
    return FixedRecipe(replace(recipe, nodes=tuple(map(_started_at_random, recipe.nodes))), "with random kernels")


def _started_at_random(node: Node) -> Node:
    arguments = {name: value for name, value in node.arguments.items() if name != "kernel_initializer"}
    if "start" in arguments and len(arguments["shape"]) > 1:
        arguments["start"] = None
    return replace(node, arguments=arguments)


def with_constant(recipe: Recipe, node: int, value: float) -> Recipe:
    """Another number in the place of one."""
    return recipe.with_node(node, Node(CONSTANT, (), {"value": value}))


def with_numbers(recipe: Recipe, target: int, low: float, high: float) -> Recipe:
    """Targets that are numbers between these."""
    node = recipe.nodes[target]
    told = {"encoding": "real", "numbers": "uniform", "low": low, "high": high}
    return recipe.with_node(target, Node(node.operator, (), {**node.arguments, **told}, origin=node.origin))
