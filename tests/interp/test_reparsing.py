"""A text that is parsed again after a change gives the tree, the findings and the places of a fresh parse."""

from __future__ import annotations

import random
from pathlib import Path

import libcst as cst
import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.interp import Reparser
from zerolint.settings.settings import Settings
from zerolint.source.guard import check_syntax

SHAPES = """\
# a comment before everything

'''a docstring
of two rows'''
import keras; import os  # two statements on a row


class Trainer(keras.Model):
    # above the first method

    rate = 1e-10

    @property
    def size(self):
        '''inner docstring
    less indented
        '''
        return 1

  # dedented comment
    def train(self, x,
              y):  # behind the header
        # above the body
        for epoch in range(3):
            if epoch:
                print(epoch)
            else:
                pass

            try:
                x = x / 0
            except (ValueError, TypeError):
                x = (1 +
                     2)
            finally:
                y = 2
        with open(x) as f, open(y) as g:
            f.read()
            g.read()
            f.read()
            g.read()
            f.read()
            g.read()
            f.read()
            g.read()
            f.read()
            g.read()
            f.read()
            g.read()
        return keras.optimizers.Adam(learning_rate=1e-10)
    # the last comment of the class


if __name__ == "__main__": print(1); print(2)
if True:
\tx = 1
\ty = keras.optimizers.SGD(learning_rate=0.0)
# the last comment
"""
WHITE_SPACE = {"leading_lines", "lines_after_decorators", "header", "footer", "indent", "default_indent"}


def outline(node: object) -> object:
    """A tree without its white space."""
    if isinstance(node, (list, tuple)):
        return tuple(map(outline, node))
    if isinstance(node, (cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.Newline)):
        return None
    if isinstance(node, cst.CSTNode):
        fields = [name for name in node.__dataclass_fields__ if name not in WHITE_SPACE]
        return type(node).__name__, tuple(outline(getattr(node, name)) for name in fields)
    return repr(node)


def nodes_of(node: object) -> list[int]:
    if isinstance(node, (list, tuple)):
        return [found for each in node for found in nodes_of(each)]
    if isinstance(node, cst.CSTNode):
        inner = [found for name in node.__dataclass_fields__ for found in nodes_of(getattr(node, name))]
        return [id(node), *inner]
    return []


def check_tree(parser: Reparser, text: str) -> None:
    tree, fresh = parser.parse(text), cst.parse_module(text)
    assert tree.code == fresh.code
    assert outline(tree) == outline(fresh)
    nodes = nodes_of(tree)
    assert len(nodes) == len(set(nodes)), "a node is in two places of the tree"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["    ", "  ", "\t"])
def test_every_way_to_write_a_statement_is_put_together_as_it_was(indent, end):
    text = SHAPES.replace("    ", indent).replace("\n", end)
    check_tree(Reparser(), text)
    check_tree(Reparser(), text.rstrip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# only a comment",
        "x = 1; \\\ny = 2\n",
        "if x: pass\nelse: pass\n",
        "\fimport os\n",
        "a = 1\r\nb = 2\n",
        "def f():\n    return 1\n# end\n    # deeper end\n",
        "x = '''\n  y\n'''; z = 1\n",
    ],
)
def test_what_is_odd_is_parsed_whole(text):
    check_tree(Reparser(), text)


def edited(text: str, dice: random.Random) -> str:
    """The text with a row taken out, doubled, moved, or changed."""
    rows = text.splitlines(keepends=True)
    at = dice.randrange(len(rows))
    kind = dice.randrange(5)
    if kind == 0:
        del rows[at]
    elif kind == 1:
        rows.insert(dice.randrange(len(rows)), rows[at])
    elif kind == 2:
        rows[at] = rows[at].rstrip("\n") + "  # edited\n"
    elif kind == 3:
        rows[at] = rows[at].replace("1", "0").replace("x", "y")
    else:
        rows.insert(at, "\n")
    return "".join(rows)


SCRIPTS = sorted(path for path in Path(__file__).parent.glob("scripts/*.py"))


@pytest.mark.parametrize(
    "start", [SHAPES, *(path.read_text() for path in SCRIPTS)], ids=["shapes", *(p.stem for p in SCRIPTS)]
)
def test_after_any_edits_the_findings_are_those_of_a_fresh_run(start):
    dice = random.Random(7)
    checker = Checker(Settings(), load())
    parser = Reparser()
    text = start
    for _ in range(25):
        text = edited(text, dice)
        if not text.strip() or check_syntax(text).problems:
            text = start
        check_tree(parser, text)
        again = checker.check_source("train.py", text.encode(), parse=parser.parse)
        assert again.findings == checker.check_source("train.py", text.encode()).findings


def test_only_the_statement_that_changed_is_parsed_again():
    parsed: list[None] = []
    parser = Reparser(checkpoint=lambda: parsed.append(None))
    rows = [f"x{row} = {row}\n" for row in range(40)]
    body = "def f():\n" + "".join(f"    y{row} = {row}\n" for row in range(40))
    parser.parse("".join(rows) + body)
    parsed.clear()
    rows[7] = "x7 = 8\n"
    parser.parse("".join(rows) + body.replace("y9 = 9", "y9 = 10"))
    # The two statements, and the comments behind the last.
    assert len(parsed) == 3


def test_a_check_ends_at_the_statement_where_its_checkpoint_says_so():
    class Enough(BaseException):
        pass

    called = []

    def checkpoint():
        called.append(None)
        if len(called) == 30:
            raise Enough

    text = "import keras\n" + "optimizer = keras.optimizers.SGD(0.0)\n" * 100
    with pytest.raises(Enough):
        Checker(Settings(), load()).check_source("train.py", text.encode(), checkpoint=checkpoint)
    assert len(called) == 30
