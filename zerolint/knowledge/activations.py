"""Activations: one operator name each, however they are spelled, and the range they give."""

from __future__ import annotations

from zerolint.facts.events import OperatorUsed
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import NONE, Known, Object, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.signatures import strings

ACTIVATIONS = frozenset(
    """
    softmax sigmoid relu tanh linear elu selu softplus softsign exponential hard_sigmoid gelu silu relu6
    leaky_relu mish log_softmax swish hard_silu celu glu log_sigmoid hard_tanh soft_shrink hard_shrink
    threshold squareplus sparse_plus sparsemax sparse_sigmoid tanh_shrink prelu
    """.split()
)
ACTIVATION_LAYERS = {
    "keras.layers.Softmax": "softmax",
    "keras.layers.ReLU": "relu",
    "keras.layers.LeakyReLU": "leaky_relu",
    "keras.layers.ELU": "elu",
    "keras.layers.PReLU": "prelu",
    "keras.layers.ThresholdedReLU": "threshold",
}
MODULES = {
    "keras.activations": ACTIVATIONS - {"swish"},
    "keras.ops": ACTIVATIONS - {"swish"},
    "keras.backend": ACTIVATIONS,
    "tf.nn": ACTIVATIONS - {"swish", "sigmoid", "tanh"},
    "tf.math": frozenset({"log_sigmoid"}),
    "tf": frozenset({"sigmoid", "tanh"}),
}
"""Where activation functions have their canonical names."""
IDENTITIES = frozenset({"linear", "keras.activations.linear", "tf.identity"})


def activation_of(m: Machine, value: Value) -> str | Value:
    """The operator's name for an activation argument; the value itself where it is a user's function."""
    if value == NONE:
        return "linear"
    if isinstance(value, Known) and isinstance(value.value, str):
        name = strings("activations").get(value.value)
        return name.rpartition(".")[2] if name is not None else Unknown(f"the activation {value.value!r}")
    if isinstance(value, Symbol):
        if value.name in ACTIVATION_LAYERS:
            return ACTIVATION_LAYERS[value.name]
        module, _, name = value.name.rpartition(".")
        if name in MODULES.get(module, ()):
            return name
        return "linear" if value.name in IDENTITIES else value
    if isinstance(value, Object) and value.kind in ACTIVATION_LAYERS:
        return ACTIVATION_LAYERS[value.kind]
    return value


def activate(
    m: Machine,
    activation: str | Value,
    operand: Value,
    place: Place,
    *,
    axis: Value | None = None,
    value: Value | None = None,
) -> Value:
    """The activation of a tensor; `linear` is no operation at all."""
    if isinstance(activation, Unknown):
        return Tensor("unknown activation", (operand,), key=m.fresh(), shape=_shape(operand), place=place)
    if not isinstance(activation, str):
        return m.call(activation, (operand,), {}, place)
    if activation == "linear":
        return operand
    marks = value.marks if value is not None else frozenset[str]()
    attributes = (
        (("axis", Known(-1) if axis is None or axis == NONE else axis),)
        if activation in ("softmax", "log_softmax")
        else ()
    )
    rows = operand.rows if isinstance(operand, Tensor) else None
    made = Tensor(
        activation, (operand,), None, attributes, _shape(operand), rows, None, m.fresh(), place=place, marks=marks
    )
    if attributes:
        m.event(OperatorUsed(place=place, result=made))
    return made


def _shape(value: Value) -> tuple[Value, ...] | None:
    return value.shape if isinstance(value, Tensor) else None


def _spellings() -> list[str]:
    return [f"{module}.{name}" for module, names in MODULES.items() for name in sorted(names)]


@transfer(*_spellings())
def activation_function(m: Machine, call: Call) -> Value:
    """`tf.nn.softmax(x)`, `keras.activations.relu(x)`, `K.sigmoid(x)`."""
    name = call.name.rpartition(".")[2]
    operand = call.get("x", "logits", "features", "input", "inputs")
    if not call.has("x", "logits", "features", "input", "inputs") and call.rest:
        operand = call.rest[0]
    axis = call.get("axis", "dim")
    given = axis if not isinstance(axis, Unknown) else (None if not call.has("axis", "dim") else axis)
    return m.lift(
        lambda each: activate(
            m, name, m.current(each), call.place if call.place != NOWHERE else each.place, axis=given
        ),
        m.here(operand),
    )


@transfer("keras.activations.get", "keras.activations.deserialize")
def get_activation(m: Machine, call: Call) -> Value:
    """`keras.activations.get("relu")`: the function of this name, the identity for None, a function as it is."""
    return m.lift(lambda given: _function(m, given, call.place), m.here(call.get("identifier", "name")))


def _function(m: Machine, given: Value, place: Place) -> Value:
    if given == NONE:
        return Symbol("keras.activations.linear", place=place)
    if isinstance(given, Known):
        name = strings("activations").get(given.value) if isinstance(given.value, str) else None
        return m.unknown("an activation", place) if name is None else Symbol(name, place=place)
    return given
