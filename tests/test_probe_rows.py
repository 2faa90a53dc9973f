"""Claims about rows in scripts that the pages do not show; they run without TensorFlow."""

from __future__ import annotations

import json

from separate_process import process

TWO_DATASETS = """\
import tensorflow as tf

ds = tf.data.Dataset.range(9000)
val = ds.take(500).batch(2)
train = ds.skip(500).batch(2)
ds = tf.data.Dataset.from_tensor_slices(list(range(3000))).shuffle(2000).batch(2)
val = ds.take(100)
train = ds.skip(100)
"""


def test_two_datasets_that_are_cut_alike_are_not_taken_for_one():
    ran = process("--isolated", "--probe", "--output-format", "json", "-", input=TWO_DATASETS.encode())
    (finding,) = json.loads(ran.stdout)
    assert finding["code"] == "ZL103"
    assert finding["verdict"]["status"] == "confirmed"
