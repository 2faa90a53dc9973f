"""The settings that an editor hands over, in the words of the settings files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from zerolint.catalog.catalog import Catalog
from zerolint.errors import UserError, did_you_mean
from zerolint.settings.settings import Overrides, parse

_CONFIG = "configuration"
_NAME = Path("editor settings")


@dataclass(frozen=True, slots=True)
class EditorSettings:
    """What the editor's own settings say: as on the command line, they go before the files."""

    overrides: Overrides = field(default_factory=Overrides)
    config: Path | None = None


def read(given: object, catalog: Catalog) -> EditorSettings:
    """The settings in a table such as `{"select": ["ZL3"], "configuration": "~/zerolint.toml"}`; UserError if wrong.

    The table may be wrapped as editors do: in `settings` or `zerolint`. Null means nothing was said.
    """
    table = _unwrapped(given)
    config = table.pop(_CONFIG, None)
    if config is not None and not isinstance(config, str):
        raise UserError(f"{_NAME}: `{_CONFIG}` must be the path of a settings file")
    known = [name.replace("_", "-") for name in _names() if name != "output_format"]
    for key in table:
        if key not in known:
            raise UserError(f"{_NAME}: unknown key `{key}`{did_you_mean(key, [*known, _CONFIG])}")
    settings = parse(table, _NAME, catalog)
    said = {name: getattr(settings, name) for key in table if (name := key.replace("-", "_"))}
    return EditorSettings(Overrides(**said), Path(config).expanduser() if config else None)


def _unwrapped(given: object) -> dict[str, Any]:
    while isinstance(given, Mapping) and len(given) >= 1:
        inner = next((given[key] for key in ("settings", "zerolint") if isinstance(given.get(key), Mapping)), None)
        if inner is None:
            break
        given = inner
    if given is None or given == []:
        return {}
    if not isinstance(given, Mapping):
        raise UserError(f"{_NAME}: must be a table, not {given!r}")
    return {str(key): value for key, value in given.items() if value is not None and value != {}}


def _names() -> list[str]:
    return [each.name for each in fields(Overrides)]
