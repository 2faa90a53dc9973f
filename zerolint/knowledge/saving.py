"""What is saved into a file and loaded again: models, weights, estimators, arrays and tables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from zerolint.facts.events import Fitted, WeightsLoaded
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.saved import Trained
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Tensor, Unknown, Value, alternatives
from zerolint.knowledge.lists import listed
from zerolint.knowledge.made_by_pandas import is_table
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.signatures import bases
from zerolint.knowledge.tensors import make, rows_of

PICKLES = "pickles"
"""The kind of a file into which one thing was pickled after the other."""
WEIGHTS = "weights"
"""The kind of a file with the weights of a model."""
TRAINED = "__trained__"
"""The slot of a model with what its weights have seen."""
MOST_FITS = 4
PICKLERS = ("pickle", "cPickle", "_pickle", "dill", "cloudpickle")


def _argument(call: Call, position: int, *names: str) -> Value:
    """An argument of a function whose parameters are not known."""
    if call.has(*names):
        return call.get(*names)
    return call.rest[position] if position < len(call.rest) else NONE


def _with_suffix(path: Value, suffix: str) -> Value:
    """The path of a file to which NumPy adds a suffix where it has none."""
    if isinstance(path, Known) and isinstance(path.value, (str, PurePath)):
        text = os.fspath(path.value)
        return path if text.endswith(suffix) else replace(path, value=text + suffix)
    return path


# arrays


@transfer("numpy.save", "numpy.savetxt")
def save_array(m: Machine, call: Call) -> Value:
    """`np.save("x.npy", x)`."""
    path = _argument(call, 0, "file", "fname")
    m.save(_with_suffix(path, ".npy") if call.name == "numpy.save" else path, listed(m, _argument(call, 1, "arr", "X")))
    return NONE


@transfer("numpy.savez", "numpy.savez_compressed")
def save_arrays(m: Machine, call: Call) -> Value:
    """`np.savez("data.npz", x=x)`: arrays by name, those without one as `arr_0`, `arr_1`."""
    items = {f"arr_{number}": each for number, each in enumerate(call.rest)} | dict(call.extra)
    held = _dict(m, {name: listed(m, each) for name, each in items.items()}, call.place)
    path, known = call.get("file"), not call.opaque
    m.save(_with_suffix(path, ".npz"), held if known else m.unknown("arrays by name", call.place))
    return NONE


def _dict(m: Machine, items: Mapping[str, Value], place: Place) -> Value:
    pairs = Sequence(tuple(Sequence((Known(name), value)) for name, value in items.items()))
    return m.call(Symbol("builtins.dict"), (pairs,), {}, place)


@transfer(*(f"array.to_{kind}" for kind in ("csv", "parquet", "pickle", "feather", "json", "excel")))
def save_table(m: Machine, call: Call) -> Value:
    """`frame.to_csv("train.csv")`; what is added to a file stands behind what was there."""
    path = _argument(call, 0, "path_or_buf", "path", "excel_writer")
    mode = call.get("mode") if call.has("mode") else Known("w")
    m.save(path, m.here(call.owner) if mode == Known("w") else m.unknown("a file that grows", call.place))
    return NONE if path != NONE else m.unknown("a table as text", call.place)


def read_again(m: Machine, call: Call, path: Value | None) -> Value | None:
    """The rows of a table or an array that was saved before; None where that is not known."""
    found = None if path is None else m.saved(path, call.place)
    return None if found is None else m.lift(lambda each: _rows_again(m, call, each), found)


def _rows_again(m: Machine, call: Call, found: Value) -> Value:
    if isinstance(found, Object) or not isinstance(found, (Tensor, Unknown)):
        return found if call.name in ("numpy.load", "pandas.read_pickle") else m.unknown("a file", call.place)
    shape = found.shape if isinstance(found, Tensor) and not call.name.startswith("pandas.read_c") else None
    return make(m, _operator(call, found), (found,), call.place, rows=rows_of(m, found), shape=shape)


def _operator(call: Call, found: Value) -> str:
    """What gives the same rows: those of a file of text are numbered anew."""
    if not call.name.startswith("pandas."):
        return "array.copy"
    if not is_table(found):
        return call.name
    return "array.copy" if call.name.endswith(("parquet", "pickle", "feather")) else "array.reset_index"


# whatever can be pickled


@transfer("joblib.dump", *(f"{each}.dump" for each in PICKLERS), "pandas.to_pickle")
def dump(m: Machine, call: Call) -> Value:
    """`joblib.dump(scaler, "scaler.joblib")`, `pickle.dump(scaler, file)`: several may go into one open file."""
    value = _argument(call, 0, "value", "obj")
    file = _argument(call, 1, "filename", "file", "filepath_or_buffer")
    if not isinstance(file, Unknown) or not file.key:
        m.save(file, value)
        return NONE
    opened = Object(file.key, "file")
    before = m.read(opened, "written") or Sequence(())
    items = (*before.items, value) if isinstance(before, Sequence) else None
    held: Value = m.unknown("what was pickled", call.place) if items is None else Sequence(items)
    m.write(opened, "written", held)
    m.save(file, m.new(PICKLES, call.place, {"items": held}) if items is not None else held)
    return NONE


@transfer("joblib.load", *(f"{each}.load" for each in PICKLERS))
def load(m: Machine, call: Call) -> Value:
    """`joblib.load("scaler.joblib")`, `pickle.load(file)`: one thing after the other."""
    file = _argument(call, 0, "filename", "file")
    found = m.saved(file, call.place)
    if found is None:
        return m.unknown(f"call of {call.name}", call.place)
    return m.lift(lambda each: _unpickled(m, call, file, each), found)


def _unpickled(m: Machine, call: Call, file: Value, found: Value) -> Value:
    if not isinstance(found, Object) or found.kind != PICKLES:
        return found
    items = m.read(found, "items")
    opened = Object(file.key, "file") if isinstance(file, Unknown) else None
    at = (m.read(opened, "read") if opened is not None else None) or Known(0)
    if not isinstance(items, Sequence) or not isinstance(at, Known) or at.value >= len(items.items):
        return m.unknown(f"call of {call.name}", call.place)
    if opened is not None:
        m.write(opened, "read", Known(at.value + 1))
    item: Value = items.items[at.value]
    return item


# models


@transfer("keras.Model.save", "keras.Model.export")
def save_model(m: Machine, call: Call) -> Value:
    """`model.save("model.keras")`."""
    m.save(_argument(call, 0, "filepath"), call.owner)
    return NONE


@transfer("keras.models.save_model", "tf.saved_model.save")
def save_model_function(m: Machine, call: Call) -> Value:
    """`keras.models.save_model(model, "model.keras")`."""
    m.save(_argument(call, 1, "filepath", "export_dir"), _argument(call, 0, "model", "obj"))
    return NONE


@transfer("keras.Model.save_weights")
def save_weights(m: Machine, call: Call) -> Value:
    """`model.save_weights("weights.h5")`."""
    m.save(_argument(call, 0, "filepath"), m.new(WEIGHTS, call.place, {"model": call.owner}))
    return NONE


def _checkpoint(m: Machine, callbacks: tuple[Value, ...], model: Value) -> None:
    """`ModelCheckpoint("best.keras")` among the callbacks of a fit."""
    for _, each in (arm for callback in callbacks for arm in alternatives(callback)):
        if isinstance(each, Object) and each.kind == "keras.callbacks.ModelCheckpoint":
            whole = m.read(each, "save_weights_only") in (None, Known(False))
            path = m.read(each, "filepath") or NONE
            m.save(path, model if whole else m.new(WEIGHTS, each.place, {"model": model}))


def record_fit(m: Machine, event: Fitted) -> None:
    """A model is trained: its weights have seen these rows from here on."""
    m.event(event)
    if isinstance(event.model, Object):
        before = m.read(event.model, TRAINED)
        fits = (*before.fits, event)[-MOST_FITS:] if isinstance(before, Trained) else (event,)
        m.write(event.model, TRAINED, Trained(fits))
        _checkpoint(m, event.callbacks or (), event.model)


@transfer("keras.Model.load_weights")
def load_weights(m: Machine, call: Call) -> Value:
    """Weights from elsewhere: small learning rates are then fine-tuning. They have seen what their own model has."""
    m.event(WeightsLoaded(place=call.place, path=call.get("filepath", "path")))
    found = m.saved(_argument(call, 0, "filepath"), call.place)
    source = m.read(found, "model") if isinstance(found, Object) and found.kind == WEIGHTS else found
    seen = m.read(source, TRAINED) if isinstance(source, Object) else None
    if isinstance(seen, Trained) and isinstance(call.owner, Object) and source != call.owner:
        for fit in seen.fits:
            m.event(replace(fit, model=call.owner, earlier=True))
        m.write(call.owner, TRAINED, seen)
    return NONE


@transfer("keras.models.load_model")
def load_model(m: Machine, call: Call) -> Value:
    """A saved model, trained before. Where nothing is known of the file, its graph is not known either."""
    m.event(WeightsLoaded(place=call.place, path=call.get("filepath")))
    found = m.saved(_argument(call, 0, "filepath"), call.place)
    models = [] if found is None else [each for _, each in alternatives(found)]
    known = models and all(isinstance(each, Object) and _is_model(each) for each in models)
    return found if found is not None and known else m.new("keras.Model", call.place)


def _is_model(value: Object) -> bool:
    return "keras.Model" in (value.kind, *bases(value.kind))
