"""What the libraries mean: transfers by canonical name, data first, evaluated arguments only."""

from __future__ import annotations

import sys
from dataclasses import replace

from zerolint.facts.machine import OPTIONS, Arguments, Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.knowledge import (  # noqa: F401  (imported to register their transfers)
    arguments_parsers,
    arrays,
    attribute_dicts,
    configuration_files,
    estimators,
    fields,
    files,
    folds,
    frames,
    gradients,
    in_place,
    joining,
    keras_graph,
    keras_layers,
    keras_steps,
    keras_training,
    layer_functions,
    listings,
    loaders,
    lookups,
    losses,
    optimizer_groups,
    optimizers,
    paths,
    pointwise,
    ranks,
    rates,
    reading,
    records,
    resampling,
    reshaping,
    results,
    saving,
    scalars,
    sessions,
    strategies,
    tensorflow,
    tensors,
    tf1_graph,
    tf_data,
    time_series,
    transformers,
    validating,
    writing,
)
from zerolint.knowledge.binding import bind
from zerolint.knowledge.registry import ATTRIBUTES, STATIC, TRANSFERS, kind_of
from zerolint.knowledge.signatures import bases, is_class, methods
from zerolint.knowledge.tensors import make, rows_of

__all__ = [
    "attribute_of",
    "attribute_set",
    "call_object",
    "call_symbol",
    "column_gone",
    "construct",
    "finish",
    "hydra_config",
    "index",
    "is_class_method",
    "is_dataclass",
    "is_module",
    "is_optimizer",
    "is_rate",
    "is_record_base",
    "item_set",
    "kind_of",
    "like_an_optimizer",
    "option_default",
    "rate_of",
    "rows_of",
    "run_step",
    "shape_assigned",
    "transfer_method",
    "transparent_decorator",
    "unknown_attribute_set",
    "unknown_rate",
]

ESTIMATORS = ("sklearn.", *estimators.FOREIGN)
TENSOR_LIBRARIES = ("tf.", "keras.ops.", "keras.backend.", "keras.activations.", "numpy.", "scipy.")


REMEMBERING = ("functools.lru_cache", "functools.cache")
DECORATORS = {
    **dict.fromkeys(REMEMBERING, "remembers"),
    "functools.singledispatch": "replaced",
    "functools.singledispatchmethod": "replaced",
    "tf.custom_gradient": "custom_gradient",
    "tf.function": "traced",
}
"""Decorators that do more than keep a function."""

run_step = keras_steps.run_step
shape_assigned = in_place.shape_assigned
is_dataclass = fields.is_dataclass
is_record_base = fields.is_record_base
item_set = writing.item_set
column_gone = frames.column_gone
unknown_attribute_set = rates.unknown_attribute_set
is_optimizer = rates.is_optimizer
is_rate = rates.is_rate
rate_of = rates.rate_of
unknown_rate = rates.unknown_rate
like_an_optimizer = rates.like_an_optimizer
option_default = arguments_parsers.option_default
hydra_config = configuration_files.hydra_config


def finish(m: Machine, models: tuple[Object, ...]) -> None:
    """What is to be done at the end of the script."""
    keras_graph.finish(m, models)
    rates.finish(m)


def index(m: Machine, owner: Value, key: Value, place: Place) -> Value:
    """`owner[key]` on anything that is not one of Python's own containers."""
    given = arguments_parsers.flag(m, owner, key) or arguments_parsers.variable(m, owner, key)
    if given is not None:
        return given
    if isinstance(owner, Object) and owner.kind == frames.LOC:
        return frames.by_label(m, owner, key, place)
    if frames.names_columns(m, owner, key):
        return frames.columns(m, owner, key, place)
    return tensors.index(m, owner, key, place)


def transparent_decorator(decorator: Value) -> str | None:
    """What a decorator does to a function: a role, or "keep" where it changes nothing that matters.

    "replaced": something else stands in its place; "remembers": it runs once for the same arguments.
    """
    if isinstance(decorator, Object) and decorator.kind in DECORATORS:
        return DECORATORS[decorator.kind]
    if isinstance(decorator, Symbol):
        name = decorator.name.rpartition(".")[2]
        if decorator.name in DECORATORS:
            return DECORATORS[decorator.name]
        if decorator.name.startswith("builtins."):
            return name
        if name in ("cached_property", "abstractproperty"):
            return name.removeprefix("abstract")
        return "keep"
    return "keep" if isinstance(decorator, (Unknown, Object)) else None


def is_class_method(name: str) -> bool:
    """Whether the script's classes have a method of this name from a library, which takes the class."""
    return name in STATIC and name in TRANSFERS


def is_module(name: str) -> bool:
    """Whether a symbol can't be a value that the script sets attributes on."""
    return name.partition(".")[0] in sys.stdlib_module_names


def _ancestors(kind: str) -> tuple[str, ...]:
    return (kind, *bases(kind))


def construct(m: Machine, made: Object, base: str, arguments: Arguments, place: Place) -> None:
    """Run the constructor of a library class on an object: its arguments become its attributes."""
    call = bind(base, arguments, place, owner=made, keras=m.keras)
    for name, value in {**call.bound, **call.extra}.items():
        m.write(made, name, value)
    if call.options is not None:
        m.write(made, OPTIONS, call.options)
    if base.startswith("keras.callbacks."):
        m.unseen(Sequence(tuple(call.bound[name] for name in sorted(call.passed))), place)
    for each in _ancestors(base):
        initialise = TRANSFERS.get(f"{each}.__init__")
        if initialise is not None:
            initialise(m, call)
            return


def call_symbol(m: Machine, name: str, arguments: Arguments, place: Place) -> Value | None:
    """Call a library function or class by its canonical name; None where nothing is known about it."""
    result = _called(m, name, arguments, place)
    written = arguments.keywords.get("out")
    if isinstance(written, (Tensor, Unknown)) and isinstance(result, Tensor):
        m.update(written, result)
        return written
    return result


def _called(m: Machine, name: str, arguments: Arguments, place: Place) -> Value | None:
    owner, _, method = name.rpartition(".")
    if name not in STATIC and is_class(owner):
        return _unbound(m, owner, method, arguments, place)
    transfer = TRANSFERS.get(name)
    if transfer is not None:
        return transfer(m, bind(name, arguments, place, keras=m.keras))
    if name.startswith("keras.applications."):
        return keras_graph.of_applications(m, bind(name, arguments, place, keras=m.keras))
    if estimators.foreign(name):
        return estimators.construct_foreign(m, name, arguments, place)
    if is_class(name):
        made = m.new(name, place)
        construct(m, made, name, arguments, place)
        return made
    if results.no_array(name):
        return None
    if name.startswith(TENSOR_LIBRARIES) or _is_loss(name):
        return results.several(m, tensor_function(m, name, arguments, place))
    return None


def _unbound(m: Machine, owner: str, method: str, arguments: Arguments, place: Place) -> Value | None:
    """`Class.method(instance, ...)`; None where the first argument is no such instance."""
    if not arguments.positional or owner not in _ancestors(kind_of(arguments.positional[0])):
        return None
    rest = replace(arguments, positional=arguments.positional[1:])
    return transfer_method(m, arguments.positional[0], method, rest, place)


def _is_loss(name: str) -> bool:
    return name.startswith(("keras.losses.", "keras.metrics.")) and not is_class(name)


def tensor_function(m: Machine, name: str, arguments: Arguments, place: Place) -> Tensor:
    """A function of tensors of which only the name is known: its operands are kept."""
    call = bind(name, arguments, place, keras=m.keras)
    named = [
        (key, value) for key, value in {**call.bound, **call.extra}.items() if not isinstance(value, (Tensor, Unknown))
    ]
    operands: list[Value] = []
    for value in arguments.values:
        if isinstance(value, (Tensor, Unknown)):
            operands.append(value)
        elif isinstance(value, (Sequence, Object, Choice)):
            operands += tf1_graph.tensors_in(m, [value]) or ([value] if isinstance(value, Object) else [])
    return make(m, name, tuple(operands), place, attributes=tuple(named))


def transfer_method(m: Machine, owner: Value, name: str, arguments: Arguments, place: Place) -> Value | None:
    """Call a method of a library class; None where nothing is known about it."""
    kind = kind_of(owner)
    for each in _ancestors(kind) if kind != "array" else (kind,):
        transfer = TRANSFERS.get(f"{each}.{name}")
        if transfer is not None:
            call = bind(f"{each}.{name}", arguments, place, owner=owner, keras=m.keras)
            return _in_place(m, call, transfer(m, call))
    if kind.startswith(ESTIMATORS):
        return estimators.sklearn_method(m, bind(f"{kind}.{name}", arguments, place, owner=owner, keras=m.keras))
    return None


def _in_place(m: Machine, call: Call, result: Value) -> Value:
    """`frame.dropna(inplace=True)` changes the frame for every alias and gives nothing."""
    if call.get("inplace") != Known(True) or not isinstance(result, Tensor):
        return result
    m.update(call.owner, result)
    return NONE


def call_object(m: Machine, owner: Object, arguments: Arguments, place: Place) -> Value | None:
    """Call an instance of a library class: a layer, a model, a loss."""
    for each in _ancestors(owner.kind):
        transfer = TRANSFERS.get(f"{each}.__call__")
        if transfer is not None:
            return transfer(m, bind(f"{each}.__call__", arguments, place, owner=owner, keras=m.keras))
    return None


def attribute_of(m: Machine, owner: Value, name: str, place: Place) -> Value | None:
    """Read an attribute that no slot holds; None where nothing is known about it."""
    kind = kind_of(owner)
    for each in _ancestors(kind) if kind != "array" else (kind,):
        read = ATTRIBUTES.get(f"{each}.{name}")
        if read is not None:
            return read(m, owner, place)
        if f"{each}.{name}" in TRANSFERS:
            return Method(owner, name, place=place)
    if kind.startswith(ESTIMATORS) and (name in methods(kind) or estimators.follows(kind, name)):
        return Method(owner, name, place=place)
    return frames.column_attribute(m, owner, name, place)


def attribute_set(m: Machine, owner: Object, name: str, value: Value, place: Place) -> None:
    """What setting an attribute of a library object means beyond the slot itself."""
    keras_steps.assigned(m, owner, value)
    for each in _ancestors(owner.kind):
        changed = TRANSFERS.get(f"{each}.{name}=")
        if changed is not None:
            changed(m, bind("", Arguments((value,)), place, owner=owner, keras=m.keras))
            return
