"""What functions of arrays give that is no single array: several of them, or none."""

from __future__ import annotations

from zerolint.facts.events import Seeded
from zerolint.facts.machine import Call, Machine
from zerolint.facts.precision import PrecisionSet
from zerolint.facts.values import NONE, Sequence, Tensor, Value
from zerolint.knowledge.arrays import first_argument, shape
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import ITEM, make

TUPLES = {
    "numpy.frexp": 2,
    "numpy.histogram": 2,
    "numpy.histogram2d": 3,
    "numpy.linalg.eig": 2,
    "numpy.linalg.eigh": 2,
    "numpy.linalg.qr": 2,
    "numpy.linalg.svd": 3,
    "numpy.modf": 2,
    "tf.linalg.qr": 2,
    "tf.linalg.svd": 3,
    "tf.nn.moments": 2,
    "tf.nn.top_k": 2,
    "tf.unique": 2,
    "tf.unique_with_counts": 3,
}
"""Functions that give so many arrays together."""
OTHERS = frozenset(
    """
    keras.backend.floatx keras.backend.image_data_format keras.backend.is_keras_tensor numpy.allclose
    numpy.array_equal numpy.broadcast_arrays numpy.hsplit numpy.isscalar numpy.meshgrid numpy.nonzero
    numpy.random.get_state numpy.save numpy.savetxt numpy.savez numpy.savez_compressed numpy.seterr
    numpy.set_printoptions numpy.size tf.executing_eagerly tf.is_tensor tf.meshgrid tf.while_loop
    """.split()
)
"""Functions that give something else: a number, a text, a list of arrays, nothing."""
MODULES = ("tf.config.", "tf.io.gfile.", "tf.test.", "numpy.testing.")


def several(m: Machine, whole: Tensor) -> Value:
    """The arrays that a function gives together, each led back to the call; or unknown, where it gives none."""
    count = TUPLES.get(whole.operator)
    if count is None:
        return whole
    return Sequence(tuple(make(m, ITEM, (whole,), whole.place) for _ in range(count)), place=whole.place)


def no_array(name: str) -> bool:
    """Whether a function gives something else than arrays."""
    return name in OTHERS or name.startswith(MODULES)


@transfer("numpy.shape")
def shape_of_array(m: Machine, call: Call) -> Value:
    """`np.shape(x)` is `x.shape`."""
    return shape(m, m.current(first_argument(call)), call.place) or m.unknown("a shape", call.place)


@transfer("keras.backend.set_floatx", "keras.config.set_dtype_policy")
def precision(m: Machine, call: Call) -> Value:
    """Gives nothing; layers and variables that are made from here on have this type."""
    m.event(PrecisionSet(place=call.place, kind=m.here(call.get("value", "policy"))))
    return NONE


@transfer("random.setstate", "numpy.random.set_state")
@transfer("random.seed", "numpy.random.seed", "tf.random.set_seed", "tf.set_random_seed", "keras.utils.set_random_seed")
def seeded(m: Machine, call: Call) -> Value:
    """Gives nothing."""
    m.event(Seeded(place=call.place, name=call.name))
    return NONE
