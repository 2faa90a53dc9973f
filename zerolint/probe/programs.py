"""The trainings of a script as recipes: each compile with its fit, each cost that is lowered by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import DATA, TARGET, UNKNOWN_SIZE, VARIABLE, Cost, Node, Recipe, Shape
from zerolint.facts import Facts, costs
from zerolint.facts.costs import owns_weights
from zerolint.facts.events import (
    Compiled,
    CostAdded,
    Event,
    Fitted,
    GradientApplied,
    LearningRateChanged,
    OperatorUsed,
    OptimizerMade,
)
from zerolint.facts.graphs import ancestors, head
from zerolint.facts.intervals import Interval
from zerolint.facts.labels import Encoding, encoding
from zerolint.facts.objectives import Loss
from zerolint.facts.paths import Labels, contradict
from zerolint.facts.places import Place
from zerolint.facts.ranges import interval
from zerolint.facts.typical import typical
from zerolint.facts.values import Choice, Known, Tensor, Unknown, Value, alternatives
from zerolint.probe.arguments import NotRebuilt, optimizer_of
from zerolint.probe.rebuilding import Rebuilder
from zerolint.probe.sizes import numbers_in, shape_behind_rows
from zerolint.probe.vocabulary import LAYERS, is_loss, labels_for
from zerolint.queries.classification import class_metric, may_classify
from zerolint.queries.label_shapes import label_axes

ROWS = 256
WEIGHTED = LAYERS | {VARIABLE}
FEWEST, MOST = 32, 512
"""Rows that are made up: as many as the script has, within these bounds."""


@dataclass(frozen=True, slots=True)
class Program:
    """One training of the script. `places` are those of everything it is made of, with the node where there is one.

    `recipe` is None where `reason` says why it cannot be rebuilt; with a recipe, `reason` says what was cut off.
    """

    event: Event
    places: dict[Place, int | None]
    recipe: Recipe | None = None
    reason: str = ""

    def about(self, claim: Claim, node: int | None = None) -> Subject:
        """A claim about this program, or about one of its nodes."""
        at = {place for place, number in self.places.items() if number == node and node is not None}
        nodes = {number: place for place, number in self.places.items() if number is not None and place >= 0}
        return Subject(claim, at=frozenset(at), places=frozenset(self.places), nodes=nodes)

    def without(self, reason: str = "") -> Subject:
        """No claim about this program, and why."""
        why = reason or self.reason or "nothing is trained here"
        return Subject(None, why, places=frozenset(self.places))


def programs(facts: Facts) -> Iterator[Program]:
    """Every training, in the order of the script; then costs and outputs that nothing lowers."""
    trained: set[Place] = set()
    computed: set[int] = set()
    for event in (*facts.of(Compiled), *facts.of(GradientApplied), *facts.of(CostAdded)):
        fit = _fit_of(facts, event)
        program = _program(facts, event, fit)
        trained |= set(program.places)
        computed |= {each.key for root in _roots(event, fit) for each in ancestors(root)}
        yield program
    for used in facts.of(OperatorUsed):
        # A function that gives the cost may also be called for one that is only shown, of another output.
        again = isinstance(used.result, Tensor) and is_loss(used.result.operator) and used.result.key not in computed
        if isinstance(used.result, (Tensor, Choice)) and (again or used.place not in trained):
            yield _program(facts, used, None)


def _fit_of(facts: Facts, event: Event) -> Fitted | None:
    """The first fit that a compile or a gradient step was made for."""
    for fit in facts.of(Fitted):
        if isinstance(event, Compiled):
            again = any(each.model == fit.model and event.order < each.order < fit.order for each in facts.of(Compiled))
            if fit.model == event.model and fit.order > event.order and not again:
                return fit
        elif fit.gradient is not None and fit.gradient.place == event.place:
            return fit
    return None


def _program(facts: Facts, event: Event, fit: Fitted | None) -> Program:
    places: dict[Place, int | None] = dict.fromkeys(_places(facts, event, fit))
    apart = fit is None or contradict(event.labels, fit.labels)
    labels = event.labels if fit is None or apart else event.labels | fit.labels
    try:
        if isinstance(event, Compiled):
            rebuilder, recipe = _compiled(facts, event, fit, labels)
        else:
            rebuilder, recipe = _by_hand(facts, event, labels)
    except NotRebuilt as reason:
        return Program(event, places, None, str(reason.here(event.place)))
    except RecursionError:
        return Program(event, places, None, "the network is too deep to rebuild")
    made = event.optimizer if isinstance(event, (Compiled, GradientApplied)) else Unknown()
    optimizer = optimizer_of(facts, made, labels) if recipe.costs else None
    recipe = replace(recipe, nodes=tuple(rebuilder.nodes), optimizer=optimizer)
    if rebuilder.cuts and not any(each.operator in WEIGHTED for each in recipe.nodes):
        return Program(event, places, None, rebuilder.cuts[0])
    cut = f"made-up numbers stand in for what is not rebuilt: {rebuilder.cuts[0]}" if rebuilder.cuts else ""
    taken = f"chosen here, since not known or too large: {_listed(rebuilder.taken)}" if rebuilder.taken else ""
    places.update(rebuilder.places)
    return Program(event, places, recipe, "; ".join(each for each in (cut, taken) if each))


# compiled with Keras


def _compiled(facts: Facts, event: Compiled, fit: Fitted | None, labels: Labels) -> tuple[Rebuilder, Recipe]:
    outputs = fit.outputs if fit is not None and len(fit.outputs) == len(event.outputs) else event.outputs
    if not outputs:
        raise NotRebuilt("the layers of the model are not in this file")
    rebuilder = Rebuilder(facts, labels)
    _bind_inputs(rebuilder, outputs, fit)
    made = [rebuilder.node(each) for each in outputs]
    found: list[Cost] = []
    for number, (loss, output) in enumerate(zip(event.losses, outputs, strict=False)):
        _, chosen = (alternatives(loss, labels) or [(labels, loss)])[0]
        if isinstance(chosen, Loss):
            target = fit.targets[number] if fit is not None and number < len(fit.targets) else Unknown("target")
            weight = event.weights[number] if number < len(event.weights) else Known(1.0)
            kind = _encoded_for(chosen) or encoding(target) or _measured(facts, event, number, output)
            goal = _target(rebuilder, target, output, kind)
            found.append(_cost(rebuilder, chosen, made[number], goal, weight))
    weights = _row_weights(fit) if fit is not None else ()
    return rebuilder, Recipe((), tuple(made), tuple(found), rows=_rows_of(fit), row_weights=weights)


MOST_NAMED = 3


def _listed(names: list[str]) -> str:
    """Names in the order of the script, the first few of many."""
    found = list(dict.fromkeys(reversed(names)))
    more = [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
    return ", ".join([*found[:MOST_NAMED], *more])


def _bind_inputs(rebuilder: Rebuilder, outputs: tuple[Value, ...], fit: Fitted | None) -> None:
    """What a model declares as its input is what it is fitted on."""
    inputs = {each.key: each for output in outputs for each in _tensors(output, rebuilder) if each.operator == "input"}
    if len(inputs) != 1 or fit is None or not isinstance(fit.x, Tensor) or rebuilder.depends(fit.x):
        return
    (declared,) = inputs.values()
    given, wanted = shape_behind_rows(fit.x), shape_behind_rows(declared)
    if given is not None and None not in given and wanted in (None, given):
        rebuilder.bound[declared.key] = rebuilder.node(fit.x)


def _tensors(output: Value, rebuilder: Rebuilder) -> Iterator[Tensor]:
    for _, each in alternatives(output, rebuilder.labels)[:1]:
        yield from ancestors(each)


def _measured(facts: Facts, event: Compiled, number: int, output: Value) -> Encoding | None:
    """The encoding of targets that are shown to be classes by how an output is measured, and by its activation."""
    last = head(output)
    if last is None or class_metric(event, number) is None or not may_classify(facts, event, last):
        return None
    return "binary" if last.operator == "sigmoid" else "one-hot" if last.operator == "softmax" else None


def _cost(rebuilder: Rebuilder, loss: Loss, made: int, goal: int, weight: Value) -> Cost:
    """The loss of `compile` on one output, over its target."""
    if loss.prediction is None or not isinstance(loss.computed, Tensor):
        raise NotRebuilt("the loss is not understood")
    within = {each.key for each in ancestors(loss.computed) if each.operator == "input"} - {loss.prediction.key}
    for key in within:
        rebuilder.bound[key] = goal
    rebuilder.bound[loss.prediction.key] = made
    factor = float(weight.value) if isinstance(weight, Known) and isinstance(weight.value, (int, float)) else 1.0
    return Cost(rebuilder.node(loss.computed), factor, goal, made)


def _target(rebuilder: Rebuilder, target: Value, output: Value, kind: Encoding | None) -> int:
    """What an output is compared with: labels in the script's encoding, else what the loss takes."""
    width, behind = _width(output), shape_behind_rows(output) if isinstance(output, Tensor) else None
    shape = shape_behind_rows(target) if isinstance(target, Tensor) else None
    axes = label_axes(target)
    if shape is None and axes is not None:
        shape = () if axes == 1 else (width if kind == "one-hot" else 1,)
    known = shape is not None
    if shape is None and behind is not None:
        # Of what is compared place by place, each place has a label.
        shape = behind[:-1] if kind == "integer" else behind if kind != "binary" or behind != (1,) else ()
    if kind == "one-hot" and not shape:
        shape = (width,)
    if kind == "one-hot" and shape is not None and shape[-1] is None:
        shape = (*shape[:-1], width)
    if shape is not None and behind is not None and len(shape) == len(behind):
        shape = tuple(own or others for own, others in zip(shape, behind, strict=True))
    if shape is None:
        shape = () if kind in ("integer", "binary") else (width,)
    classes = max(width, 2) if kind != "integer" or width > 1 else 1
    arguments: dict[str, object] = {
        "encoding": kind or "real",
        "classes": classes,
        "shape": [each or UNKNOWN_SIZE for each in shape],
        "known": known,
    }
    if kind is None:
        arguments |= _bounds(typical(target))
    made = rebuilder.add(Node(TARGET, (), arguments), target.place)
    rebuilder.data[made] = target
    return made


def _encoded_for(loss: Loss) -> Encoding | None:
    """The encoding that the functions in a loss take; None where they take any."""
    kinds = {labels_for(each.operator) for each in ancestors(loss.computed)}
    return next((kind for kind in ENCODINGS if kind in kinds), None)


ENCODINGS: tuple[Encoding, ...] = ("integer", "one-hot", "binary")


def _bounds(found: Interval) -> dict[str, object]:
    numbers = numbers_in(found)
    return numbers if numbers["numbers"] != "normal" else {}


def _width(output: Value) -> int:
    size = output.dimension(-1) if isinstance(output, Tensor) else Unknown()
    return size.value if isinstance(size, Known) and isinstance(size.value, int) else 1


def _row_weights(fit: Fitted) -> tuple[float, ...]:
    """The factors of rows or classes that are known numbers."""
    if fit.class_weights:
        numbers = [each.value for each in fit.class_weights if isinstance(each, Known)]
        # The factor of one class alone leaves the others as they are, and which one it is of is not known.
        if len(numbers) == len(fit.class_weights) > 1 and all(isinstance(each, (int, float)) for each in numbers):
            return tuple(map(float, numbers))
    for each in fit.sample_weights:
        found = interval(each)
        if found.constant:
            return (found.low,)
    return ()


def _rows_of(fit: Fitted | None) -> int:
    """How many rows are made up."""
    size = fit.x.dimension(0) if fit is not None and isinstance(fit.x, Tensor) else Unknown()
    count = size.value if isinstance(size, Known) and isinstance(size.value, int) else ROWS
    return max(FEWEST, min(count, MOST))


# lowered by hand


def _by_hand(facts: Facts, event: Event, labels: Labels) -> tuple[Rebuilder, Recipe]:
    root = _root(event)
    _, root = (alternatives(root, labels) or [(labels, root)])[0]
    if not isinstance(root, Tensor):
        raise NotRebuilt(f"the cost is not known ({getattr(root, 'reason', 'no tensor')})")
    read = costs.read(root)
    rebuilder = Rebuilder(facts, labels)
    made = rebuilder.node(root)
    _mark_targets(rebuilder, read.targets)
    is_output = isinstance(event, OperatorUsed) and not read.targets
    if not is_output and not any(owns_weights(each) for each in ancestors(root)):
        raise NotRebuilt("the cost depends on no weights that are in this file")
    found = () if is_output else (Cost(made),)
    outputs = (made,) if is_output else ()
    return rebuilder, Recipe((), outputs, found, rows=_common_rows(rebuilder))


def _root(event: Event) -> Value:
    match event:
        case GradientApplied():
            return event.loss
        case CostAdded():
            return event.cost
        case OperatorUsed():
            return event.result
    return Unknown("no cost")


def _mark_targets(rebuilder: Rebuilder, targets: tuple[Value, ...]) -> None:
    """Rows that predictions are compared with follow from the other rows, and so can be learnt."""
    keys = {each.key for target in targets for each in ancestors(target)}
    compared = dict(_compared(Recipe(tuple(rebuilder.nodes))))
    for number, value in rebuilder.data.items():
        kind = encoding(value) or compared.get(number)
        if kind is None and not (isinstance(value, Tensor) and value.key in keys):
            continue
        node = rebuilder.nodes[number]
        shape: Shape = tuple(node.arguments["shape"])
        classes = shape[-1] if kind == "one-hot" and shape else 2
        arguments = {**node.arguments, "encoding": kind or "real", "classes": classes}
        rebuilder.nodes[number] = replace(node, operator=TARGET, of=(), arguments=arguments)


def _compared(recipe: Recipe) -> Iterator[tuple[int, Encoding]]:
    """Rows that are labels of classes, by the loss that reads them or the logarithm that they choose from."""
    for node in recipe.nodes:
        labels, kind = node.of[:1], labels_for(node.operator)
        if node.operator == "multiply":
            labels, kind = node.of, next(filter(None, (_chosen_from(recipe, each) for each in node.of)), None)
        for each in labels if kind is not None else ():
            while recipe.nodes[each].operator in ("whole", "negate", "reshape"):
                (each,) = recipe.nodes[each].of
            if recipe.nodes[each].operator == DATA and kind is not None:
                yield each, kind


def _chosen_from(recipe: Recipe, number: int) -> Encoding | None:
    """The encoding of labels that a logarithm is multiplied by: that of a softmax is of several classes."""
    passed = {"negate", "log", "add", "subtract", "maximum", "clip", "reshape"}
    within, logarithm = [number], False
    while within:
        node = recipe.nodes[within.pop()]
        logarithm = logarithm or node.operator == "log"
        if node.operator in ("softmax", "sigmoid") and logarithm:
            return "one-hot" if node.operator == "softmax" else "binary"
        if node.operator in passed:
            within += node.of
    return None


def _common_rows(rebuilder: Rebuilder) -> int:
    """As many rows as the script's own: what is written by hand may hold one weight a row."""
    sizes = [value.dimension(0) for value in rebuilder.data.values() if isinstance(value, Tensor)]
    numbers = [size.value for size in sizes if isinstance(size, Known) and isinstance(size.value, int)]
    return max(1, min(max(numbers, default=ROWS), MOST))


def _roots(event: Event, fit: Fitted | None) -> list[Value]:
    """The tensors that a training is about: everything else in it is what they are computed from."""
    roots = [*event.outputs, *event.costs] if isinstance(event, Compiled) else [_root(event)]
    if fit is not None:
        roots += [*fit.outputs, *fit.targets, *fit.class_weights, *fit.sample_weights]
    return roots


def _places(facts: Facts, event: Event, fit: Fitted | None) -> Iterator[Place]:
    """Where everything that belongs to a training was written."""
    yield event.place
    if isinstance(event, Compiled):
        for value in (*event.losses, *event.weights):
            yield value.place
    if fit is not None:
        yield fit.place
        yield fit.batches.place
    for root in _roots(event, fit):
        yield root.place
        for each in ancestors(root):
            yield each.place
            yield from (operand.place for operand in each.operands if isinstance(operand, Value))
            yield from (value.place for _, value in each.attributes)
    if isinstance(event, (Compiled, GradientApplied)):
        yield from places_of_optimizer(facts, event.optimizer)


def places_of_optimizer(facts: Facts, made: Value) -> Iterator[Place]:
    """Where an optimizer was made and its rate was set."""
    for optimizer in facts.of(OptimizerMade):
        if optimizer.optimizer == made:
            yield optimizer.place
            yield optimizer.learning_rate.place
            for changed in facts.of(LearningRateChanged):
                if changed.optimizer == made:
                    yield changed.place
                    yield changed.learning_rate.place
