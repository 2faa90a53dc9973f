"""The settings: their definition, the files they are read from, and their check.

`KEYS` is the one definition; validation, `zerolint config` and the JSON schema are made from it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from zerolint.catalog.catalog import Catalog, UnknownSelector
from zerolint.catalog.page import Rule
from zerolint.errors import UserError, did_you_mean, reason_of
from zerolint.findings.finding import Certainty, Severity
from zerolint.settings.formats import DEFAULT, FORMATS

TARGETS = ("keras2", "keras3", "tf1")
CERTAINTIES: tuple[Certainty, ...] = ("likely", "proven")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
OWN_FILES = (".zerolint.toml", "zerolint.toml")
"""The settings files that are ours alone; of several in a folder the first decides, and any before pyproject.toml."""
RULE_SEVERITIES = ("error", "warning", "info", "off")


class SettingsError(UserError):
    """A settings file that is wrong; the text names the file and the key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of `[tool.zerolint]`. `kind` is selectors, globs, flag, choice, path, ignores or rules."""

    name: str
    kind: str
    doc: str
    choices: tuple[str, ...] = ()


KEYS = (
    Key("select", "selectors", "report these rules only: codes, prefixes (ZL3), names, families, ALL"),
    Key("extend-select", "selectors", "report these as well, info rules included"),
    Key("ignore", "selectors", "do not report these"),
    Key("exclude", "globs", "files and folders to leave out, as in .gitignore; replaces the built-in list"),
    Key("extend-exclude", "globs", "files and folders to leave out besides the built-in list"),
    Key("respect-gitignore", "flag", "leave out what git or a .ignore file ignores; true unless set"),
    Key("force-exclude", "flag", "apply the excludes to files named on the command line too; false unless set"),
    Key("target", "choice", "the library the scripts run on; otherwise imports and pins decide", TARGETS),
    Key("output-format", "choice", f"the report's format; {DEFAULT} unless set", tuple(FORMATS)),
    Key("min-certainty", "choice", "report only what is at least this certain; likely unless set", CERTAINTIES),
    Key("fail-on", "choice", "exit with 1 from this severity on; for any finding unless set", SEVERITIES),
    Key("baseline", "path", "the file of known findings, which are not reported; --write-baseline writes it"),
    Key(
        "cache-dir",
        "path",
        "the folder of what runs keep for the next one; .zerolint_cache beside this file unless set",
    ),
    Key(
        "per-file-ignores",
        "ignores",
        "glob = selectors that are not reported in the files it matches; with `!` before it, in all other files",
    ),
    Key(
        "rules",
        "rules",
        "one table a rule, by code or name: its severity and its own options; what has one is reported, even as info",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Settings:
    """What holds for one file. Globs are relative to `root`; `file` is None where no file said anything."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    force_exclude: bool = False
    target: str | None = None
    output_format: str = DEFAULT
    min_certainty: Certainty = "likely"
    fail_on: Severity = "info"
    baseline: Path | None = None
    cache_dir: Path | None = None
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    root: Path = field(default_factory=Path.cwd)
    file: Path | None = None


_REPLACED = (
    "exclude",
    "respect_gitignore",
    "force_exclude",
    "target",
    "min_certainty",
    "fail_on",
    "baseline",
    "cache_dir",
)
"""What the command line says instead of a settings file."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says; None and empty mean that it says nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force_exclude: bool | None = None
    target: str | None = None
    min_certainty: Certainty | None = None
    fail_on: Severity | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    cache_dir: Path | None = None

    def check(self, catalog: Catalog) -> None:
        """UnknownSelector, with the option it was given to, where a word selects no rule."""
        for option in ("select", "extend_select", "ignore"):
            check_selectors(f"--{option.replace('_', '-')}", getattr(self, option) or (), catalog)

    def apply(self, settings: Settings) -> Settings:
        """`settings` with the command line on top; its --select starts the selection afresh."""
        changes: dict[str, Any] = {name: value for name in _REPLACED if (value := getattr(self, name)) is not None}
        if self.no_baseline:
            changes["baseline"] = None
        changes["extend_exclude"] = settings.extend_exclude + self.extend_exclude
        if self.select is not None:
            changes |= {"select": self.select, "extend_select": self.extend_select, "ignore": self.ignore}
        else:
            changes["extend_select"] = settings.extend_select + self.extend_select
            changes["ignore"] = settings.ignore + self.ignore
        return replace(settings, **changes)


class Finder:
    """Finds the settings of each file: the nearest folder upward that has some, nothing merged."""

    def __init__(self, catalog: Catalog, overrides: Overrides, config: Path | None = None, isolated: bool = False):
        self._catalog = catalog
        self._overrides = overrides
        self._by_folder: dict[str, Settings] = {}
        self._default = overrides.apply(Settings())
        self._fixed: Settings | None = None
        if config is not None:
            self._fixed = overrides.apply(replace(read_file(config, catalog), root=Path.cwd()))
        elif isolated:
            self._fixed = self._default

    def of(self, path: Path) -> Settings:
        """The settings for the file at `path`, which need not exist."""
        return self._fixed or self._of_folder(os.path.dirname(os.path.abspath(path)))

    def of_folder(self, path: Path) -> Settings:
        """The settings for a folder itself."""
        return self._fixed or self._of_folder(os.path.abspath(path))

    def _of_folder(self, folder: str) -> Settings:
        if folder not in self._by_folder:
            here = _read_folder(Path(folder), self._catalog)
            above = os.path.dirname(folder)
            if here is not None:
                self._by_folder[folder] = self._overrides.apply(here)
            else:
                self._by_folder[folder] = self._default if above == folder else self._of_folder(above)
        return self._by_folder[folder]


def read_file(path: Path, catalog: Catalog) -> Settings:
    """The settings of one zerolint.toml or pyproject.toml; SettingsError where they are wrong or absent."""
    document = _parse(path, _bytes(path))
    if path.name != "pyproject.toml" and "tool" not in document:
        return parse(document, path, catalog)
    table = _own_table(document)
    if table is None:
        raise SettingsError(f"{path}: has no table [tool.zerolint]")
    return parse(table, path, catalog)


def parse(table: Mapping[str, Any], file: Path, catalog: Catalog) -> Settings:
    """The settings of a table, checked; SettingsError names `file` and the key."""
    keys = {key.name: key for key in KEYS}
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: [tool.zerolint] must be a table, not {_shown(table)}")
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in keys:
            raise SettingsError(f"{file}: unknown key `{name}`{did_you_mean(name, keys)}")
        try:
            values[name.replace("-", "_")] = _checked(keys[name], value, catalog, file.absolute().parent)
        except (UnknownSelector, ValueError) as error:
            raise SettingsError(f"{file}: {error}") from None
    rules = values.pop("rules", {})
    off = tuple(code for code, (severity, _) in rules.items() if severity == "off")
    values["ignore"] = values.get("ignore", ()) + off
    severities = {code: severity for code, (severity, _) in rules.items() if severity not in (None, "off")}
    options = {code: options for code, (_, options) in rules.items() if options}
    return Settings(**values, severities=severities, options=options, root=file.absolute().parent, file=file)


def _checked(key: Key, value: object, catalog: Catalog, folder: Path) -> object:
    if key.kind == "path":
        if not isinstance(value, str) or not value:
            raise ValueError(f"`{key.name}` must be a path, not {_shown(value)}")
        return folder / value
    if key.kind == "flag":
        if not isinstance(value, bool):
            raise ValueError(f"`{key.name}` must be true or false, not {_shown(value)}")
        return value
    if key.kind == "choice":
        if value not in key.choices:
            raise ValueError(f"`{key.name}` must be one of {_listed(key.choices)}, not {_shown(value)}")
        return value
    if key.kind in ("selectors", "globs"):
        words = _strings(key.name, value)
        return check_selectors(f"`{key.name}`", words, catalog) if key.kind == "selectors" else words
    if not isinstance(value, dict):
        raise ValueError(f"`{key.name}` must be a table, not {_shown(value)}")
    if key.kind == "ignores":
        named = {glob: _strings(f"{key.name}.{glob}", words) for glob, words in value.items()}
        return {glob: check_selectors(f"`{key.name}.{glob}`", words, catalog) for glob, words in named.items()}
    return {rule.code: settings for rule, settings in _rule_tables(value, catalog)}


def _rule_tables(
    tables: Mapping[str, Any], catalog: Catalog
) -> Iterable[tuple[Rule, tuple[str | None, dict[str, object]]]]:
    seen: dict[str, str] = {}
    for word, table in tables.items():
        rule = catalog.find(word)
        if rule.code in seen:
            raise ValueError(f"`rules.{word}` and `rules.{seen[rule.code]}` are the same rule; write one table")
        seen[rule.code] = word
        if not isinstance(table, dict):
            raise ValueError(f"`rules.{word}` must be a table, not {_shown(table)}")
        yield rule, _rule_table(word, rule, table)


def _rule_table(word: str, rule: Rule, table: Mapping[str, Any]) -> tuple[str | None, dict[str, object]]:
    known = {option.name: option for option in rule.options}
    options: dict[str, object] = {}
    for name, value in table.items():
        where = f"`rules.{word}.{name}`"
        if name == "severity":
            if value not in RULE_SEVERITIES:
                raise ValueError(f"{where} must be one of {_listed(RULE_SEVERITIES)}, not {_shown(value)}")
        elif name not in known:
            raise ValueError(f"unknown key {where}{did_you_mean(name, [*known, 'severity'])}")
        elif not known[name].accepts(value):
            raise ValueError(f"{where} must be of type {known[name].type}, not {_shown(value)}")
        else:
            options[name] = value
    return cast("str | None", table.get("severity")), options


def _strings(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"`{name}` must be a list of strings, not {_shown(value)}")
    return tuple(value)


def check_selectors(where: str, words: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """`words`, if each of them selects a rule; UnknownSelector starts with `where` they were written."""
    for word in words:
        try:
            catalog.select(word)
        except UnknownSelector as error:
            raise UnknownSelector(f"{where}: {error}") from None
    return words


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list with other things in it" if any(not isinstance(item, str) for item in value) else "a list"
    return repr(value)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _read_folder(folder: Path, catalog: Catalog) -> Settings | None:
    for name in OWN_FILES:
        own = folder / name
        if own.is_file():
            return read_file(own, catalog)
    shared = folder / "pyproject.toml"
    if not shared.is_file():
        return None
    data = _bytes(shared)
    # A project's broken pyproject.toml that never mentions us is not ours to complain about.
    if b"zerolint" not in data:
        return None
    table = _own_table(_parse(shared, data))
    return None if table is None else parse(table, shared, catalog)


def _own_table(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = document.get("tool")
    return cast("Mapping[str, Any] | None", tool.get("zerolint")) if isinstance(tool, dict) else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {reason_of(error)}") from None


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8: byte {error.start} cannot be decoded") from None
    except tomli.TOMLDecodeError as error:
        # tomli of every supported version ends its message by "(at line 3, column 5)".
        place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        text = str(error)[: place.start()] if place else str(error)
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        raise SettingsError(f"{where}: is not TOML: {text[:1].lower()}{text[1:]}") from None
