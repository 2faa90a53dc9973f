"""`zerolint new-rule NAME`: start a rule, in a checkout of zerolint."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from zerolint import __version__
from zerolint.commands.parser import Parser, add_help
from zerolint.rulepage import FAMILIES
from zerolint.scaffold import find_checkout, start_rule

_DESCRIPTION = """\
Start a rule: write its page with examples to fill in, and a detector that finds
nothing yet. Run it inside a checkout of zerolint. Nothing is ever overwritten."""

_EPILOG = """\
The name is the defect, in kebab-case; the code is the next free one of the family.

example:
  zerolint new-rule stale-trainable-flag --family optimizer"""


def run(arguments: Sequence[str]) -> int:
    """Write the two files of a new rule and say what to do next."""
    parser = Parser("new-rule", _DESCRIPTION, _EPILOG)
    families = [family for family in FAMILIES if family != "linter"]
    parser.add_argument("name", metavar="NAME", help="the rule's name")
    parser.add_argument("--family", metavar="FAMILY", default="cost", help=f"{', '.join(families)} (default: cost)")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    started = start_rule(find_checkout(Path.cwd()), given.name, given.family, __version__)
    page, detectors = os.path.relpath(started.page), os.path.relpath(started.detectors)
    print(f"{started.code} {given.name} (family {given.family})")
    print(f"  1. {page}: write the examples first; the tests fail, as they should")
    print("  2. zerolint facts example.py: see what is known already")
    print(f"  3. {detectors}: write the detector, at the end of the file")
    print(f"  4. pytest -k {started.code}")
    return 0
