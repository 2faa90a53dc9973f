"""The graph of TensorFlow 1: which graph is the default, variables under scopes, collections."""

from __future__ import annotations

from zerolint.facts.costs import WEIGHTS
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.initializers import constant
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.shapes import as_shape
from zerolint.knowledge.tensors import make

GRAPH = "tf.Graph"
SCOPE = "tf.variable_scope"
HOLDER = Object(-1, GRAPH)
"""Holds the graph that is the default outside of every `with graph.as_default()`."""
LOSSES = "losses"
TRAINABLE = "trainable_variables"
STEPS = "steps"
"""The collection, ours and not TensorFlow's, of the train ops of a graph."""


def graph(m: Machine) -> Object:
    """The graph that operations are added to here."""
    for each in reversed(m.contexts):
        if isinstance(each, Object):
            # A session's slot `graph` is the argument it was made with.
            own = each if each.kind == GRAPH else m.read(each, "graph") if each.kind.endswith("Session") else None
            if isinstance(own, Object) and own.kind == GRAPH:
                return own
    current = m.read(HOLDER, "current")
    return current if isinstance(current, Object) else HOLDER


@transfer("tf.reset_default_graph", "keras.utils.clear_session")
def reset(m: Machine, call: Call) -> Value:
    """From here on there is another default graph, and nothing in it."""
    m.write(HOLDER, "current", m.new(GRAPH, call.place))
    return NONE


@transfer(f"{GRAPH}.as_default", f"{SCOPE}.as_default")
def as_default(m: Machine, call: Call) -> Value:
    """`with graph.as_default():` is inside of the graph."""
    return call.owner


@transfer("tf.get_default_graph")
def default_graph(m: Machine, call: Call) -> Value:
    """The graph itself."""
    return graph(m)


# collections


def collected(m: Machine, name: str) -> tuple[Value, ...] | None:
    """What a collection holds; None where that is not known."""
    held = m.read(graph(m), f"collection {name}")
    return () if held is None else held.items if isinstance(held, Sequence) else None


def collect(m: Machine, name: str, value: Value) -> None:
    """Add to a collection of the graph."""
    owner, slot = graph(m), f"collection {name}"

    def added(held: Value) -> Value:
        return Sequence((*held.items, value)) if isinstance(held, Sequence) else held

    m.write(owner, slot, m.lift(added, m.read(owner, slot) or Sequence(())))


def _collection(key: Value) -> str | None:
    """A collection's name from its string or from `tf.GraphKeys`."""
    if isinstance(key, Symbol) and key.name.startswith("tf.GraphKeys."):
        return key.name.rpartition(".")[2].lower()
    return key.value if isinstance(key, Known) and isinstance(key.value, str) else None


@transfer("tf.add_to_collection", f"{GRAPH}.add_to_collection")
def add_to_collection(m: Machine, call: Call) -> Value:
    """`tf.add_to_collection("losses", loss)`."""
    name = _collection(call.get("name"))
    if name is not None:
        collect(m, name, m.current(call.get("value")))
    return NONE


@transfer("tf.get_collection", f"{GRAPH}.get_collection")
def get_collection(m: Machine, call: Call) -> Value:
    """`tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="generator")`."""
    name = _collection(call.get("key", "name"))
    if name == TRAINABLE:
        return trainable_variables(m, call)
    return _listed(m, None if name is None else collected(m, name), call.get("scope"), call.place)


@transfer("tf.trainable_variables", "tf.contrib.slim.get_trainable_variables")
def trainable_variables(m: Machine, call: Call) -> Value:
    """The variables of the graph that train, of one scope or of all."""
    held = collected(m, TRAINABLE)
    return _all_weights(m, call) if held == () else _listed(m, held, call.get("scope"), call.place)


def _all_weights(m: Machine, call: Call) -> Value:
    """The weights of a graph of layers; unknown where a scope is chosen."""
    if call.has("scope") and call.get("scope") != NONE:
        return _listed(m, (), NONE, call.place)
    return weights_of(m, graph(m), call.place)


def weights_of(m: Machine, owner: Object, place: Place) -> Value:
    """The variables of a graph, a model or a layer, as one value that knows whose they are."""
    known = m.read(owner, "__weights__")
    if known is None:
        known = Tensor(WEIGHTS, layer=owner, key=m.fresh(), place=place)
        m.remember(owner, "__weights__", known)
    return known


def _listed(m: Machine, items: tuple[Value, ...] | None, scope: Value, place: Place) -> Value:
    """A list of what is collected under a scope; where nothing was seen, of things that are not known."""
    if items and isinstance(scope, Known) and isinstance(scope.value, str):
        opening = scope.value
        items = tuple(each for each in items if _name(each) is None or str(_name(each)).startswith(opening))
    if not items:
        return m.new("list", place, {"items": Unknown("a collection of the graph")})
    return m.new("list", place, {"items": Sequence(items)})


@transfer(
    *(
        f"tf.contrib.losses.{name}"
        for name in "softmax_cross_entropy sparse_softmax_cross_entropy sigmoid_cross_entropy log_loss hinge_loss "
        "mean_squared_error absolute_difference cosine_distance add_loss".split()
    )
)
def former_loss(m: Machine, call: Call) -> Value:
    """A loss of slim, which the graph collects; its arguments come in another order than those of `tf.losses`."""
    given = [value for name, value in call.bound.items() if name in call.passed]
    made = make(m, call.name, tuple(tensors_in(m, [*call.rest, *given])), call.place)
    collect(m, LOSSES, made)
    return made


@transfer("tf.losses.get_total_loss", "tf.contrib.losses.get_total_loss")
def total_loss(m: Machine, call: Call) -> Value:
    """The sum of the losses that were added to the graph."""
    return make(m, call.name, collected(m, LOSSES) or (m.unknown("the losses of the graph", call.place),), call.place)


# scopes and variables


@transfer(f"{SCOPE}.__init__")
def variable_scope(m: Machine, call: Call) -> Value:
    """`with tf.variable_scope("name", reuse=...)`: a path in front of the names of variables."""
    assert isinstance(call.owner, Object)
    given = call.get("name_or_scope")
    if isinstance(given, Object):
        m.write(call.owner, "path", m.read(given, "path") or m.unknown("a scope", call.place))
        return NONE
    if given == NONE:
        given = call.get("default_name")
    m.write(call.owner, "path", _under(m, given))
    return NONE


@transfer("tf.get_variable_scope")
def current_scope(m: Machine, call: Call) -> Value:
    """The scope that variables are made in here."""
    return m.new(SCOPE, call.place, {"path": _path(m)})


@transfer(f"{SCOPE}.reuse_variables")
def reuse_variables(m: Machine, call: Call) -> Value:
    """A variable of a known name is the same one again, with or without being told so."""
    return NONE


def _path(m: Machine) -> Value:
    for each in reversed(m.contexts):
        if isinstance(each, Object) and each.kind == SCOPE:
            return m.read(each, "path") or Unknown("a scope")
    return Known("")


def _under(m: Machine, name: Value) -> Value:
    """A name with the path of the scope it is made in."""
    path = _path(m)
    if isinstance(path, Known) and isinstance(name, Known) and isinstance(name.value, str):
        return Known(f"{path.value}/{name.value}" if path.value else name.value)
    return Unknown("a name that is not known")


@transfer("tf.get_variable")
def get_variable(m: Machine, call: Call) -> Value:
    """The variable of this name under this scope: a new one, or the one that is already there."""
    path = _under(m, call.get("name"))
    slot = f"variable {path.value}" if isinstance(path, Known) else ""
    known = m.read(graph(m), slot) if slot else None
    if isinstance(known, Tensor):
        return known
    given, initial = call.get("shape"), m.current(call.get("initializer"))
    shape = as_shape(given, m.elements(given))
    if shape is None and isinstance(initial, Tensor):
        shape = initial.shape
    made = _made(m, call, (initial,) if isinstance(initial, Tensor) else (), shape, path)
    if slot:
        m.write(graph(m), slot, made)
    return made


@transfer("tf.Variable")
def variable(m: Machine, call: Call) -> Value:
    """A weight; its shape is that of its initial value."""
    initial = m.current(call.get("initial_value") if call.has("initial_value") or not call.rest else call.rest[0])
    name = call.get("name")
    return _made(m, call, (initial,), initial.shape if isinstance(initial, Tensor) else None, _under(m, name))


def _made(m: Machine, call: Call, operands: tuple[Value, ...], shape: tuple[Value, ...] | None, path: Value) -> Tensor:
    passed = {name: value for name, value in {**call.bound, **call.extra}.items() if name != "initial_value"}
    filled = constant(m, call.get("initializer")) if call.has("initializer") else None
    attributes = {**passed, "path": path, **({} if filled is None else {"kernel": filled})}
    made = make(m, call.name, operands, call.place, shape=shape, attributes=tuple(attributes.items()))
    if call.get("trainable") != Known(False):
        collect(m, TRAINABLE, made)
    return made


def _name(value: Value) -> str | None:
    path = value.attribute("path") if isinstance(value, Tensor) else NONE
    return path.value if isinstance(path, Known) and isinstance(path.value, str) else None


@attribute("array.name")
def variable_name(m: Machine, owner: Value, place: Place) -> Value | None:
    """`v.name` of a variable: its path and the number of the output, which is 0."""
    name = _name(owner)
    return Known(f"{name}:0", place=place) if name else None


@transfer("tf.placeholder", "tf.placeholder_with_default", "tf.sparse_placeholder", "keras.backend.placeholder")
def placeholder(m: Machine, call: Call) -> Value:
    """An input of the graph, bound anew in each run."""
    given = call.get("shape")
    default = (m.current(call.get("input")),) if call.has("input") else ()
    return make(m, call.name, default, call.place, shape=as_shape(given, m.elements(given)))


@transfer("tf.group", "tf.tuple", "tf.no_op", "tf.train.ExponentialMovingAverage.apply")
def grouped(m: Machine, call: Call) -> Value:
    """One operation that runs others: those it is given, and those that it waits for."""
    operands = [*call.rest, *call.bound.values(), *awaited(m)]
    return make(m, call.name, tuple(tensors_in(m, operands)), call.place)


@transfer("tf.control_dependencies")
def control_dependencies(m: Machine, call: Call) -> Value:
    """`with tf.control_dependencies([train]):` runs these before what is made inside."""
    given = call.get("control_inputs")
    return m.new(call.name, call.place, {"awaited": Sequence(tuple(tensors_in(m, [given])))})


def awaited(m: Machine) -> list[Value]:
    """The operations that everything made here waits for."""
    held = [m.read(each, "awaited") for each in m.contexts if isinstance(each, Object)]
    return [item for each in held if isinstance(each, Sequence) for item in each.items]


def tensors_in(m: Machine, values: list[Value]) -> list[Value]:
    """The tensors and unknown values in nested lists, tuples and dicts, in order."""
    found: list[Value] = []
    for value in values:
        entries = m.entries(value) if isinstance(value, Object) else None
        items = tuple(entries.values()) if entries is not None else None
        if items is None and isinstance(value, (Object, Sequence)):
            items = m.elements(value)
        if items is not None:
            found += tensors_in(m, list(items))
        elif (typical := m.typical(value)) is not None:
            found += tensors_in(m, [typical])
        elif isinstance(value, Object) and value.kind in ("list", "dict", "set"):
            found.append(m.unknown("a list that is not known", value.place))
        elif isinstance(value, (Tensor, Unknown, Choice)):
            found.append(m.current(value))
    return found
