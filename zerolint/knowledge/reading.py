"""Data that is read from files: a root of its own each time, and from which file where that is known."""

from __future__ import annotations

import os.path
from pathlib import PurePath

from zerolint.facts.listings import listings
from zerolint.facts.machine import Call, Machine
from zerolint.facts.reading import FILE
from zerolint.facts.values import Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.saving import read_again
from zerolint.knowledge.tensors import make

TABLES = "read_csv read_excel read_table read_parquet read_json".split()
ARRAYS = "loadtxt genfromtxt fromfile".split()
CHOICES = """
    nrows skiprows skipfooter skip_header skip_footer max_rows sheet_name filters count offset subset
    validation_split seed classes class_names
    """.split()
"""Arguments that choose which rows of a file, or which files of a folder, are read."""
IN_PIECES = ("chunksize", "iterator")


@transfer(*(f"pandas.{name}" for name in TABLES), *(f"numpy.{name}" for name in ARRAYS))
def read(m: Machine, call: Call) -> Value:
    """`pd.read_csv("a.csv")`: the rows of a file."""
    found = _written_before(m, call)
    if found is not None:
        return found
    return make(m, call.name, _listed(call), call.place, attributes=file_attribute(m, call))


@transfer("numpy.load", "numpy.memmap", "pandas.read_pickle", "pandas.read_hdf", "scipy.io.loadmat")
def unpacked(m: Machine, call: Call) -> Value:
    """What a file holds, which may be several arrays; one array in a file for `.npy`, arrays by name in `.mat`."""
    found = _written_before(m, call)
    if found is not None:
        return found
    path = _path(call)
    array = call.name == "numpy.load" and isinstance(path, Known) and path.value.endswith(".npy")
    one = array or call.name == "scipy.io.loadmat"
    return make(m, call.name, _listed(call), call.place, attributes=file_attribute(m, call) if one else ())


def _written_before(m: Machine, call: Call) -> Value | None:
    """All that a script wrote into the file, where all of it is read."""
    if call.opaque or call.has(*CHOICES, *IN_PIECES):
        return None
    return read_again(m, call, _first(call))


def file_attribute(m: Machine, call: Call) -> tuple[tuple[str, Value], ...]:
    """From which file, and which of its rows, as an attribute; empty where that is not known."""
    path = _path(call)
    if path is None or call.opaque or call.has(*IN_PIECES):
        return ()
    chosen = [call.get(name) for name in CHOICES if call.has(name)]
    if isinstance(call.owner, Object):
        chosen.append(m.read(call.owner, "validation_split") or Known(None))
    if not all(isinstance(each, Known) for each in chosen):
        return ()
    names = [Known(name) for name in CHOICES if call.has(name)]
    return ((FILE, Sequence((Known(call.name), path, *names, *chosen))),)


def _listed(call: Call) -> tuple[Value, ...]:
    """The name of the file, where it comes from the listing of a folder: an operand of what is read."""
    name = _first(call)
    return (name,) if isinstance(name, Tensor) and listings(name) else ()


def _first(call: Call) -> Value | None:
    passed = [call.bound[name] for name in call.bound if name in call.passed]
    return next(iter([*passed, *call.rest]), None)


def _path(call: Call) -> Known | Unknown | None:
    """The first argument, where it is a path, or something unknown that can be told from others."""
    path = _first(call)
    if isinstance(path, Known) and isinstance(path.value, (str, PurePath)):
        return Known(os.path.normpath(str(path.value)))
    return path if isinstance(path, Unknown) and path.key else None
