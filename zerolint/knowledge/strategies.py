"""What passes an optimizer, a function or data on: mixed precision, distribution strategies, progress bars."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Unknown, Value
from zerolint.knowledge.registry import transfer


@transfer(
    "tf.function",
    "tf.contrib.eager.defun",
    "tf.contrib.eager.function",
    "tf.autograph.experimental.do_not_convert",
    "horovod.tensorflow.DistributedOptimizer",
    "horovod.tensorflow.keras.DistributedOptimizer",
    "horovod.keras.DistributedOptimizer",
    "horovod.tensorflow.DistributedGradientTape",
    "tf.train.SyncReplicasOptimizer",
    "tf.contrib.opt.MovingAverageOptimizer",
    "tf.train.experimental.enable_mixed_precision_graph_rewrite",
    "keras.optimizers.LossScaleOptimizer",
    "tf.tpu.CrossShardOptimizer",
    "tf.contrib.tpu.CrossShardOptimizer",
)
def passed_on(m: Machine, call: Call) -> Value:
    """What is wrapped works as before."""
    given = call.get("func", "opt", "optimizer", "inner_optimizer", "tape", "gradtape")
    if not isinstance(given, Unknown):
        return given
    return call.rest[0] if call.rest else m.new(call.name, call.place)


@transfer("keras.optimizers.Optimizer.get_scaled_loss", "keras.optimizers.Optimizer.get_unscaled_gradients")
def scaled(m: Machine, call: Call) -> Value:
    """The loss scale of mixed precision cancels out."""
    return call.get("loss", "grads") if call.passed else call.rest[0] if call.rest else Unknown("a loss")


REPLICAS = "replicas of a strategy"
"""The kind of a context in which each replica runs the code, or trains what Keras compiles."""
ONE = ("tf.distribute.OneDeviceStrategy", "tf.distribute.Strategy")
"""Strategies of one replica: by their name, and what `tf.distribute.get_strategy()` gives outside of a scope."""


@transfer("tf.distribute.get_strategy")
def default_strategy(m: Machine, call: Call) -> Value:
    """The strategy whose scope this is in: none of the script's own is, as a rule."""
    return m.new("tf.distribute.Strategy", call.place)


@transfer("tf.distribute.Strategy.scope")
def scope(m: Machine, call: Call) -> Value:
    """`with strategy.scope():` has Keras train on every replica what is compiled there."""
    return m.unknown("a scope", call.place) if _single(m, call.owner) else m.new(REPLICAS, call.place)


@transfer("tf.distribute.Strategy.run", "tf.distribute.Strategy.experimental_run_v2")
def replicated(m: Machine, call: Call) -> Value:
    """`strategy.run(train_step, args=(x, y))` calls the function on every replica."""
    function = call.get("fn") if call.has("fn") else call.rest[0] if call.rest else NONE
    arguments = m.elements(call.get("args")) if call.has("args") else ()
    keywords = m.entries(call.get("kwargs")) if call.has("kwargs") and call.get("kwargs") != NONE else {}
    named = {key.value: each for key, each in (keywords or {}).items() if isinstance(key, Known)}
    with replicas(m, not _single(m, call.owner), call.place):
        return m.call(function, arguments or (), named, call.place)


def on_replicas(m: Machine) -> bool:
    """Whether this runs on the replicas of a strategy, or under its scope."""
    return any(isinstance(each, Object) and each.kind == REPLICAS for each in m.contexts)


def replicas(m: Machine, several: bool, place: Place) -> AbstractContextManager[None]:
    """What runs here does so on each of `several` replicas, or once."""
    return m.inside(m.new(REPLICAS, place)) if several else nullcontext()


def _single(m: Machine, strategy: Value) -> bool:
    """Whether a strategy is known to have one replica."""
    if not isinstance(strategy, Object) or strategy.kind in ONE:
        return True
    devices = m.read(strategy, "devices")
    given = m.elements(devices) if devices is not None and devices != NONE else None
    return (isinstance(devices, Known) and devices != NONE) or (given is not None and len(given) == 1)


@transfer(
    "tf.distribute.Strategy.distribute_datasets_from_function",
    "tf.distribute.Strategy.experimental_distribute_datasets_from_function",
)
def datasets_from_function(m: Machine, call: Call) -> Value:
    """`strategy.distribute_datasets_from_function(make)` calls the function once for each host."""
    return m.call(call.get("dataset_fn"), (m.unknown("the input's context", call.place),), {}, call.place)


@transfer("tf.distribute.Strategy.reduce")
def reduced(m: Machine, call: Call) -> Value:
    """The replicas' values as one."""
    return call.get("value")


@transfer("tf.distribute.Strategy.experimental_distribute_dataset", "tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.notebook.tqdm")
def same_items(m: Machine, call: Call) -> Value:
    """The same elements, on several devices or with a progress bar."""
    given = call.get("dataset", "iterable")
    return given if not isinstance(given, Unknown) else call.rest[0] if call.rest else given
