"""What passes an optimizer, a function or data on: mixed precision, distribution strategies, progress bars."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Unknown, Value
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


@transfer("tf.distribute.Strategy.run", "tf.distribute.Strategy.experimental_run_v2")
def replicated(m: Machine, call: Call) -> Value:
    """`strategy.run(train_step, args=(x, y))` calls the function on every replica."""
    function = call.get("fn") if call.has("fn") else call.rest[0] if call.rest else NONE
    arguments = m.elements(call.get("args")) if call.has("args") else ()
    return m.call(function, arguments or (), {}, call.place)


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
