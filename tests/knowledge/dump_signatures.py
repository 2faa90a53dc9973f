"""Dumps names, signatures and string identifiers of the installed libraries into zerolint/knowledge/tables.

`python tests/knowledge/dump_signatures.py --write` refreshes the tables; without `--write` it prints them as one JSON object.
"""

from __future__ import annotations

import os

# `tf.losses`, `tf.layers` and the like then lead to Keras 2; Keras 3 is imported under its own name.
os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import argparse
import ast
import importlib
import inspect
import json
import platform
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.knowledge.keras_versions import only_in_keras_2
from tests.knowledge.library_names import (
    COLLISIONS,
    Found,
    Origin,
    families,
    find_keras,
    find_numpy,
    find_pandas,
    find_sklearn,
    find_tensorflow,
    preference,
)
from zerolint.knowledge.spellings import homes

TABLES = Path(__file__).resolve().parents[2] / "zerolint" / "knowledge" / "tables"
SKLEARN_METHODS = frozenset(
    [
        "fit",
        "transform",
        "fit_transform",
        "inverse_transform",
        "predict",
        "predict_proba",
        "decision_function",
        "score",
        "partial_fit",
        "fit_predict",
        "split",
        "get_n_splits",
    ]
)
PANDAS_CLASSES = frozenset({"DataFrame", "Series"})
KERAS_IN_TENSORFLOW = ("tf.losses.", "tf.metrics.", "tf.optimizers.", "tf.initializers.", "tf.layers.")
"""Where an object of Keras 2 is an alias; elsewhere Keras only borrows an object of TensorFlow's."""
UNUSED_METHODS = (
    "compute_output_",
    "compute_mask",
    "transform_bounding",
    "transform_images",
    "transform_labels",
    "transform_segm",
    "transform_single",
    "get_random_transformation",
    "convert_weight",
    "get_config",
    "from_config",
    "enable_lora",
)
"""How the methods begin that a library calls itself and no training script does."""
KINDS = ("losses", "metrics", "optimizers", "activations", "initializers", "regularizers", "constraints")


def default_text(value: object) -> str:
    """A default as Python source; `...` where it is no literal."""
    text = repr(value)
    try:
        return text if type(ast.literal_eval(text)) is type(value) and value is not ... else "..."
    except (ValueError, SyntaxError):
        return "..."


def signature_text(value: object, *, method: bool = False) -> str | None:
    """The parameters as Python source, without `self`; None where the object does not tell them."""
    target: Any = value
    if inspect.isclass(value):
        method = True
        target = value.__init__ if value.__init__ is not object.__init__ else value.__new__
        if target is object.__new__:
            return ""
    try:
        signature = inspect.signature(target)
    except (TypeError, ValueError):
        return None
    parameters = list(signature.parameters.values())
    if method and parameters and parameters[0].kind is not inspect.Parameter.VAR_POSITIONAL:
        del parameters[0]
    plain = [
        each.replace(
            annotation=inspect.Parameter.empty,
            default=each.empty if each.default is each.empty else Source(each.default),
        )
        for each in parameters
    ]
    return str(inspect.Signature(plain))[1:-1]


class Source:
    """A default that prints as in the tables."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return default_text(self.value)


Entry = dict[str, Any]


def merged(texts: Mapping[str, str | None]) -> Entry:
    """Signatures by origin, origins with the same signature sharing a key."""
    origins: dict[str, list[str]] = {}
    for origin, text in texts.items():
        if text is not None:
            origins.setdefault(text, []).append(origin)
    return {" ".join(sorted(names)): text for text, names in origins.items()}


def methods_of(cls: type, allowed: frozenset[str] | None, bases: Mapping[int, str]) -> Iterator[tuple[str, str | None]]:
    """The public methods that a class has and its public bases have not, or have with other parameters."""
    for name in dir(cls):
        raw = inspect.getattr_static(cls, name, None)
        plain = isinstance(raw, (staticmethod, classmethod))
        if (name.startswith("_") and name != "__call__") or name.startswith(UNUSED_METHODS):
            continue
        if allowed is not None and name not in allowed:
            continue
        value = getattr(cls, name, None)
        if inspect.isclass(value) or not callable(value):
            continue
        text = signature_text(value, method=not plain)
        base = next((each for each in cls.__mro__[1:] if id(each) in bases and hasattr(each, name)), None)
        if base is None or text != signature_text(getattr(base, name), method=not plain):
            yield name, text


class Library:
    """One table in the making."""

    def __init__(
        self, found: Found, methods: Callable[[str], frozenset[str] | None], foreign: Mapping[int, str] | None = None
    ):
        self.found = found
        self.aliases: dict[str, str] = {}
        self.entries: dict[str, Entry] = {}
        self.names: dict[int, str] = {}
        key = preference(found)
        groups: dict[str, list[str]] = {}
        for family in families(found):
            family = self._without_foreign(family, foreign or {})
            if family:
                chosen = min(family, key=key)
                groups[chosen] = family
                self.aliases.update({name: chosen for name in family if name != chosen})
                self.names.update({id(value): chosen for name in family for value in found[name].values()})
        for chosen, family in groups.items():
            self._enter(chosen, family, methods(chosen))

    def _without_foreign(self, family: list[str], foreign: Mapping[int, str]) -> list[str]:
        """The names of the family that are not objects of another library."""
        own = []
        for name in family:
            theirs = next((foreign[id(value)] for value in self.found[name].values() if id(value) in foreign), None)
            if theirs is None or name in COLLISIONS or not name.startswith(KERAS_IN_TENSORFLOW):
                own.append(name)
            else:
                self.aliases[name] = theirs
        return own

    def _enter(self, chosen: str, family: list[str], allowed: frozenset[str] | None) -> None:
        objects: Origin = {}
        for name in (chosen, *family):
            for origin, value in self.found[name].items():
                objects.setdefault(origin, value)
        if len(objects) > 1:
            objects.pop("keras2.v1", None)
        objects = {origin.removesuffix(".v1"): value for origin, value in objects.items()}
        entry = merged({origin: signature_text(value) for origin, value in objects.items() if callable(value)})
        self.entries[chosen] = entry
        classes = {origin: value for origin, value in objects.items() if inspect.isclass(value)}
        if not classes:
            return
        mro = next(iter(classes.values())).__mro__[1:]
        entry["bases"] = list(dict.fromkeys(self.names[id(each)] for each in mro if id(each) in self.names))
        methods: dict[str, dict[str, str | None]] = {}
        for origin, cls in classes.items():
            for name, text in methods_of(cls, allowed, self.names):
                methods.setdefault(name, {})[origin] = text
        for name, texts in methods.items():
            self.entries[f"{chosen}.{name}"] = merged(texts)

    def _at_home(self, name: str) -> str | None:
        """Where the name is looked for when it is in no table."""
        return next((home for home in homes(name) if home in self.entries), None)

    def table(self, packages: tuple[str, ...]) -> Entry:
        """The table as it is stored, without the aliases that `spellings.homes` leads to."""
        told = {
            name for name, chosen in self.aliases.items() if name.startswith("keras.") and self._at_home(name) == chosen
        }
        self.aliases = {name: chosen for name, chosen in self.aliases.items() if name not in told}
        return {"packages": versions(packages), "aliases": self.aliases, "entries": self.entries}


def versions(packages: tuple[str, ...]) -> dict[str, str]:
    """The version of each package as it names itself, and of Python, whose `inspect` tells the signatures."""
    installed = {package: importlib.import_module(package).__version__ for package in packages}
    return {**installed, "python": ".".join(platform.python_version_tuple()[:2])}


def identifiers(names: Mapping[int, str]) -> dict[str, Entry]:
    """What `keras.losses.get("mse")` and the like give, as `kind.identifier`, by origin."""
    resolved: dict[str, dict[str, str]] = {}
    for origin, package in (("keras3", "keras"), ("keras2", "tf_keras")):
        for kind in KINDS:
            module = importlib.import_module(f"{package}.src.{kind}")
            for identifier in sorted(candidates(module, f"keras.{kind}.", names)):
                try:
                    found = module.get(identifier)
                except (ValueError, TypeError, AttributeError, KeyError):
                    continue
                name = names.get(id(found)) or names.get(id(type(found)))
                if (
                    name is not None
                    and name.startswith((f"keras.{kind}.", "keras.losses."))
                    and identifier not in ("get", "serialize", "deserialize")
                ):
                    resolved.setdefault(f"{kind}.{identifier}", {})[origin] = name
    return {identifier: merged(targets) for identifier, targets in resolved.items()}


def candidates(module: Any, prefix: str, names: Mapping[int, str]) -> set[str]:
    """Identifiers that the `get` of a module could understand."""
    known = {name.removeprefix(prefix) for name in names.values() if name.startswith(prefix)}
    spelled = (
        known
        | set(getattr(module, "ALL_OBJECTS_DICT", ()))
        | {each for each in vars(module) if not each.startswith("_")}
    )
    snake = {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", each).lower() for each in spelled}
    return {each for each in spelled | snake | {each.lower() for each in spelled} if each.isidentifier()}


def wrapped_functions(names: Mapping[int, str]) -> dict[str, str]:
    """The function that each loss and metric class applies to a batch."""
    import keras
    import tf_keras

    functions: dict[str, str] = {}
    for package in (keras, tf_keras):
        for section in (package.losses, package.metrics):
            for cls in vars(section).values():
                if not inspect.isclass(cls) or id(cls) not in names:
                    continue
                try:
                    made = cls()
                except (TypeError, ValueError, NotImplementedError):
                    continue
                function = getattr(made, "fn", None) or getattr(made, "_fn", None)
                if id(function) in names:
                    functions.setdefault(names[id(cls)], names[id(function)])
    return functions


def tables() -> dict[str, Entry]:
    """Every table by the name of its file."""
    keras = Library(find_keras(), everything)
    tensorflow = Library(find_tensorflow(), everything, keras.names)
    numpy = Library(find_numpy(), everything)
    pandas = Library(find_pandas(), lambda name: None if name.rpartition(".")[2] in PANDAS_CLASSES else frozenset())
    sklearn = Library(find_sklearn(), lambda name: SKLEARN_METHODS)
    made = {
        "keras": keras.table(("keras", "tf_keras")),
        "tensorflow": tensorflow.table(("tensorflow",)),
        "numpy": numpy.table(("numpy",)),
        "pandas": pandas.table(("pandas",)),
        "sklearn": sklearn.table(("sklearn",)),
    }
    made["keras"]["strings"] = identifiers(keras.names)
    made["keras"]["functions"] = wrapped_functions(keras.names)
    made["keras"]["only_keras2"] = only_in_keras_2(
        keras.entries, {**tensorflow.entries, **numpy.entries, **pandas.entries, **sklearn.entries}
    )
    return made


def everything(name: str) -> None:
    """No restriction to some methods."""


def rendered(table: Entry) -> str:
    """The table as JSON, sorted, one entry a line."""
    parts = []
    for key in sorted(table, reverse=True):
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(table[key][name])}" for name in sorted(table[key]))
        parts.append(f"{json.dumps(key)}: {{\n{lines}\n}}")
    return "{" + ",\n".join(parts) + "}\n"


def main() -> int:
    """Print the tables, or write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the committed tables")
    write = parser.parse_args().write
    made = tables()
    if not write:
        json.dump(made, sys.stdout)
        return 0
    for name, table in made.items():
        path = TABLES / f"{name}.json"
        path.write_text(rendered(table), encoding="utf-8")
        print(f"{path.name}: {len(table['entries'])} entries, {path.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
