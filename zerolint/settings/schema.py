"""The JSON schema of `[tool.zerolint]`, for editors and `validate-pyproject`, made from the settings' definition."""

from __future__ import annotations

from typing import Any

from zerolint.catalog.catalog import Catalog
from zerolint.catalog.page import Option, Rule
from zerolint.settings.settings import KEYS, RULE_SEVERITIES, Key

_OPTION_TYPES = {
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "str": {"type": "string"},
    "list": {"type": "array"},
}


def schema(catalog: Catalog) -> dict[str, Any]:
    """The schema of the table `[tool.zerolint]`, which is also that of a .zerolint.toml or zerolint.toml."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "zerolint",
        "description": "Settings of zerolint: [tool.zerolint] in pyproject.toml, .zerolint.toml or zerolint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {**_shape(key, catalog), "description": key.doc} for key in KEYS},
    }


def _shape(key: Key, catalog: Catalog) -> dict[str, Any]:
    strings = {"type": "array", "items": {"type": "string"}}
    selector = {"$comment": "a code, a prefix, a name, a family or ALL", "type": "string", "minLength": 1}
    selectors = {"type": "array", "items": selector}
    if key.kind == "flag":
        return {"type": "boolean"}
    if key.kind == "path":
        return {"type": "string", "minLength": 1}
    if key.kind == "choice":
        return {"type": "string", "enum": list(key.choices)}
    if key.kind == "selectors":
        return selectors
    if key.kind == "ignores":
        return {"type": "object", "additionalProperties": selectors}
    if key.kind == "rules":
        tables = {word: _rule(rule) for rule in catalog.rules.values() for word in (rule.code, rule.name)}
        return {"type": "object", "additionalProperties": False, "properties": tables}
    return strings


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "type": "object",
        "description": rule.summary,
        "additionalProperties": False,
        "properties": {
            "severity": {"type": "string", "enum": list(RULE_SEVERITIES)},
            **{option.name: _option(option) for option in rule.options},
        },
    }


def _option(option: Option) -> dict[str, Any]:
    return {**_OPTION_TYPES[option.type], "description": option.doc, "default": option.default}
