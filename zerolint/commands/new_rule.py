"""`zerolint new-rule NAME`: start a rule, in a checkout of zerolint."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from zerolint import __version__
from zerolint.catalog.page import FAMILIES
from zerolint.catalog.scaffold import find_checkout, start_rule
from zerolint.commands.parser import Parser, add_help

_DESCRIPTION = """\
Start a rule: write its page with examples to fill in, and a detector that finds
nothing yet. Run it inside a checkout of zerolint. Nothing is ever overwritten."""

_EPILOG = """\
The name is the defect, in kebab-case. The code is the one that is reserved for the
name, or else the next free one of the family.

examples:
  zerolint new-rule stale-trainable-flag
  zerolint new-rule made-up-momentum --family optimizer"""


def run(arguments: Sequence[str]) -> int:
    """Write the two files of a new rule and say what to do next."""
    parser = Parser("new-rule", _DESCRIPTION, _EPILOG)
    families = [family for family in FAMILIES if family != "linter"]
    parser.add_argument("name", metavar="NAME", help="the rule's name")
    parser.add_argument("--family", metavar="FAMILY", help=f"{', '.join(families)}; known for reserved names")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    started = start_rule(find_checkout(Path.cwd()), given.name, given.family, __version__)
    page, detector = os.path.relpath(started.page), os.path.relpath(started.detector)
    print(f"{started.code} {given.name} (family {started.family})")
    print(f"  1. {page}: write the examples first; the tests fail, as they should")
    print("  2. zerolint facts example.py: see what is known already")
    print(f"  3. {detector}: write the detector")
    tests = os.path.join("tests", started.family)
    print(f"  4. pytest {tests} tests/catalog/test_pages.py -k {started.code}: the examples and the page")
    print(f"  5. {os.path.join(tests, f'test_{started.detector.name}')}: further spellings, and look-alikes")
    return 0
