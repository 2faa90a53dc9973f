"""Optimizers: construction, learning rates and what changes them later."""

from __future__ import annotations

from zerolint.facts.events import OptimizerMade
from zerolint.facts.machine import Arguments, Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Symbol, Unknown, Value, alternatives
from zerolint.knowledge import rates
from zerolint.knowledge.binding import bind
from zerolint.knowledge.registry import TRANSFERS, transfer
from zerolint.knowledge.signatures import is_class, strings

KERAS = "keras.optimizers."
TF1 = {
    "tf.train.AdamOptimizer": "Adam",
    "tf.train.GradientDescentOptimizer": "SGD",
    "tf.train.MomentumOptimizer": "SGD",
    "tf.train.RMSPropOptimizer": "RMSprop",
    "tf.train.AdagradOptimizer": "Adagrad",
    "tf.train.AdadeltaOptimizer": "Adadelta",
    "tf.train.FtrlOptimizer": "Ftrl",
    "tf.contrib.opt.AdamWOptimizer": "AdamW",
    "tf.contrib.opt.NadamOptimizer": "Nadam",
}
GIVEN = ("learning_rate", "lr")
"""How constructors call the rate; `lr` is the name of Keras 2 and before."""


@transfer("keras.optimizers.Optimizer.__init__")
def keras_optimizer(m: Machine, call: Call) -> Value:
    """A Keras optimizer."""
    assert isinstance(call.owner, Object)
    rate = call.get(*GIVEN)
    _made(m, call, call.owner, call.owner.kind.rpartition(".")[2], rate)
    return NONE


SCHEDULES = frozenset({"ExponentialDecay", "InverseTimeDecay", "PolynomialDecay", "CosineDecay", "CosineDecayRestarts"})
"""Schedules that begin at their highest rate, unless they warm up."""


def _highest(m: Machine, rate: Value) -> Value:
    """The rate itself, or the first and highest of a schedule that decays from there."""
    if isinstance(rate, Object) and rate.kind.removeprefix("keras.optimizers.schedules.") in SCHEDULES:
        warm_up, growth = m.read(rate, "warmup_target"), m.read(rate, "decay_rate")
        last = m.read(rate, "end_learning_rate")
        climbs = isinstance(last, Known) and last.value > 1e-4
        if warm_up in (None, NONE) and not climbs and not (isinstance(growth, Known) and growth.value > 1):
            return m.read(rate, "initial_learning_rate") or rate
    return rate


TEMPERS = ("decay", "clipnorm", "clipvalue", "global_clipnorm")
"""Arguments that make steps smaller; each is off where it is zero or None."""


def _tempered(call: Call, rate: Value) -> bool:
    given = [call.get(name) for name in TEMPERS if call.has(name)]
    scheduled = any(isinstance(each, Object) for _, each in alternatives(rate))
    return scheduled or any(each not in (NONE, Known(0), Known(0.0)) for each in given)


def _made(m: Machine, call: Call, made: Object, name: str, rate: Value) -> None:
    highest = m.lift(lambda each: _highest(m, each), m.here(rate))
    rates.made(m, made, rate)
    m.event(
        OptimizerMade(
            place=call.place,
            optimizer=made,
            name=name,
            learning_rate=highest,
            momentum=call.get("momentum"),
            tempered=_tempered(call, rate),
        )
    )


@transfer(*TF1)
def tf1_optimizer(m: Machine, call: Call) -> Value:
    """An optimizer of TensorFlow 1."""
    made = m.new(call.name, call.place)
    rate = call.get(*GIVEN)
    if not call.has(*GIVEN) and call.rest:
        rate = call.rest[0]
    _made(m, call, made, TF1[call.name], rate)
    return made


def resolve_optimizer(m: Machine, value: Value) -> Value:
    """The optimizer object of a `compile` argument: an object, a class, a string."""
    if isinstance(value, Known) and isinstance(value.value, str):
        name = strings("optimizers").get(value.value.lower())
        return _constructed(m, name, value.place) if name is not None else Unknown(f"the optimizer {value.value!r}")
    if isinstance(value, Symbol) and value.name.startswith(KERAS):
        return _constructed(m, value.name, value.place)
    return value


def _constructed(m: Machine, name: str, place: Place) -> Value:
    """The optimizer with its default arguments."""
    if not is_class(name):
        return Unknown(name)
    made = m.new(name, place)
    call = bind(name, Arguments(), place, owner=made, keras=m.keras)
    for slot, value in call.bound.items():
        m.write(made, slot, value)
    TRANSFERS["keras.optimizers.Optimizer.__init__"](m, call)
    return made


@transfer("keras.optimizers.get", "keras.optimizers.deserialize")
def get_optimizer(m: Machine, call: Call) -> Value:
    """`keras.optimizers.get("adam")`, `get({"class_name": "Adam", "config": {...}})`."""
    given = call.get("identifier", "config")
    entries = m.entries(given) if isinstance(given, Object) else None
    if entries is None:
        return resolve_optimizer(m, given)
    name, config = entries.get(Known("class_name")), m.entries(entries.get(Known("config"), NONE))
    found = strings("optimizers").get(str(name.value).lower()) if isinstance(name, Known) else None
    if found is None or config is None:
        return m.unknown("an optimizer's configuration", call.place)
    keywords = {str(key.value): value for key, value in config.items() if isinstance(key, Known)}
    return m.call(Symbol(found), (), keywords, call.place)
