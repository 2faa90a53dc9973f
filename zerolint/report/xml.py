"""XML documents of text that may hold what XML 1.0 can't say."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(root: ET.Element) -> str:
    """The document, indented, ends with a newline; in ASCII, so that it is right in whatever encoding it is printed."""
    for element in root.iter():
        element.attrib.update({name: sayable(value) for name, value in element.attrib.items()})
        element.text = sayable(element.text) if element.text else None
    ET.indent(root)
    text = ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode()
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def sayable(text: str) -> str:
    """Text with the characters escaped that XML has no way to write: most controls, lone surrogates."""
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
