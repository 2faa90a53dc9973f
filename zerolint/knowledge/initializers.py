"""Initial weights: which initializers fill a kernel with one number, and which number."""

from __future__ import annotations

from zerolint.facts.constants import entry
from zerolint.facts.machine import Machine
from zerolint.facts.values import NONE, Choice, Known, Object, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.signatures import is_class, strings

ZEROS = frozenset({"Zeros", "zeros_initializer"})
ONES = frozenset({"Ones", "ones_initializer"})
FILLED = frozenset({"Constant", "constant_initializer"})
NORMAL = frozenset({"RandomNormal", "TruncatedNormal", "random_normal_initializer", "truncated_normal_initializer"})
UNIFORM = frozenset({"RandomUniform", "random_uniform_initializer"})


def constant(m: Machine, initializer: Value) -> Known | None:
    """The number that an initializer puts into every entry, at its place; None for random and unknown ones."""
    found = _constant(m, initializer)
    return None if found is None else Known(found.value, place=initializer.place)


def _constant(m: Machine, initializer: Value) -> Known | None:
    match initializer:
        case Known(value=str() as name):
            found = strings("initializers").get(name)
            return _constant(m, Symbol(found, place=initializer.place)) if found is not None else None
        case Symbol() if is_class(initializer.name):
            return _constant(m, m.call(initializer, (), {}, initializer.place))
        case Object():
            return _filled(m, initializer)
        case Known() | Tensor():
            return entry(initializer)
        case Unknown() | Choice():
            return None
    # A function of the shape: `tf.zeros`, or one of the script's own.
    return entry(m.call(initializer, (m.unknown("a shape", initializer.place),), {}, initializer.place))


def _filled(m: Machine, initializer: Object) -> Known | None:
    """What an initializer object fills a weight with."""
    name = initializer.kind.rpartition(".")[2]

    def number(argument: str) -> Known | None:
        return entry(m.read(initializer, argument) or NONE)

    if name in ZEROS or name in ONES:
        return Known(float(name in ONES))
    if name in FILLED:
        return number("value")
    if name in NORMAL and number("stddev") == Known(0.0):
        return number("mean")
    if name in UNIFORM and number("minval") == number("maxval"):
        return number("minval")
    return None


KERNELS = ("init", "weights_initializer", "kernel_initializer")
BIASES = ("biases_initializer", "bias_initializer")


def started(m: Machine, given: dict[str, Value]) -> tuple[tuple[str, Value], ...]:
    """The attributes `kernel` and `bias` of a weight layer with these arguments, where they start as one number.

    A layer that takes its weights from elsewhere, or does not train them, has neither.
    """
    if given.get("trainable") == Known(False) or given.get("weights", NONE) != NONE:
        return ()
    found: list[tuple[str, Value]] = []
    # Biases start at zero unless told otherwise, also where a version has no argument for it.
    for name, slots, default in (("kernel", KERNELS, NONE), ("bias", BIASES, Known("zeros"))):
        chosen = next((given[slot] for slot in slots if given.get(slot, NONE) != NONE), default)
        number = constant(m, chosen)
        if number is not None:
            found.append((name, number))
    return tuple(found)
