"""Arguments of a call that are set or left out, with every comment, comma and line break around them kept."""

from __future__ import annotations

import io
import tokenize

import libcst as cst

from zerolint.fix.layout import Layout, has_comment
from zerolint.fix.texts import Refused, TextEdit


def set_argument(layout: Layout, call: cst.Call, name: str, code: str, position: int | None) -> list[TextEdit]:
    """`name=code` in the stead of what was passed for it, else behind the last argument."""
    given = passed(call, name, position)
    if given is not None:
        if has_comment(given.value):
            raise Refused("a comment stands inside the argument")
        return [TextEdit(*layout.outer_span(given.value), code)]
    if not call.args:
        opening = layout.text.index("(", layout.outer_span(call.func)[1])
        return [TextEdit(opening + 1, opening + 1, f"{name}={code}")]
    if len(call.args) == 1 and isinstance(call.args[0].value, cst.GeneratorExp) and not call.args[0].value.lpar:
        raise Refused("its only argument is a generator without parentheses")
    return _appended(layout, call, f"{name}={code}")


def drop_argument(layout: Layout, call: cst.Call, name: str) -> list[TextEdit]:
    """The call without this keyword."""
    given = keyword(call, name)
    if has_comment(given.value):
        raise Refused("a comment stands inside the argument")
    index = list(call.args).index(given)
    start, end = layout.span(given)
    if index + 1 < len(call.args):
        return _removed(layout, start, layout.span(call.args[index + 1])[0])
    if index:
        before = layout.span(call.args[index - 1])[1]
        if "#" not in layout.text[before:start]:
            return [TextEdit(before, end, "")]
        return _removed_rows(layout, given)
    closing = layout.span(call)[1] - 1
    return _removed(layout, start, closing) if "," in layout.text[end:closing] else [TextEdit(start, end, "")]


def _removed_rows(layout: Layout, last: cst.Arg) -> list[TextEdit]:
    """Without the rows of an argument below a comment, which then ends the row of the comma in front of it."""
    start, end = layout.span(last)
    behind = layout.span(last.comma)[1] if isinstance(last.comma, cst.Comma) else end
    row_end = layout.row_end(behind)
    if not layout.begins_row(start) or layout.text[behind:row_end].strip():
        raise Refused("a comment stands in front of the argument")
    return _removed(layout, layout.row_end(layout.row_start(start) - 2), row_end)


def _removed(layout: Layout, start: int, end: int) -> list[TextEdit]:
    text = layout.text[start:end]
    if "#" in text and _comment_in(text):
        raise Refused("a comment stands behind the argument")
    return [TextEdit(start, end, "")]


def _comment_in(text: str) -> bool:
    """Whether an argument with what follows it holds a comment; a `#` inside a string is none."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"({text})").readline))
    except (tokenize.TokenError, SyntaxError):
        return True
    return any(token.type == tokenize.COMMENT for token in tokens)


def keyword(call: cst.Call, name: str) -> cst.Arg:
    """The argument that is passed by this name."""
    for argument in call.args:
        if argument.keyword is not None and argument.keyword.value == name:
            return argument
    raise Refused(f"the call does not pass {name} by its name")


def passed(call: cst.Call, name: str, position: int | None) -> cst.Arg | None:
    """The argument that is passed for a parameter; refused where `*` or `**` may pass it unseen."""
    for argument in call.args:
        if argument.keyword is not None and argument.keyword.value == name:
            return argument
    if any(argument.star for argument in call.args):
        raise Refused(f"a starred argument may already pass {name}")
    positional = [argument for argument in call.args if argument.keyword is None]
    return positional[position] if position is not None and position < len(positional) else None


def _appended(layout: Layout, call: cst.Call, new: str) -> list[TextEdit]:
    last = call.args[-1]
    start, end = layout.span(last)
    if last.value.rpar and not last.keyword:
        end = max(end, layout.outer_span(last.value)[1])
    own_row = layout.begins_row(start) and layout.row_start(start) > layout.span(call.func)[0]
    if not own_row:
        return [TextEdit(end, end, f", {new}")]
    indent = layout.indent(start)
    row_end = layout.row_end(end)
    rest = layout.text[end:row_end].strip(" \t")
    if isinstance(last.comma, cst.Comma):
        behind = rest.removeprefix(",").lstrip(" \t")
        if rest.startswith(",") and (not behind or behind.startswith("#")):
            return [TextEdit(row_end, row_end, f"\n{indent}{new},")]
        return [TextEdit(end, end, f", {new}")]
    if rest.startswith("#"):
        return [TextEdit(end, end, ","), TextEdit(row_end, row_end, f"\n{indent}{new}")]
    return [TextEdit(end, end, f",\n{indent}{new}")]
