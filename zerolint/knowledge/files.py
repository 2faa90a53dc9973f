"""Datasets of files, and generators of batches: labels beside inputs, by default shuffled anew in every pass."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.passes import LISTED, ORDER, RESHUFFLED
from zerolint.facts.places import Place
from zerolint.facts.rows import Shuffled, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.facts.worlds import size
from zerolint.knowledge.images import rescaled
from zerolint.knowledge.reading import file_attribute
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.tensors import make, rows_of, same_rows
from zerolint.knowledge.tf_data import DATASET, dataset

GENERATORS = ("keras.preprocessing.image.ImageDataGenerator", "keras.legacy.preprocessing.image.ImageDataGenerator")
CHANGED_AT_RANDOM = "changed at random"
"""The attribute of images with the names of what changes each of them at random."""
RANDOM_CHANGES = """
    rotation_range width_shift_range height_shift_range brightness_range shear_range zoom_range channel_shift_range
    horizontal_flip vertical_flip
    """.split()
FILES = "files"
"""The slot of a dataset of files that holds their labels, in the order of the files."""
LABELS = "labels of files"


@transfer(*(f"keras.utils.{kind}_dataset_from_directory" for kind in ("image", "text", "audio")))
def from_directory(m: Machine, call: Call) -> Value:
    """Batches of files; by default they are shuffled anew in every pass, whatever the seed."""
    made = tuple(_files(m, call, "label_mode") for _ in range(2 if call.get("subset") == Known("both") else 1))
    return Sequence(made) if len(made) == 2 else made[0]


@transfer(
    *(f"{generator}.{method}" for generator in GENERATORS for method in ("flow_from_directory", "flow_from_dataframe"))
)
def image_flow(m: Machine, call: Call) -> Value:
    """Batches of images from files."""
    return _files(m, call, "class_mode")


def _files(m: Machine, call: Call, mode: str) -> Object:
    """The inputs, and beside them the labels where `mode` says that there are any."""
    held = () if call.name.endswith("dataframe") else file_attribute(m, call)
    attributes = (*_random_changes(m, call), *_chosen_files(m, call), *held)
    inputs = make(m, call.name, (), call.place, attributes=attributes)
    labelled = isinstance(call.get(mode), Known) and call.get(mode) != NONE and not call.opaque
    labels = make(m, LABELS, (inputs,), call.place, rows=inputs.rows)
    images = rescaled(m, call, inputs)
    made = _in_order(m, call, (images, labels) if labelled else (images,))
    batched = call.get("batch_size") != NONE
    owner = dataset(m, Sequence(made) if labelled else made[0], call, batched=batched)
    m.write(owner, FILES, labels)
    return owner


def _chosen_files(m: Machine, call: Call) -> tuple[tuple[str, Value], ...]:
    """What decides which files of a directory are given; of a generator, its own arguments decide as well."""
    if call.opaque or not call.has("directory"):
        return ()
    share = call.get("validation_split")
    if isinstance(call.owner, Object):
        share = m.read(call.owner, "validation_split") or Unknown("validation_split")
    given = {name: call.get(name) for name in ("directory", "subset", "seed", "shuffle")}
    return (*given.items(), ("validation_split", share))


def _random_changes(m: Machine, call: Call) -> tuple[tuple[str, Value], ...]:
    """By which arguments a generator changes each image at random, as an attribute; empty where it does not."""
    if not isinstance(call.owner, Object):
        return ()
    given = {name: m.read(call.owner, name) for name in RANDOM_CHANGES}
    changes = [name for name, value in given.items() if _changes(m, value)]
    return ((CHANGED_AT_RANDOM, Known(", ".join(changes))),) if changes else ()


def _changes(m: Machine, value: Value | None) -> bool:
    """Whether a range of random changes is known to be one."""
    if isinstance(value, Known):
        return isinstance(value.value, (bool, int, float)) and bool(value.value)
    items = m.elements(value) if isinstance(value, (Sequence, Object)) else None
    return bool(items) and all(isinstance(each, Known) for each in items or ())


def _in_order(m: Machine, call: Call, parts: tuple[Value, ...]) -> tuple[Value, ...]:
    """Arrays side by side as each pass gives them: shuffled, unless the call says that they are not."""
    if call.get("shuffle") != Known(True) or call.opaque:
        return parts
    key = m.fresh()
    made: list[Value] = []
    for part in parts:
        rows = rows_of(m, part)
        shuffled = None if rows is None else Shuffled(rows, key)
        shape = part.shape if isinstance(part, Tensor) else None
        order = ((ORDER, Known(key)),)
        made.append(make(m, RESHUFFLED, (part,), call.place, rows=shuffled, shape=shape, attributes=order))
    return tuple(made)


@attribute(f"{DATASET}.classes", f"{DATASET}.labels")
def listed_labels(m: Machine, owner: Value, place: Place) -> Value | None:
    """`flow.classes`: the label of each file, in the order of the files."""
    labels = m.read(owner, FILES) if isinstance(owner, Object) else None
    return None if labels is None else make(m, LISTED, (labels,), place, rows=rows_of(m, labels))


@transfer(*(f"{generator}.flow" for generator in GENERATORS))
def array_flow(m: Machine, call: Call) -> Value:
    """Batches of augmented rows of arrays."""
    x = call.get("x") if call.has("x") else call.rest[0] if call.rest else Unknown("x")
    y = call.get("y") if call.has("y") else call.rest[1] if len(call.rest) > 1 else NONE
    given = tuple(_subset(m, call, m.current(each)) for each in (x, y) if each != NONE)
    changes = _random_changes(m, call)
    if changes:
        given = (same_rows(m, call.name, given[0], call.place, changes), *given[1:])
    parts = _in_order(m, call, (_standardised(m, call, rescaled(m, call, given[0])), *given[1:]) if given else given)
    return dataset(m, Sequence(parts) if len(parts) > 1 else parts[0], call, batched=True)


def _standardised(m: Machine, call: Call, array: Value) -> Value:
    """The images as their generator gives them, divided by their spread where it was told to."""
    told = [m.read(call.owner, name) for name in SCALES] if isinstance(call.owner, Object) else []
    if Known(True) not in told:
        return array
    shape = array.shape if isinstance(array, Tensor) else None
    return make(m, STANDARDISED, (array,), call.owner.place, rows=rows_of(m, array), shape=shape)


SCALES = ("featurewise_std_normalization", "samplewise_std_normalization")
"""Arguments of a generator by which it divides images by their standard deviation."""
STANDARDISED = "keras.preprocessing.image.ImageDataGenerator.standardize"


def _subset(m: Machine, call: Call, array: Value) -> Value:
    """The rows that `subset` names: of a `validation_split` of 0.2 the first fifth is for validation."""
    if not call.has("subset") or call.get("subset") == NONE:
        return array
    rows = rows_of(m, array)
    share = m.read(call.owner, "validation_split") if isinstance(call.owner, Object) else None
    if (
        rows is None
        or not isinstance(share, Known)
        or call.get("subset") not in (Known("training"), Known("validation"))
    ):
        return m.unknown("a subset of an array", call.place)
    cut = Formula("floor", (Formula("*", (size(rows), share)),))
    taken = Take(rows, None, cut) if call.get("subset") == Known("validation") else Take(rows, cut, None)
    return make(m, "slice", (array,), call.place, rows=taken)
