"""libcst's tree of a text, or why there is none."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from zerolint.source.grammar import refused, spellings
from zerolint.source.problem import Problem

Parse = Callable[[str], cst.Module]


class NotParsed(Exception):
    """libcst refuses the text; `problem` is the ZL001 that says so."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.data["reason"])
        self.problem = problem


def parsed(text: str, parse: Parse = cst.parse_module) -> cst.Module:
    """The tree of the first spelling of the text that libcst reads; raises NotParsed."""
    for spelling in spellings(text):
        try:
            return parse(spelling)
        except (cst.ParserSyntaxError, cst.CSTValidationError):
            continue
    problem = refused(text)
    assert problem is not None
    raise NotParsed(problem)
