"""Configuration that a script reads from a file: all readers come together in one function."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Value
from zerolint.knowledge.registry import transfer

READERS = {
    **dict.fromkeys(("json.load", "json5.load", "simplejson.load", "ujson.load"), "json"),
    **dict.fromkeys(
        ("yaml.safe_load", "yaml.full_load", "yaml.load", "yaml.unsafe_load", "omegaconf.OmegaConf.load"), "yaml"
    ),
    **dict.fromkeys(("tomllib.load", "tomli.load", "toml.load"), "toml"),
}
"""Functions that read a file, or the path of one, and its format."""


@transfer(*READERS)
def read(m: Machine, call: Call) -> Value:
    """`yaml.safe_load(open("config.yaml"))`: the first argument is the file, its path or its text."""
    return content(m, READERS[call.name], call.rest[0] if call.rest else NONE, call)


def content(m: Machine, kind: str, source: Value, call: Call) -> Value:
    """What is in a file of this format ("json", "yaml", "toml"); files are not opened, so it is unknown."""
    return m.unknown(f"call of {call.name}", call.place)
