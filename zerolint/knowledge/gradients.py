"""Training by hand: gradients of a loss, and what applies them to variables, at once or as a train op."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts import costs
from zerolint.facts.costs import GRADIENT, OVERRIDDEN, STEP, WEIGHTS
from zerolint.facts.events import (
    Fitted,
    GradientApplied,
    GradientTaken,
    LibraryChanged,
    VariableAssigned,
    WeightsLoaded,
)
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.signs import sign_of
from zerolint.facts.values import NONE, Choice, Known, Object, Sequence, Symbol, Tensor, Unknown, Value, alternatives
from zerolint.knowledge import frames, rates
from zerolint.knowledge.made_by_pandas import is_table
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.tensors import ITEM, make
from zerolint.knowledge.tf1_graph import STEPS, collect, tensors_in, weights_of

TAPE = "tf.GradientTape"
DATA = (Tensor, Unknown, Sequence, Object, Known, Choice)
"""What a loss or a list of variables can be; anything else is a function that computes it."""
MOMENT = "moment"
"""The kind of what stands for a time of the run: its identity counts up with the run, as do those of tensors."""
KERAS_FIT = Symbol("keras.Model.fit")
"""The context of a `train_step` that Keras calls: its gradients are those of the fit."""


# taking a gradient


@transfer(f"{TAPE}.__init__")
def tape(m: Machine, call: Call) -> Value:
    """A tape sees what is computed from here on."""
    assert isinstance(call.owner, Object)
    m.write(call.owner, "opened", Object(m.fresh(), MOMENT))
    return NONE


@transfer(f"{TAPE}.__exit__", f"{TAPE}.stop_recording")
def stopped(m: Machine, call: Call) -> Value:
    """What is computed behind the block is not seen."""
    if isinstance(call.owner, Object) and call.name.endswith("__exit__"):
        m.write(call.owner, "closed", Object(m.fresh(), MOMENT))
    return NONE


@transfer(f"{TAPE}.watch", f"{TAPE}.reset")
def watched(m: Machine, call: Call) -> Value:
    """A tensor that is no variable is differentiated by, too."""
    return NONE


@transfer(f"{TAPE}.gradient", f"{TAPE}.jacobian")
def tape_gradient(m: Machine, call: Call) -> Value:
    """`tape.gradient(loss, variables)`: one gradient for each variable."""
    opened, closed = (
        (m.read(call.owner, slot) for slot in ("opened", "closed")) if isinstance(call.owner, Object) else (None, None)
    )
    recorded = (opened, closed) if isinstance(opened, Object) and isinstance(closed, Object) else None
    target = _weighted(m, call, call.get("target"), "output_gradients")
    return _differentiated(m, target, call.get("sources"), call.place, recorded)


@transfer("tf.gradients")
def graph_gradient(m: Machine, call: Call) -> Value:
    """`tf.gradients(loss, variables)` adds the gradients to the graph."""
    target = _weighted(m, call, call.get("ys"), "grad_ys")
    return _differentiated(m, target, call.get("xs"), call.place, None, deferred=True)


def _weighted(m: Machine, call: Call, target: Value, parameter: str) -> Value:
    """What is differentiated where each number of the target has a weight: the sum of their products."""
    if not call.has(parameter) or call.get(parameter) == NONE:
        return target
    return make(m, "tf.multiply", (m.current(target), m.current(call.get(parameter))), call.place)


def _differentiated(
    m: Machine,
    loss: Value,
    variables: Value,
    place: Place,
    recorded: tuple[Object, Object] | None,
    deferred: bool = False,
) -> Value:
    """The gradients, in the structure of the variables."""

    def one(each: Value) -> Value:
        made = make(m, GRADIENT, (each,), place, attributes=(("deferred", Known(deferred)),))
        m.event(
            GradientTaken(
                place=place,
                loss=each,
                variables=_known(m, variables),
                gradient=made,
                recorded=recorded,
                in_step=KERAS_FIT in m.contexts,
            )
        )
        items = m.elements(variables) if isinstance(variables, (Sequence, Object)) else None
        if items is not None:
            return m.new("list", place, {"items": Sequence(tuple(make(m, ITEM, (made,), place) for _ in items))})
        return made

    return m.lift(one, m.here(_sum(m, loss, place)))


def _known(m: Machine, variables: Value) -> Value:
    """A list of variables as the tuple it holds now."""
    if isinstance(variables, (Sequence, Object)) and m.elements(variables) is not None:
        return Sequence(tuple(tensors_in(m, [variables])))
    return variables


def _sum(m: Machine, loss: Value, place: Place) -> Value:
    """A loss; of several ones the gradients add up."""
    items = tensors_in(m, [loss]) if isinstance(loss, (Sequence, Object)) else None
    if not items:
        return m.current(loss)
    return items[0] if len(items) == 1 else make(m, "tf.add_n", tuple(items), place)


@transfer("tf.train.Optimizer.compute_gradients", "array.compute_gradients")
def compute_gradients(m: Machine, call: Call) -> Value:
    """`optimizer.compute_gradients(loss)`: pairs of a gradient and its variable."""
    loss = call.get("loss") if call.has("loss") or not call.rest else call.rest[0]
    variables = call.get("var_list") if call.has("var_list") else NONE
    computed = _value_of(m, loss, call.place)
    gradient = _differentiated(m, computed, variables, call.place, None, deferred=computed is loss)
    found = m.elements(variables) if isinstance(variables, (Sequence, Object)) else costs.read(computed).weights
    if not found:
        pair = Sequence((gradient, m.unknown("a variable", call.place)))
        return m.new("list", call.place, {"items": Unknown("the variables of a loss"), "element": pair})
    pairs = tuple(Sequence((make(m, ITEM, tuple(tensors_in(m, [gradient])), call.place), each)) for each in found)
    return m.new("list", call.place, {"items": Sequence(pairs)})


def _value_of(m: Machine, loss: Value, place: Place) -> Value:
    """The loss itself, where a function that computes it was given."""
    return loss if isinstance(loss, DATA) else m.call(loss, (), {}, place)


@transfer("tf.Graph.gradient_override_map", "array.gradient_override_map")
def gradient_override_map(m: Machine, call: Call) -> Value:
    """`graph.gradient_override_map({"Sign": "Identity"})` gives operations the gradients of others."""
    m.event(LibraryChanged(place=call.place, name=OVERRIDDEN, value=call.rest[0] if call.rest else NONE))
    return m.unknown("a context", call.place)


# applying it


@transfer(
    "tf.train.Optimizer.minimize",
    "keras.optimizers.Optimizer.minimize",
    "array.minimize",
)
def minimize(m: Machine, call: Call) -> Value:
    """`optimizer.minimize(loss)`: a train op in a graph; with a function as the loss, a step at once."""
    given = call.get("loss") if call.has("loss") or not call.rest else call.rest[0]
    variables = call.get("var_list") if call.has("var_list") else NONE
    taped = call.has("tape")
    loss = _value_of(m, given, call.place)
    if not isinstance(variables, DATA):
        variables = m.call(variables, (), {}, call.place)
    at_once = taped or loss is not given
    return m.lift(
        lambda each: step(m, call.owner, each, variables, call.place, at_once), m.here(_sum(m, loss, call.place))
    )


@transfer(
    "tf.train.Optimizer.apply_gradients",
    "keras.optimizers.Optimizer.apply_gradients",
    "keras.optimizers.Optimizer.apply",
    "array.apply_gradients",
)
def apply_gradients(m: Machine, call: Call) -> Value:
    """`optimizer.apply_gradients(zip(gradients, variables))`, `optimizer.apply(gradients, variables)`."""
    named = "grads" if call.name.endswith(".apply") else "grads_and_vars"
    if not call.has(named) and not call.rest:
        # Not an optimizer of TensorFlow: `state.apply_gradients(grads=grads)` of JAX.
        return m.unknown("a step", call.place)
    given = call.get(named) if call.has(named) else call.rest[0]
    return m.lift(lambda each: _applied(m, call, each), m.here(given))


def _applied(m: Machine, call: Call, given: Value) -> Value:
    if call.name.endswith(".apply"):
        gradients, variables = tensors_in(m, [given]), call.get("trainable_variables")
    else:
        gradients, variables = _pairs(m, given)
    taken = [each for gradient in gradients for each in ancestors(gradient) if each.operator == GRADIENT]
    if taken:
        at_once = taken[0].attribute("deferred") == Known(False)
        return step(m, call.owner, taken[0].operands[0], variables, call.place, at_once, tuple(gradients))
    arms = [each for gradient in gradients for _, each in alternatives(gradient)]
    reason = next((each.reason for each in arms if isinstance(each, Unknown)), None)
    if reason is None and (gradients or m.elements(given)):
        # Constants for gradients, as in a test of an optimizer: no loss is lowered.
        return m.unknown("a step", call.place)
    missed = Unknown(f"gradients: {reason or 'a list of which no item is known'}")
    return step(m, call.owner, missed, variables, call.place, not call.name.startswith("tf."))


def _pairs(m: Machine, given: Value) -> tuple[list[Value], Value]:
    """The gradients and the variables of a list of pairs."""
    items = m.elements(given) if isinstance(given, (Sequence, Object)) else None
    if items is None:
        typical = m.typical(given)
        items = (typical,) if typical is not None else ()
    pairs = [each.items for each in items if isinstance(each, Sequence) and len(each.items) == 2]
    if not pairs:
        return tensors_in(m, list(items) or [given]), m.unknown("variables", given.place)
    gradients = tensors_in(m, [gradient for gradient, _ in pairs])
    variables = [variable for _, variable in pairs]
    whole = [each.operands[0] for each in variables if isinstance(each, Tensor) and each.operator == ITEM]
    return gradients, Sequence(tuple(whole or variables))


def step(
    m: Machine,
    optimizer: Value,
    loss: Value,
    variables: Value,
    place: Place,
    at_once: bool,
    gradients: tuple[Value, ...] = (),
    subtracted: bool = True,
) -> Value:
    """Variables follow the gradient of a loss: now, or whenever a session runs the result."""
    variables = _known(m, variables)
    applied = GradientApplied(
        place=place,
        optimizer=optimizer,
        loss=loss,
        variables=variables,
        gradients=gradients,
        direction=_direction(gradients, subtracted),
    )
    if at_once:
        m.event(applied)
        if KERAS_FIT not in m.contexts:
            _trained(m, applied)
        return m.unknown("a step", place)
    made = make(m, STEP, (loss, *gradients), place, attributes=(("optimizer", optimizer), ("variables", variables)))
    m.event(replace(applied, step=made))
    collect(m, STEPS, made)
    return made


def _direction(gradients: tuple[Value, ...], subtracted: bool) -> int | None:
    signs = {sign_of(each, lambda one: one.operator == GRADIENT) for each in gradients} or {1}
    sign = signs.pop() if len(signs) == 1 else None
    return (-sign if subtracted else sign) if sign else None


def _trained(m: Machine, applied: GradientApplied) -> None:
    """A model learns from the rows in its loss."""
    cost = costs.read(applied.loss)
    x = next(map(source, cost.inputs), Unknown("no data") if isinstance(applied.loss, Tensor) else applied.loss)
    targets = tuple(map(source, cost.targets))
    m.event(
        Fitted(
            place=applied.place,
            model=_model(m, applied, cost),
            x=x,
            y=targets[-1] if targets else NONE,
            targets=targets,
            library="tape",
            gradient=applied,
        )
    )


def source(value: Value) -> Value:
    """The array behind operations of which the rows are not followed."""
    while isinstance(value, Tensor) and value.rows is None and value.operands:
        value = value.operands[0]
    return value


def _model(m: Machine, applied: GradientApplied, cost: costs.Cost) -> Value:
    """Whose variables move: a model or layer, else the first variable."""
    found = [each for value in tensors_in(m, [applied.variables]) for each in ancestors(value)]
    owners = [each.layer for each in found if each.operator == WEIGHTS and each.layer is not None]
    if owners:
        return owners[0]
    moved = [each for each in found if costs.owns_weights(each)] or list(cost.weights)
    return (
        moved[0] if moved else applied.variables if isinstance(applied.variables, Unknown) else Unknown("its variables")
    )


@transfer("array.assign_sub", "array.assign_add", "array.assign", "tf.assign", "tf.assign_sub", "tf.assign_add")
def assigned(m: Machine, call: Call) -> Value:
    """`w.assign_sub(rate * gradient)`: a step that the script takes itself; `frame.assign(price=y)` makes a frame."""
    if call.extra and not call.rest and is_table(m.current(call.owner)):
        return frames.with_columns(m, call)
    owner = call.owner if call.name.startswith("array.") else call.get("ref")
    given = call.rest[0] if call.rest else call.get("value", "delta")
    if rates.owner_of(m, owner) is not None:
        return rates.assigned(m, owner, given, call.place, call.name.rpartition(".")[2])
    value = m.current(given)
    taken = [each for each in ancestors(value) if each.operator == GRADIENT]
    variable = m.current(owner)
    if not taken:
        m.event(VariableAssigned(place=call.place, variable=variable))
        if isinstance(variable, Tensor) and variable.operator in costs.VARIABLES:
            return make(m, call.name, (variable, value), call.place)
        return m.unknown(f"call of {call.name}", call.place)
    at_once = taken[0].attribute("deferred") == Known(False)
    subtracted = call.name.endswith("_sub")
    return step(m, NONE, taken[0].operands[0], Sequence((variable,)), call.place, at_once, (value,), subtracted)


@transfer("keras.Model.set_weights", "keras.layers.Layer.set_weights")
def weights_set(m: Machine, call: Call) -> Value:
    """`model.set_weights(new)`: weights from elsewhere, or a step that the script takes itself."""
    given = [each for value in tensors_in(m, [*call.bound.values(), *call.rest]) for each in ancestors(value)]
    taken = [each for each in given if each.operator == GRADIENT]
    if taken:
        moved = m.attribute(call.owner, "weights", call.place)
        return step(
            m, NONE, taken[0].operands[0], moved, call.place, True, tuple(tensors_in(m, list(call.rest))), False
        )
    m.event(WeightsLoaded(place=call.place))
    return NONE


@transfer(
    "tf.contrib.slim.learning.create_train_op", "tf.contrib.training.create_train_op", "tf.contrib.layers.optimize_loss"
)
def train_op(m: Machine, call: Call) -> Value:
    """`slim.learning.create_train_op(total_loss, optimizer)`."""
    loss = call.get("total_loss", "loss")
    return m.lift(lambda each: step(m, call.get("optimizer"), each, NONE, call.place, False), m.here(m.current(loss)))


# weights


@attribute(
    *(
        f"{owner}.{name}"
        for owner in ("keras.layers.Layer", "tf.Module")
        for name in ("weights", "variables", "trainable_weights", "trainable_variables")
    )
)
def weights(m: Machine, owner: Value, place: Place) -> Value:
    """`model.trainable_variables`."""
    return weights_of(m, owner, place) if isinstance(owner, Object) else m.unknown("weights", place)


@attribute("keras.layers.Layer.losses")
def losses_of(m: Machine, owner: Value, place: Place) -> Value:
    """What a model's layers add to its loss: their regularizers of its variables, and what they add themselves."""
    if not isinstance(owner, Object):
        return m.unknown("losses", place)
    known = m.read(owner, "__weights__") or Tensor(WEIGHTS, layer=owner, key=m.fresh(), place=place)
    return make(m, "losses", (known,), place)
