"""The baseline file: the findings that a project knows of, one a line, in an order that merges well."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zerolint.errors import UserError, reason_of
from zerolint.findings.fingerprint import Identity, Recognised
from zerolint.source.json_depth import too_deep_at

VERSION = 1
DEFAULT_NAME = "zerolint-baseline.json"

_HASH = re.compile(r"[0-9a-f]{16}")
_CONFLICT = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)


class BaselineError(UserError):
    """A baseline file that is absent, damaged or not one of ours; the text names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings of every file, by its path relative to the baseline's folder, with forward slashes.

    A finding that is known twice is there twice.
    """

    path: Path
    files: Mapping[str, Sequence[Recognised]] = field(default_factory=dict)

    def key(self, filename: str) -> str:
        """The name under which a file is known."""
        folder, name = os.path.split(os.path.abspath(filename))
        place = os.path.join(os.path.realpath(folder), name)
        # On Windows there is no way from one drive to another.
        with suppress(ValueError):
            place = os.path.relpath(place, self.folder)
        return place.replace(os.sep, "/")

    @property
    def folder(self) -> str:
        """The folder that paths count from."""
        return os.path.realpath(os.path.dirname(os.path.abspath(self.path)))

    def place(self, key: str) -> str:
        """The absolute path of a known file."""
        return os.path.normpath(os.path.join(self.folder, key))


def read(path: Path) -> Baseline:
    """Read a baseline; BaselineError where it can't be."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BaselineError(f"{path}: no such baseline; `--baseline {path} --write-baseline` makes it") from None
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise BaselineError(f"{path}: is not a baseline of zerolint: it is not UTF-8") from None
    if _CONFLICT.search(text):
        raise BaselineError(f"{path}: has conflict markers; resolve them, or delete it and write it anew")
    if too_deep_at(text) is not None:
        raise BaselineError(f"{path}: is not a baseline of zerolint: its JSON is nested too deeply")
    try:
        document = json.loads(text)
    except ValueError as error:
        where = f"{path}:{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else str(path)
        raise BaselineError(f"{where}: is not JSON; restore the baseline, or delete it and write it anew") from None
    if not isinstance(document, dict) or "zerolint-baseline" not in document:
        raise BaselineError(f'{path}: is not a baseline of zerolint: it has no key "zerolint-baseline"')
    version = document["zerolint-baseline"]
    if version != VERSION:
        raise BaselineError(f"{path}: has version {version!r}, this zerolint reads version {VERSION}; update it")
    try:
        return Baseline(path, _files(document.get("files")))
    except ValueError as error:
        raise BaselineError(f"{path}: {error}; restore the baseline, or delete it and write it anew") from None


def written(baseline: Baseline) -> str:
    """The text of the file: sorted, the same whatever order the findings were known in."""
    files = [
        f"    {json.dumps(name)}: [\n      {lines}\n    ]"
        for name, known in sorted(baseline.files.items())
        if known and (lines := ",\n      ".join(_lines(known)))
    ]
    inner = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "zerolint-baseline": {VERSION},\n  "files": {inner}\n}}\n'


def _lines(known: Sequence[Recognised]) -> list[str]:
    counts = Counter(each.identity for each in known)
    texts = {each.identity: each.text for each in sorted(known, key=lambda each: each.text)}
    lines = []
    for identity in sorted(counts, key=lambda each: (each.code, each.scope, texts[each], each.statement, each.part)):
        entry: dict[str, object] = {"rule": identity.code}
        if identity.scope:
            entry["scope"] = identity.scope
        entry |= {"code": texts[identity], "statement": identity.statement, "part": identity.part}
        if counts[identity] > 1:
            entry["count"] = counts[identity]
        lines.append(json.dumps(entry, ensure_ascii=False))
    return lines


def _files(files: object) -> dict[str, tuple[Recognised, ...]]:
    if not isinstance(files, dict):
        raise ValueError('"files" is not an object')
    return {name: tuple(_known(name, entries)) for name, entries in files.items()}


def _known(name: str, entries: object) -> Iterator[Recognised]:
    if not isinstance(entries, list):
        raise ValueError(f'the entries of "{name}" are not a list')
    for number, entry in enumerate(entries, 1):
        where = f'entry {number} of "{name}"'
        if not isinstance(entry, dict):
            raise ValueError(f"{where} is not an object")
        rule, scope, text = (_word(where, entry, key) for key in ("rule", "scope", "code"))
        statement, part = (_word(where, entry, key) for key in ("statement", "part"))
        if not rule or _HASH.fullmatch(statement) is None or _HASH.fullmatch(part) is None:
            raise ValueError(f'{where} lacks its "rule", "statement" or "part"')
        count = entry.get("count", 1)
        if isinstance(count, bool) or not isinstance(count, int) or count < 1 or count > 100_000:
            raise ValueError(f'"count" in {where} is not a number of findings')
        yield from [Recognised(Identity(rule, scope, statement, part), text)] * count


def _word(where: str, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f'"{key}" in {where} is not text')
    return value
