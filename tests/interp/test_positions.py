"""Where nodes stand is what libcst's own provider says, which takes many times as long."""

from __future__ import annotations

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider

from zerolint.interp.nodes import nodes_in
from zerolint.interp.positions import Positions, holds_any

TEXTS = {
    "functions": "@cache\n@other(1)\ndef f(a, *, b=(2)) -> int:\n\n    # why\n    return (a + b)\n\n\nclass A(B): x = 1\n",
    "brackets over lines": "loss = tf.reduce_mean(\n    (y - model(x)) ** 2,  # squared\n    axis=(0,\n          1),\n)\n",
    "one line": "x = 1; y = [2, *x]; z = {'a': x[1:, ..., None], **d}\n",
    "texts": 's = """a\nb""" f"{x!r:>{w}} é" "ü"; t = "日本", s\n',
    "other line ends": "if a:\r\n\tb = 1\r\nelse:\r\n\tc = not b\r\n",
    "comprehensions": "y = [a for (a, b) in zip(x, z) if a < b <= 3]; f = lambda q: (yield q)\n",
    "no last line end": "with open(p) as f, g:\n  try:\n    pass\n  except (A, B) as e: raise",
    "nothing": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nodes_stand_where_libcst_says(text: str) -> None:
    module = cst.parse_module(text)
    told = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    positions = Positions(module)
    for node in nodes_in(module):
        (start, end), span = positions[node], told[node]
        assert (start.row, start.column - 1, end.row, end.column - 1) == (
            span.start.line,
            span.start.column,
            span.end.line,
            span.end.column,
        )


def test_a_node_is_held_by_its_own_module_alone() -> None:
    first, second = cst.parse_module("a = 1\n"), cst.parse_module("a = 1\n")
    node = first.body[0]
    assert node in Positions(first)
    assert node not in Positions(second)
    assert holds_any(first, {id(node)})
    assert not holds_any(second, {id(node)})
