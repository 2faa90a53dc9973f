"""`zerolint config`: what can be set, and the JSON schema of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from zerolint.catalog.catalog import load
from zerolint.commands.parser import Parser, add_help
from zerolint.settings.schema import schema
from zerolint.settings.settings import KEYS

_DESCRIPTION = """\
List the settings. They are read from the nearest folder upward that has a
.zerolint.toml, a zerolint.toml or a pyproject.toml with [tool.zerolint], the first
of them in this order; nothing is merged."""

_EPILOG = """\
example of a pyproject.toml:
  [tool.zerolint]
  extend-select = ["ZL003"]
  per-file-ignores = { "tests/" = ["ALL"], "!src/" = ["ZL4"] }

  [tool.zerolint.rules.ZL301]
  severity = "warning"

For editors: zerolint config --schema > zerolint.settings.schema.json"""


def run(arguments: Sequence[str]) -> int:
    """Print the settings' definitions, or their schema."""
    parser = Parser("config", _DESCRIPTION, _EPILOG)
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of the settings")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    catalog = load()
    if given.schema:
        sys.stdout.write(json.dumps(schema(catalog), indent=2) + "\n")
        return 0
    for key in KEYS:
        choices = f" ({', '.join(key.choices)})" if key.choices else ""
        print(f"{key.name:17s}  {key.doc}{choices}")
    for rule in catalog.rules.values():
        for option in rule.options:
            print(f"rules.{rule.code}.{option.name}  {option.doc} ({option.type}, default {option.default!r})")
    return 0
