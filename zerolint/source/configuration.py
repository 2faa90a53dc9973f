"""Configuration files as trees of values, each with the place in the file where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zerolint.source.location import Point, Span

_LARGEST = 200_000
"""Characters of a file that is read; configuration is shorter."""
_DEEPEST = 30
_PLAIN = ("str", "int", "float", "bool", "null")
_SCIENTIFIC = re.compile(r"-?\d+(\.\d+)?[eE][-+]?\d+")
_TABLE = re.compile(r"^\s*\[+\s*([^\]]+?)\s*\]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a file: a scalar of Python, a list or a dict of items; and where it stands."""

    value: Any
    span: Span


def parse(kind: str, text: str) -> Item | None:
    """The tree of a file of this format ("yaml", "json", "toml"); None for what is none, too large or too deep."""
    if len(text) > _LARGEST:
        return None
    if kind == "toml":
        return _toml(text)
    return _yaml(text, strings=True) if kind == "yaml" else _yaml(text.replace("\t", " "), strings=False)


def _yaml(text: str, *, strings: bool) -> Item | None:
    """YAML, and JSON, which is YAML where its tabs are blanks.

    `strings`: `1e-3` is one, as PyYAML has it, which reads YAML 1.1; in JSON it is a number.
    """
    import yaml  # type: ignore[import-untyped]

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return None if node is None else _item(node, yaml.SafeLoader(""), strings)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None


def _item(node: Any, loader: Any, strings: bool, depth: int = 0) -> Item:
    span = Span(
        Point(node.start_mark.line + 1, node.start_mark.column + 1),
        Point(node.end_mark.line + 1, node.end_mark.column + 1),
    )
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if node.id == "mapping":
        loader.flatten_mapping(node)
        pairs = [[_item(each, loader, strings, depth + 1) for each in pair] for pair in node.value]
        return Item({key.value: value for key, value in pairs if not isinstance(key.value, (list, dict))}, span)
    if node.id == "sequence":
        return Item([_item(each, loader, strings, depth + 1) for each in node.value], span)
    if node.tag.rpartition(":")[2] not in _PLAIN:
        return Item(None, span)
    if not strings and node.style is None and _SCIENTIFIC.fullmatch(node.value):
        return Item(float(node.value), span)
    return Item(loader.construct_object(node), span)


def _toml(text: str) -> Item | None:
    import tomli

    try:
        found = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return None
    return _placed(found, dict(_rows(text)), ())


def _placed(value: Any, rows: dict[tuple[str, ...], Span], path: tuple[str, ...]) -> Item:
    span = rows.get(path) or (rows[path[:-1]] if path[:-1] in rows else Span(Point(1, 1), Point(1, 1)))
    if isinstance(value, dict):
        return Item({key: _placed(each, rows, (*path, key)) for key, each in value.items()}, span)
    if isinstance(value, list):
        return Item([_placed(each, rows, path) for each in value], span)
    plain = value if isinstance(value, (str, int, float, bool)) else None
    return Item(plain, span)


def _rows(text: str) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Where each key of a TOML file is given its value, as far as that shows on its own row."""
    table: tuple[str, ...] = ()
    for number, row in enumerate(text.split("\n"), start=1):
        heading = _TABLE.match(row)
        if heading is not None and "=" not in row.partition("]")[0]:
            table = _keys(heading[1])
            yield table, Span(Point(number, 1), Point(number, len(row) + 1))
            continue
        key, equals, value = row.partition("=")
        if equals and key.strip() and not key.lstrip().startswith("#"):
            written = value.partition(" #")[0]
            start = len(key) + 2 + len(written) - len(written.lstrip())
            end = start + len(written.strip())
            yield (*table, *_keys(key)), Span(Point(number, start), Point(number, end))


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(each.strip().strip("\"'") for each in dotted.split("."))
