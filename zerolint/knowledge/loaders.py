"""Data sets that ship with the libraries: their sizes and labels are known."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import Known, Object, Sequence, Tensor, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.shapes import ANY
from zerolint.knowledge.tensors import make

CLASSES = {"mnist": 10, "fashion_mnist": 10, "cifar10": 10, "cifar100": 100, "imdb": 2, "reuters": 46}
"""Number of classes; labels are integers from 0."""

SHAPES: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "mnist": ((60000, 28, 28), (10000, 28, 28)),
    "fashion_mnist": ((60000, 28, 28), (10000, 28, 28)),
    "cifar10": ((50000, 32, 32, 3), (10000, 32, 32, 3)),
    "cifar100": ((50000, 32, 32, 3), (10000, 32, 32, 3)),
    "imdb": ((25000,), (25000,)),
    "reuters": ((8982,), (2246,)),
    "boston_housing": ((404, 13), (102, 13)),
    "california_housing": ((16512, 8), (4128, 8)),
}
"""Shapes of training and test inputs with the default arguments."""


@transfer(*(f"keras.datasets.{name}.load_data" for name in SHAPES))
def load_data(m: Machine, call: Call) -> Value:
    """`(x_train, y_train), (x_test, y_test) = mnist.load_data()`."""
    name = call.name.split(".")[-2]
    sizes_may_differ = bool(call.passed & {"test_split", "num_words", "maxlen", "skip_top"})
    pairs: list[Value] = []
    split = Known(m.fresh())
    for train, shape in zip((True, False), SHAPES[name], strict=True):
        known: tuple[Value, ...] = tuple(map(Known, shape))
        sizes = (ANY, *known[1:]) if sizes_may_differ else known
        labels = (sizes[0], Known(1)) if name.startswith("cifar") else (sizes[0],)
        classes = CLASSES.get(name)
        part: tuple[tuple[str, Value], ...] = (("split", split), ("train", Known(train)))
        x = make(m, call.name, (), call.place, shape=sizes, attributes=(*part, ("labels", Known(False))))
        y = make(
            m,
            call.name,
            (),
            call.place,
            shape=labels,
            attributes=(*part, ("labels", Known(True)), *((("classes", Known(classes)),) if classes else ())),
            rows=x.rows,
        )
        pairs.append(Sequence((x, y)))
    return Sequence(tuple(pairs), place=call.place)


SKLEARN = {
    "load_iris": (150, 4, 3),
    "load_digits": (1797, 64, 10),
    "load_wine": (178, 13, 3),
    "load_breast_cancer": (569, 30, 2),
    "load_diabetes": (442, 10, None),
    "load_boston": (506, 13, None),
    "fetch_california_housing": (20640, 8, None),
}


@transfer(
    *(f"sklearn.datasets.{name}" for name in SKLEARN),
    "sklearn.datasets.make_classification",
    "sklearn.datasets.make_moons",
    "sklearn.datasets.make_circles",
    "sklearn.datasets.make_blobs",
    "sklearn.datasets.make_regression",
)
def sklearn_data(m: Machine, call: Call) -> Value:
    """Toy data of scikit-learn: a bunch with `data` and `target`, or a pair."""
    name = call.name.rpartition(".")[2]
    generated = name not in SKLEARN
    if generated:
        classes = None if name == "make_regression" else call.get("n_classes") if call.has("n_classes") else Known(2)
        rows: Value = call.get("n_samples")
        columns: Value = call.get("n_features") if call.has("n_features") else ANY
    else:
        count, width, number = SKLEARN[name]
        rows, columns, classes = Known(count), Known(width), Known(number) if number else None
    x: Tensor = make(m, call.name, (), call.place, shape=(rows, columns))
    y = make(
        m, call.name, (), call.place, shape=(rows,), rows=x.rows, attributes=(("classes", classes),) if classes else ()
    )
    if generated or call.get("return_X_y") == Known(True):
        return Sequence((x, y), place=call.place)
    return m.new("sklearn.utils.Bunch", call.place, {"data": x, "target": y})


READ = "tf.examples.tutorials.mnist.input_data.read_data_sets"
PARTS = {"train": 55_000, "validation": 5_000, "test": 10_000}


@transfer(READ, "tf.contrib.learn.datasets.mnist.read_data_sets", "tf.contrib.learn.datasets.mnist.load_mnist")
def read_data_sets(m: Machine, call: Call) -> Value:
    """MNIST as the tutorials of TensorFlow 1 read it: three parts, labels one-hot on request."""
    one_hot = call.get("one_hot") == Known(True)
    parts: dict[str, Value] = {}
    for part, size in PARTS.items():
        images = make(m, call.name, (), call.place, shape=(Known(size), Known(784)))
        classes = (("classes", Known(10)),)
        labels: Value = make(m, call.name, (), call.place, shape=(Known(size),), rows=images.rows, attributes=classes)
        if one_hot:
            labels = make(m, "tf.one_hot", (labels,), call.place, shape=(Known(size), Known(10)), rows=images.rows)
        slots = {"images": images, "labels": labels, "num_examples": Known(size)}
        parts[part] = m.new(f"{READ}.part", call.place, slots)
    return m.new(READ, call.place, parts)


@transfer(f"{READ}.part.next_batch")
def next_batch(m: Machine, call: Call) -> Value:
    """`mnist.train.next_batch(128)`: some of the rows, and in the course of a loop all."""
    assert isinstance(call.owner, Object)
    held = [m.read(call.owner, slot) for slot in ("images", "labels")]
    arrays = [each for each in held if isinstance(each, Tensor)]
    shapes = [(ANY, *(each.shape or ())[1:]) for each in arrays]
    return Sequence(
        tuple(
            make(m, "batch", (each,), call.place, rows=each.rows, shape=shape)
            for each, shape in zip(arrays, shapes, strict=True)
        ),
        place=call.place,
    )
