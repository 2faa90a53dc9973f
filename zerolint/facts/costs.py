"""Reading a hand-written cost: the weights it depends on, the data that goes in, the data it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.values import Choice, Known, Tensor, Unknown, Value

WEIGHTS = "weights"
"""The operator of a model's or layer's variables as one value; its `layer` is the model or layer."""

STEP = "step"
"""The operator of a train op: its first operand is the loss, its attribute `optimizer` what applies the gradient."""

GRADIENT = "gradient"
"""The operator of a derivative; its first operand is the loss."""

OVERRIDDEN = "tf.RegisterGradient"
"""What a script changes in the library when it gives operations the gradients of others."""

PLACEHOLDERS = frozenset(
    {"tf.placeholder", "tf.placeholder_with_default", "tf.sparse_placeholder", "keras.backend.placeholder"}
)
VARIABLES = frozenset({"tf.Variable", "tf.get_variable", "keras.Variable", "keras.backend.variable", WEIGHTS})
LAYERS = ("keras.layers.", "keras.Model", "keras.Sequential", "keras.applications", "tf.layers.", "tf.contrib.layers.")
WEIGHTLESS = (
    "Flatten Reshape Dropout SpatialDropout AlphaDropout GaussianDropout GaussianNoise Activation Lambda MaxPool "
    "AveragePool AvgPool GlobalMax GlobalAverage UpSampling ZeroPadding Cropping Concatenate Add Subtract Multiply "
    "Average Maximum Minimum Dot Rescaling Resizing Random Permute RepeatVector Masking InputLayer flatten dropout "
    "max_pool average_pool avg_pool preprocess_input one_hot_encoding l1_regularizer l2_regularizer xavier_initializer"
).split()
CONSTANTS = ("tf.constant", "tf.zeros", "tf.ones", "tf.fill", "tf.eye", "tf.range", "numpy.zeros", "numpy.ones")


class Cost(NamedTuple):
    """What a loss is made of.

    `weights` are the variables and the results of layers that own some; `inputs` the data
    that meets them; `targets` the data that meets something computed from inputs and weights.
    """

    weights: tuple[Tensor, ...]
    inputs: tuple[Value, ...]
    targets: tuple[Value, ...]


def owns_weights(tensor: Tensor) -> bool:
    """Whether this is a variable, or computed by a layer with variables of its own."""
    if tensor.operator in VARIABLES:
        return tensor.attribute("trainable") != Known(False)
    if tensor.operator.endswith(("_rnn", "_rnn_decoder")):
        return True
    return tensor.operator.startswith(LAYERS) and not tensor.operator.rpartition(".")[2].startswith(tuple(WEIGHTLESS))


def read(loss: Value) -> Cost:
    """The weights, inputs and targets of a loss, the deepest first.

    Constants are data only where there is no other: `tf.constant([1.0, 2.0])` may be all that is
    trained on, but beside arrays it is a weight of classes or a mask.
    """
    cost = _read(loss, constants=False)
    return cost if cost.inputs or not cost.weights else _read(loss, constants=True)


def _read(loss: Value, constants: bool) -> Cost:
    trained: dict[int, bool] = {}
    fed: dict[int, bool] = {}
    told: set[int] = set()
    weights: list[Tensor] = []
    inputs: dict[int, Value] = {}
    targets: dict[int, Value] = {}
    for each in _deepest_first(loss):
        if not isinstance(each, Tensor):
            trained[_identity(each)], fed[_identity(each)] = False, True
            continue
        below = {_identity(operand): operand for operand in _operands(each) if _identity(operand) in trained}
        own = owns_weights(each)
        trained[id(each)] = own or any(trained[operand] for operand in below)
        fed[id(each)] = each.operator not in VARIABLES and (
            any(fed[operand] for operand in below) if below else not own and _data(each, constants)
        )
        if own:
            weights.append(each)
        if any(operand in told for operand in below):
            # What meets a finished cross-entropy weighs or counts its rows.
            told.add(id(each))
            continue
        if each.operator in CONTRACTS:
            told.add(id(each))
        if not trained[id(each)] or each.operator in VARIABLES:
            continue
        computed = any(trained[operand] and fed[operand] for operand in below)
        (targets if computed else inputs).update(
            {name: operand for name, operand in below.items() if fed[name] and not trained[name]}
        )
    return Cost(
        tuple(weights),
        tuple(inputs.values()),
        tuple(value for name, value in targets.items() if name not in inputs),
    )


def _identity(value: Value) -> int:
    """One number for one thing: comparing or hashing whole expressions would walk them again and again."""
    return -value.key if isinstance(value, Unknown) else id(value)


def _data(leaf: Tensor, constants: bool) -> bool:
    return constants or not leaf.operator.startswith(CONSTANTS)


def _operands(value: Tensor) -> Iterator[Value]:
    for each in value.operands:
        yield from (arm for _, arm in each.arms) if isinstance(each, Choice) else (each,)


def _deepest_first(loss: Value) -> Iterator[Value]:
    """Tensors and unknown arrays, each once and behind everything it is computed from."""
    seen: set[int] = set()
    roots = [arm for _, arm in loss.arms] if isinstance(loss, Choice) else [loss]
    waiting = [(each, False) for each in reversed(roots)]
    while waiting:
        value, done = waiting.pop()
        if done:
            yield value
        elif isinstance(value, Tensor) and id(value) not in seen:
            seen.add(id(value))
            waiting.append((value, True))
            waiting += [(each, False) for each in reversed(list(_operands(value)))]
        elif isinstance(value, Unknown) and value.key and value.key not in seen:
            yield value
