"""HTML that is made of elements, so that no text of a user's file can become a tag, and no character a command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

Content = ET.Element | str | None


def element(tag: str, attributes: Mapping[str, str], *content: Content) -> ET.Element:
    """An element with texts and elements in it; None leaves nothing."""
    made = ET.Element(tag, {name: visible(value) for name, value in attributes.items()})
    last: ET.Element | None = None
    for each in content:
        if isinstance(each, ET.Element):
            made.append(each)
            last = each
        elif each is not None and last is None:
            made.text = (made.text or "") + visible(each)
        elif each is not None and last is not None:
            last.tail = (last.tail or "") + visible(each)
    return made


def sentence(text: str) -> ET.Element:
    """Words with code between `backticks`, kept apart from the direction of the text around them."""
    parts = re.split(r"`([^`\n]+)`", text)
    return element("bdi", {}, *(element("code", {}, each) if at % 2 else each for at, each in enumerate(parts)))


def visible(text: str) -> str:
    """Text with the characters spelled out that have no shape, or turn around what is beside them."""
    if text.isprintable():
        return text
    return "".join(
        each if each in "\n\t" or each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )


def document(root: ET.Element) -> str:
    """The page, in ASCII, so that it is right in whatever encoding it is printed."""
    return f"<!doctype html>\n{ET.tostring(root, encoding='us-ascii', method='html').decode()}\n"
