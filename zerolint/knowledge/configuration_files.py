"""Configuration that a script reads from a file: all readers come together in one function."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Value
from zerolint.knowledge.attribute_dicts import by_attribute
from zerolint.knowledge.registry import transfer

READERS = {
    **dict.fromkeys(("json.load", "json.loads", "json5.load", "simplejson.load", "ujson.load", "orjson.loads"), "json"),
    **dict.fromkeys(
        ("yaml.safe_load", "yaml.full_load", "yaml.load", "yaml.unsafe_load", "omegaconf.OmegaConf.load"), "yaml"
    ),
    **dict.fromkeys(("tomllib.load", "tomllib.loads", "tomli.load", "tomli.loads", "toml.load", "toml.loads"), "toml"),
}
"""Functions that read a file, or the path of one, and its format."""


@transfer(*READERS)
def read(m: Machine, call: Call) -> Value:
    """`yaml.safe_load(open("config.yaml"))`: the first argument is the file, its path or its text."""
    return content(m, READERS[call.name], call.rest[0] if call.rest else NONE, call)


def content(m: Machine, kind: str, source: Value, call: Call) -> Value:
    """What is in a file of this format ("json", "yaml", "toml"), where its path is known and leads into the project."""
    found = m.config_file(kind, source, call.place)
    if found is None:
        return m.unknown(f"call of {call.name}", call.place)
    return by_attribute(m, found, call.place, Known(False)) if call.name.startswith("omegaconf.") else found


@transfer("hydra.main")
def hydra_main(m: Machine, call: Call) -> Value:
    """`@hydra.main(config_path="conf", config_name="config")`: the function is given the composed configuration."""
    given = [call.extra.get("config_path"), call.extra.get("config_name")]
    folder, name = (str(each.value) if isinstance(each, Known) and each != NONE else "" for each in given)
    found = _composed(m, folder, name, call) if name else None
    slots = {} if found is None else {"config": by_attribute(m, found, call.place, Known(False))}
    return m.new("hydra.main", call.place, slots)


def hydra_config(m: Machine, decorator: Value) -> Value | None:
    """What Hydra gives a function as its first argument; None where the decorator is not Hydra's."""
    return m.read(decorator, "config") if isinstance(decorator, Object) and decorator.kind == "hydra.main" else None


def _composed(m: Machine, folder: str, name: str, call: Call) -> Value | None:
    """A file with what its list of defaults names: `- model: small` is `model/small.yaml`, under `model`."""
    path = posixpath.join(folder, f"{name.removesuffix('.yaml')}.yaml")
    own = m.config_file("yaml", Known(path), call.place)
    entries = m.entries(own) if own is not None else None
    if own is None or entries is None:
        return None
    items = {key: value for key, value in entries.items() if key != Known("defaults")}
    listed = entries.get(Known("defaults"))
    parts: list[Mapping[Value, Value]] = []
    for each in (m.elements(listed) or ()) if listed is not None else ():
        if isinstance(each, Known) and each.value == "_self_":
            parts.append(items)
            items = {}
        else:
            parts += _group(m, folder, each, call)
    made: Mapping[Value, Value] = {}
    for part in (*parts, items):
        made = _merged(m, made, part, call)
    return _dict(m, made, call)


def _group(m: Machine, folder: str, default: Value, call: Call) -> Iterator[Mapping[Value, Value]]:
    """One entry of a list of defaults: a file beside it, or a file of a group."""
    if isinstance(default, Known) and isinstance(default.value, str):
        found = _composed(m, folder, default.value, call)
        yield (m.entries(found) or {}) if found is not None else {}
    for group, option in (m.entries(default) or {}).items():
        if isinstance(group, Known) and isinstance(option, Known) and isinstance(option.value, str):
            name = str(group.value).removeprefix("override ").partition("@")[0]
            found = _composed(m, posixpath.join(folder, name), option.value, call)
            if found is not None:
                yield {Known(name.rpartition("/")[2]): found}


def _merged(
    m: Machine, first: Mapping[Value, Value], second: Mapping[Value, Value], call: Call
) -> Mapping[Value, Value]:
    """Two mappings, the second over the first, and so are the mappings inside them."""
    made = dict(first)
    for key, value in second.items():
        before, after = m.entries(made[key]) if key in made else None, m.entries(value)
        known = before is not None and after is not None
        made[key] = _dict(m, _merged(m, before or {}, after or {}, call), call) if known else value
    return made


def _dict(m: Machine, items: Mapping[Value, Value], call: Call) -> Value:
    pairs = Sequence(tuple(Sequence((key, value)) for key, value in items.items()))
    return m.call(Symbol("builtins.dict"), (pairs,), {}, call.place)
