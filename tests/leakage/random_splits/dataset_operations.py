"""Operations on datasets that move rows."""

from __future__ import annotations

from tests.leakage.random_splits.programs import Program


def taken(p: Program, x: str) -> None:
    cut = p.number()
    p.write(f"{p.new('dataset')}, {p.new('dataset')} = {x}.take({cut}), {x}.skip({cut})")


def shards(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')}, {p.new('dataset')} = {x}.shard(3, 0), {x}.shard(3, 1)")


def shuffled(p: Program, x: str) -> None:
    again = p.chance.choice(["", ", reshuffle_each_iteration=False"])
    p.write(f"{p.new('dataset')} = {x}.shuffle(2000{again})")


def cached(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.cache()")


def chained(p: Program, x: str) -> None:
    cut = p.number()
    p.write(f"{p.new('dataset')} = {x}.skip({cut + p.number()}).concatenate({x}.take({cut}))")


def mapped(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.map(lambda row: row).prefetch(1)")


def batched(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.batch({p.number(9)}).unbatch()")


def every_fourth(p: Program, x: str) -> None:
    first, second = p.new("dataset"), p.new("dataset")
    p.write(f"{first} = {x}.enumerate().filter(lambda i, row: i % 4 == 0).map(lambda i, row: row)")
    p.write(f"{second} = {x}.enumerate().filter(lambda i, row: i % 4 != 0).map(lambda i, row: row)")


def repeated(p: Program, x: str) -> None:
    p.write(f"{p.new('repeated')} = {x}.repeat(2)")


def zipped(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = tf.data.Dataset.zip(({x}, {x})).map(lambda row, same: row)")


def mixed(p: Program, x: str) -> None:
    cut = p.number()
    p.write(f"{p.new('dataset')} = tf.data.Dataset.sample_from_datasets([{x}.take({cut}), {x}.skip({cut})])")


def windowed(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.window(4, drop_remainder=True).flat_map(lambda part: part)")


def split_dataset(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')}, {p.new('dataset')} = keras.utils.split_dataset({x}, left_size=0.7, shuffle=False)")


def options_given(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.prefetch(2).with_options(tf.data.Options())")


def rejected(p: Program, x: str) -> None:
    p.write(f"even{p.count} = lambda row: tf.cast(row % 2, tf.int32)")
    even = f"even{p.count}"
    p.write(f"{p.new('repeated')} = {x}.rejection_resample({even}, [0.5, 0.5]).map(lambda kind, row: row)")


def interleaved(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.batch(5).interleave(tf.data.Dataset.from_tensor_slices)")


def filtered(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.filter(lambda row: row % 3 == 0)")


def batches_taken(p: Program, x: str) -> None:
    long, cut = p.number(9), p.number(5)
    p.write(f"batches{p.count} = {x}.batch({long})")
    batches = f"batches{p.count}"
    first, second = p.new("dataset"), p.new("dataset")
    p.write(f"{first}, {second} = {batches}.take({cut}).unbatch(), {batches}.skip({cut}).unbatch()")


def series_windows(p: Program, x: str) -> None:
    made = "keras.utils.timeseries_dataset_from_array"
    held = f"held{p.count}"
    p.write(f"{held} = np.array(list({x}.as_numpy_iterator()))")
    p.write(f"{p.new('dataset')} = {made}({held}, None, {p.number(9)}, batch_size=None).map(lambda row: row[0])")
