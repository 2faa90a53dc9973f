"""Starts a rule: its code, a page with examples to fill in, and a detector that finds nothing yet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from zerolint.catalog.codes import RESERVED, RETIRED
from zerolint.catalog.page import FAMILIES
from zerolint.errors import UserError, did_you_mean

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"(ZL\d{3})-(.+)\.toml")

_PAGE = """\
code = "{code}"
name = "{name}"
family = "{family}"
severity = "warning"
# TODO: error where training is surely broken, warning where it is worse than it could be
certainty = "proven"
summary = "TODO: the defect in one line"
message = "TODO: what will be observed, with `{{field}}` from the detector"
advice = "TODO: what to write instead"
since = "{version}"
needs = [["keras", "tensorflow"]]
# TODO: a file without a word of each group is not read at all; numpy, pandas and sklearn are libraries as well

rationale = '''
TODO: what the user sees, what is true, why nothing crashes, and the figure that was measured.
'''
not_covered = "TODO: which spellings are missed, and why there is no probe where there is none"
references = ["TODO: where the library says so"]

[fix]
grade = "none"
title = "TODO: what a fix does; each bad example then has a `fixed` text, which is not reported"
{examples}"""

_EXAMPLE = """
[[{kind}]]
title = "TODO: {kind} example {number}"
{reason}code = '''
import keras

model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse"){mark}
'''
"""
_FIXED = """\
fixed = '''
import keras

TODO = "the example with the defect fixed"
'''
"""

_DETECTOR = '''\
"""{code}: TODO."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.findings.finding import Hit


@detects("{code}")
def {function}(facts: Facts, options: Options) -> Iterator[Hit]:
    """TODO: what is wrong, and how the facts show it."""
    yield from ()
'''


class Started(NamedTuple):
    """The files of a new rule."""

    code: str
    family: str
    page: Path
    detector: Path


def find_checkout(start: Path) -> Path:
    """The checkout of zerolint that `start` is in; UserError where it is in none."""
    for folder in (start.absolute(), *start.absolute().parents):
        project = folder / "pyproject.toml"
        if (folder / "rules").is_dir() and (folder / "zerolint" / "detectors").is_dir() and project.is_file():
            return folder
    raise UserError(f"{start} is in no checkout of zerolint; clone the repository and run this inside")


def start_rule(checkout: Path, name: str, family: str | None, version: str) -> Started:
    """Write the page and the detector of a new rule; UserError where the name won't do, and then nothing is written.

    A name that a code is reserved for gets that code, and with it its family; else `family` is needed.
    """
    if not _NAME.fullmatch(name):
        raise UserError(f"`{name}` is no name for a rule; name the defect in kebab-case, as in stale-trainable-flag")
    rules = checkout / "rules"
    taken = {match[1]: match[2] for path in rules.glob("*.toml") if (match := _CODE.fullmatch(path.name))}
    if name in taken.values():
        raise UserError(f"there is a rule `{name}` already; its page is in {rules}")
    family = _family(name, family)
    code = RESERVED.get(name) or _next_code({*taken, *RESERVED.values(), *RETIRED}, family)
    if code in taken:
        raise UserError(f"{code}, which is reserved for `{name}`, is the code of `{taken[code]}`")
    page = rules / f"{code}-{name}.toml"
    function = name.replace("-", "_")
    detector = checkout / "zerolint" / "detectors" / family / f"{function}.py"
    if detector.exists():
        raise UserError(f"there is a module {detector} already")
    for path, text in (
        (page, _page(code, name, family, version)),
        (detector, _DETECTOR.format(code=code, function=function)),
    ):
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return Started(code, family, page, detector)


def _family(name: str, family: str | None) -> str:
    """The family of a new rule: that of its reserved code, or the one that is asked for."""
    choices = [each for each in FAMILIES if each != "linter"]
    if family is not None and family not in choices:
        raise UserError(f"unknown family `{family}`{did_you_mean(family, choices)}; families: {', '.join(choices)}")
    reserved = RESERVED.get(name)
    if reserved is None:
        if family is None:
            raise UserError(f"no code is reserved for `{name}`: give it a --family, one of {', '.join(choices)}")
        return family
    own = next(each for each, digit in FAMILIES.items() if digit == int(reserved[2]))
    if family not in (None, own):
        raise UserError(f"`{name}` is reserved as {reserved}, of the family {own}")
    return own


def _next_code(given_away: set[str], family: str) -> str:
    """The code behind the family's last one: codes are permanent, so a gap may be one that was retired."""
    prefix = f"ZL{FAMILIES[family]}"
    last = max((int(code[2:]) for code in given_away if code.startswith(prefix)), default=FAMILIES[family] * 100)
    code = f"ZL{last + 1:03d}"
    if not code.startswith(prefix):
        raise UserError(f"the family {family} has no free code behind ZL{last:03d}")
    return code


def _page(code: str, name: str, family: str, version: str) -> str:
    kinds = (("bad", "", f"  # expect: {code}", _FIXED), ("good", 'reason = "TODO: why it is right"\n', "", ""))
    examples = [
        _EXAMPLE.format(kind=kind, number=number, reason=reason, mark=mark) + fixed
        for kind, reason, mark, fixed in kinds
        for number in (1, 2, 3)
    ]
    return _PAGE.format(code=code, name=name, family=family, version=version, examples="".join(examples))
