"""The bindings of a gin file, in their order, each value with the place where it is written."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from zerolint.source.configuration import Item
from zerolint.source.location import Point, Span

_CONSTANTS = {"True": True, "False": False, "None": None}
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_DEEPEST = 30
_LARGEST = 200_000
"""Characters of a file that is read."""
_LEFT_OUT = (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING)


@dataclass(frozen=True, slots=True)
class Reference:
    """`@name`, `@name()`, or with another sign `%name`; a scope stands in front of the name: `a/name`."""

    name: str
    sign: str
    called: bool = False


class NotGin(ValueError):
    """Something that the grammar of bindings has no place for."""


def statements(text: str) -> list[tuple[str, Item]]:
    """`(selector, value)` of each binding, `("include", path)` of each file; NotGin for another text."""
    if len(text) > _LARGEST:
        raise NotGin("too long")
    try:
        tokens = [each for each in tokenize.generate_tokens(io.StringIO(text).readline) if each.type not in _LEFT_OUT]
    except (tokenize.TokenError, SyntaxError) as error:
        raise NotGin(str(error)) from None
    return list(_Reader(tokens).statements())


class _Reader:
    def __init__(self, tokens: list[tokenize.TokenInfo]) -> None:
        self._tokens = tokens
        self._at = 0

    def statements(self) -> Iterator[tuple[str, Item]]:
        while self._next.type != tokenize.ENDMARKER:
            if self._next.string in ("import", "from"):
                while self._next.type != tokenize.NEWLINE:
                    self._take()
                self._end()
                continue
            if self._next.string == "include":
                self._take()
                yield "include", self._string()
                self._end()
                continue
            selector = self._selector()
            if self._next.string == ":":
                self._take()
                yield from self._block(selector)
            else:
                yield self._binding(selector)

    def _block(self, selector: str) -> Iterator[tuple[str, Item]]:
        """`name:` and below it, indented, `param = value`."""
        self._end()
        self._take(tokenize.INDENT)
        while self._next.type != tokenize.DEDENT:
            yield self._binding(f"{selector}.{self._selector()}")
        self._take()

    def _binding(self, selector: str) -> tuple[str, Item]:
        if self._take().string != "=":
            self._refuse()
        value = self._value(0)
        self._end()
        return selector, value

    def _value(self, depth: int) -> Item:
        token = self._next
        if depth > _DEEPEST:
            self._refuse()
        if token.string in _CLOSING:
            return self._container(depth)
        if token.string in ("@", "%"):
            return self._reference()
        if token.type == tokenize.STRING:
            return self._string()
        sign = self._take().string if token.string in ("-", "+") else ""
        number = self._take()
        if number.type == tokenize.NUMBER:
            return Item(ast.literal_eval(sign + number.string), _span(token, number))
        if sign or number.string not in _CONSTANTS:
            self._refuse()
        return Item(_CONSTANTS[number.string], _span(token, number))

    def _container(self, depth: int) -> Item:
        first = self._take()
        closing = _CLOSING[first.string]
        parts: list[Item] = []
        keys: list[Item] = []
        comma = False
        while self._next.string != closing:
            if parts and not comma:
                self._refuse()
            if first.string == "{":
                keys.append(self._value(depth + 1))
                if self._take().string != ":":
                    self._refuse()
            parts.append(self._value(depth + 1))
            comma = self._next.string == ","
            if comma:
                self._take()
        span = _span(first, self._take())
        if first.string == "{":
            plain = [key.value for key in keys]
            if any(isinstance(key, (list, tuple, dict, Reference)) for key in plain):
                self._refuse()
            return Item(dict(zip(plain, parts, strict=True)), span)
        if first.string == "(" and len(parts) == 1 and not comma:
            return parts[0]
        return Item(parts if first.string == "[" else tuple(parts), span)

    def _reference(self) -> Item:
        sign = self._take()
        name = self._selector()
        last = self._tokens[self._at - 1]
        called = sign.string == "@" and self._next.string == "("
        if called:
            self._take()
            last = self._take()
            if last.string != ")":
                self._refuse()
        return Item(Reference(name, sign.string, called), _span(sign, last))

    def _string(self) -> Item:
        first = last = self._take(tokenize.STRING)
        parts = [first.string]
        while self._next.type == tokenize.STRING:
            last = self._take()
            parts.append(last.string)
        try:
            value = ast.literal_eval(" ".join(parts))
        except (ValueError, SyntaxError):
            self._refuse()
        if not isinstance(value, str):
            self._refuse()
        return Item(value, _span(first, last))

    def _selector(self) -> str:
        parts = [self._take(tokenize.NAME).string]
        while self._next.string in (".", "/"):
            parts.append(self._take().string)
            parts.append(self._take(tokenize.NAME).string)
        return "".join(parts)

    @property
    def _next(self) -> tokenize.TokenInfo:
        return self._tokens[min(self._at, len(self._tokens) - 1)]

    def _take(self, kind: int | None = None) -> tokenize.TokenInfo:
        token = self._next
        if token.type == tokenize.ENDMARKER or (kind is not None and token.type != kind):
            self._refuse()
        self._at += 1
        return token

    def _end(self) -> None:
        self._take(tokenize.NEWLINE)

    def _refuse(self) -> NoReturn:
        raise NotGin(f"line {self._next.start[0]}")


def _span(first: tokenize.TokenInfo, last: tokenize.TokenInfo) -> Span:
    return Span(Point(first.start[0], first.start[1] + 1), Point(last.end[0], last.end[1] + 1))
