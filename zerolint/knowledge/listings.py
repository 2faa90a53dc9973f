"""Listings of folders, which are in no order, and what files become on the way to an array."""

from __future__ import annotations

from zerolint.facts.listings import LISTED, SORTED
from zerolint.facts.machine import Call, Machine
from zerolint.facts.passes import ORDER, RESHUFFLED
from zerolint.facts.rows import Shuffled
from zerolint.facts.values import NONE, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.knowledge.lists import inside
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make, same_rows
from zerolint.knowledge.tf_data import DATASET, dataset

LISTING = """
    os.listdir glob.glob glob.iglob tf.io.gfile.glob tf.io.gfile.listdir
    array.iterdir array.glob array.rglob Known.iterdir Known.glob Known.rglob
    """.split()
"""Functions, and methods that only paths have, known ones and others."""
READERS = """
    PIL.Image.open PIL.Image.fromarray cv2.imread cv2.resize cv2.cvtColor imageio.imread imageio.v2.imread
    imageio.v3.imread keras.utils.array_to_img keras.utils.img_to_array keras.utils.load_img matplotlib.image.imread
    matplotlib.pyplot.imread nibabel.load scipy.ndimage.imread skimage.color.rgb2gray skimage.io.imread
    skimage.transform.resize
    """.split()
"""Functions of a file's name or picture that give one thing for it."""
FROM_FILES = frozenset(
    """
    cv2.imread imageio.imread imageio.v2.imread imageio.v3.imread keras.utils.load_img skimage.io.imread
    """.split()
)
"""Those of them that give a picture as its file holds it, also where nothing is known of the name."""
METHODS = "convert get_data get_fdata getdata crop thumbnail with_suffix".split()
"""Methods of pictures and paths."""
OF_PILLOW = ("PIL.", "keras.utils.array_to_img", "keras.utils.load_img")
"""What makes pictures, whose `resize` gives another one; all others make arrays of them."""


@transfer(*LISTING)
def listing(m: Machine, call: Call) -> Value:
    """The names of files, in whatever order the file system keeps them."""
    return m.new("list", call.place, {"items": Unknown("the files of a folder"), "element": _names(m, call)})


@transfer(f"{DATASET}.list_files", static=True)
def list_files(m: Machine, call: Call) -> Value:
    """The names of files, by default shuffled anew in every pass; with a seed two datasets have the same orders."""
    names = _names(m, call)
    if call.get("shuffle") == Known(False) or call.get("seed") != NONE or call.opaque:
        return dataset(m, same_rows(m, SORTED, names, call.place), call)
    key = m.fresh()
    rows = Shuffled(names.rows, key)
    order = ((ORDER, Known(key)),)
    return dataset(m, make(m, RESHUFFLED, (names,), call.place, rows=rows, attributes=order), call)


def _names(m: Machine, call: Call) -> Tensor:
    given = [call.owner, *(call.bound[name] for name in call.bound if name in call.passed), *call.rest]
    folder = Sequence((*given, *call.extra.values()))
    return make(m, LISTED, (), call.place, attributes=(("folder", folder),))


@transfer(*READERS)
def read(m: Machine, call: Call) -> Value:
    """A name with a folder before it, a picture of a file: one for one."""
    given = (*(call.bound[name] for name in call.bound if name in call.passed), *call.rest, *call.extra.values())
    held = inside(m, Sequence(tuple(each for each in given if isinstance(each, (Tensor, Object)))))
    known = held or call.name in FROM_FILES
    return make(m, call.name, held, call.place) if known else m.unknown(f"call of {call.name}", call.place)


CONVERTED = frozenset(f"array.{name}" for name in (*METHODS, "resize"))


@transfer(*(f"array.{name}" for name in METHODS))
def converted(m: Machine, call: Call) -> Value:
    """`picture.convert("L")`."""
    return same_rows(m, call.name, call.owner, call.place) if _of_a_file(m.current(call.owner)) else _unknown(m, call)


def _of_a_file(value: Value) -> bool:
    return isinstance(value, Tensor) and (value.operator in READERS or value.operator in CONVERTED)


def is_picture(value: Value) -> bool:
    """Whether this is known to be a picture of PIL, which is no array yet."""
    while isinstance(value, Tensor) and value.operator in CONVERTED and value.operands:
        value = value.operands[0]
    return isinstance(value, Tensor) and value.operator.startswith(OF_PILLOW)


def _unknown(m: Machine, call: Call) -> Value:
    return m.unknown(f"call of {call.name}", call.place)
