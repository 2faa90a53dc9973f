"""A fixed notebook differs from what it was in the characters of the fix, and in nothing else."""

from __future__ import annotations

import json

import nbformat
import pytest

from tests.fix.fixing import fix
from tests.support.notebooks import notebook

HEAD = "import tensorflow as tf\n"
CUT = "train, val = data.take(8), data.skip(8)\n"
OPTION = "reshuffle_each_iteration=False"


def fixed(document: str | bytes, *select: str) -> str:
    return fix(document, *(select or ("ZL103",)), name="nb.ipynb").data.decode()


def sources(document: str) -> list[object]:
    return [cell["source"] for cell in json.loads(document)["cells"]]


def raw(*literals: str, indent: str = "\n   ") -> str:
    """A notebook whose cell has these JSON strings as its source, as they are written here."""
    source = "[" + ",".join(f"{indent}{each}" for each in literals) + "\n  ]"
    return (
        '{\n "cells": [\n  {\n  "cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],'
        f'  "source": {source}\n  }}\n ],\n "metadata": {{"x": 1.50e3}},\n "nbformat": 4, "nbformat_minor": 4\n}}'
    )


def test_one_string_changes_and_the_document_is_still_valid():
    cells = [HEAD, "data = tf.data.Dataset.range(10).shuffle(10)\n", CUT]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    before = nbformat.writes(made)
    after = fixed(before)
    assert after == before.replace("shuffle(10)", f"shuffle(10, {OPTION})")
    nbformat.validate(nbformat.reads(after, as_version=4))


def test_a_minified_notebook_stays_on_its_line():
    document = json.loads(notebook(HEAD, "data = tf.data.Dataset.range(10).shuffle(10)\n", CUT))
    before = json.dumps(document, separators=(",", ":"))
    assert fixed(before) == before.replace("shuffle(10)", f"shuffle(10, {OPTION})")


def test_a_source_that_is_one_string_stays_one():
    document = json.loads(notebook(HEAD))
    document["cells"][0]["source"] = f"{HEAD}data = tf.data.Dataset.range(10).shuffle(\n    10,\n)\n{CUT}"
    after = fixed(json.dumps(document))
    assert sources(after) == [f"{HEAD}data = tf.data.Dataset.range(10).shuffle(\n    10,\n    {OPTION},\n)\n{CUT}"]


def test_a_new_row_is_a_string_of_its_own_between_its_neighbours():
    before = raw(
        json.dumps(HEAD), '"data = tf.data.Dataset.range(10).shuffle(\\n"', '"    10,\\n"', '")\\n"', json.dumps(CUT)
    )
    assert fixed(before) == before.replace('"    10,\\n"', f'"    10,\\n",\n   "    {OPTION},\\n"')


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        pytest.param("\"x = 'é'; data", "\"x = 'é'; data", id="plain"),
        pytest.param("\"x = '\\u00e9\\ud83d\\ude00'; data", "\"x = '\\u00e9\\ud83d\\ude00'; data", id="escaped"),
        pytest.param("\"x = '\\u0041\\/\\\"'; data", "\"x = '\\u0041\\/\\\"'; data", id="needlessly-escaped"),
    ],
)
def test_escapes_stay_as_they_were_written(comment, kept):
    line = ' = tf.data.Dataset.range(10).shuffle(10)\\n"'
    before = raw(json.dumps(HEAD), f"{comment}{line}", json.dumps(CUT))
    assert f"{kept}{line.replace('(10)', f'(10, {OPTION})', 2).replace(f'range(10, {OPTION})', 'range(10)')}" in fixed(
        before
    )


def test_crlf_inside_the_strings_is_kept():
    lines = [
        f"{HEAD}\r\n".replace("\n\r", "\r"),
        "data = tf.data.Dataset.range(10).shuffle(\r\n",
        "    10,\r\n",
        ")\r\n",
        CUT,
    ]
    after = fixed(raw(*map(json.dumps, lines)))
    assert sources(after) == [[*lines[:3], f"    {OPTION},\r\n", *lines[3:]]]


def test_a_row_in_two_strings_is_mended_in_the_one_that_it_concerns():
    before = raw(json.dumps(HEAD), '"data = tf.data.Data"', '"set.range(10).shuffle(10)\\n"', json.dumps(CUT))
    assert fixed(before) == before.replace("shuffle(10)", f"shuffle(10, {OPTION})")


def test_an_indented_cell_keeps_its_indentation():
    cell = "  data = tf.data.Dataset.range(10).shuffle(\n      10,\n  )\n"
    after = fixed(notebook(HEAD, cell, CUT))
    assert "".join(sources(after)[1]) == cell.replace("10,\n", f"10,\n      {OPTION},\n")


def test_magics_in_the_cell_are_kept():
    cell = "%matplotlib inline\n!pip install x\ndata = tf.data.Dataset.range(10).shuffle(10)\nimages = !ls\n"
    before = notebook(HEAD, cell, CUT)
    assert fixed(before) == before.replace("shuffle(10)", f"shuffle(10, {OPTION})")


def test_code_behind_a_magic_on_its_row_is_left_alone():
    before = notebook(HEAD, "%time data = tf.data.Dataset.range(10).shuffle(10)\n", CUT)
    assert fixed(before) == before


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        pytest.param("x = 1\n# zerolint: ignore[ZL301]", "x = 1", id="last-row"),
        pytest.param("# zerolint: ignore[ZL301]\nx = 1", "x = 1", id="first-row"),
        pytest.param("# zerolint: ignore[ZL301]", "", id="only-row"),
        pytest.param("x = 1  # zerolint: ignore[ZL301]", "x = 1", id="behind-code"),
    ],
)
def test_a_comment_is_taken_out_of_its_cell(cell, left):
    rest = "import keras\nkeras.optimizers.Adam(0.001)"
    assert ["".join(each) for each in sources(fixed(notebook(rest, cell, "y = 2"), "ALL"))] == [rest, left, "y = 2"]


def test_a_broken_cell_does_not_keep_the_others_from_being_fixed():
    before = notebook(HEAD, "data = (", "data = tf.data.Dataset.range(10).shuffle(10)\n", CUT)
    assert fixed(before) == before.replace("shuffle(10)", f"shuffle(10, {OPTION})")


def test_a_byte_order_mark_stays():
    before = "\ufeff" + notebook(HEAD, "data = tf.data.Dataset.range(10).shuffle(10)\n", CUT)
    assert fixed(before) == before.replace("shuffle(10)", f"shuffle(10, {OPTION})")
