"""Values that hold themselves, or one another a million times over: whatever is done with them, the analysis ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """\
import keras, numpy as np, tensorflow as tf
from functools import partial
from sklearn.pipeline import Pipeline

class Node:
    def __init__(self, held=None):
        self.held = held
    def __iter__(self):
        yield self.held
    def __call__(self, *given):
        return self.held

def giving():
    yield a

model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
a, b, c = [], {}, Node()
"""

PUT = (
    "{0} = []",
    "{0} = [{1}, {1}]",
    "{0} = ({1}, {2})",
    "{0} = {{'k': {1}, 'l': [{2}]}}",
    "{0} = Node({1})",
    "{0} = lambda *given: {1}",
    "{0} = partial({1}, {2})",
    "{0} = giving()",
    "{0} = {1}.held",
    "{0} = keras.Sequential([{1}])",
    "{0} = Pipeline([('step', {1})])",
    "{0}.append({1})",
    "{0}.extend([{1}, ({2},)])",
    "{0}[0] = {1}",
    "{0}['k'] = {1}",
    "{0}.held = {1}",
    "{0}.add({1})",
    "{0}.steps.append(('step', {1}))",
    "{0}.setdefault('k', []).append({1})",
    "{0} += [{1}, {2}]",
    "{0} = [{1} for _ in range(3)]",
    "for _ in unknown: {0}.append({1})",
    "if unknown: {0}, {1} = {1}, [{0}]",
)

USED = (
    "model.fit({0}, {1}, validation_data={2}, callbacks={0}, class_weight={1})",
    "model.compile({0}, {1}, metrics={2})",
    "{0}.fit({1}, {2})",
    "{0}.trainable = False",
    "keras.Model({0}, {1}).predict({2})",
    "tf.compat.v1.Session().run({0}, feed_dict={1})",
    "np.array({0}), tf.constant({1}), np.concatenate({2})",
    "tf.data.Dataset.from_tensor_slices({0}).map({1})",
    "keras.optimizers.SGD({0}).apply_gradients(zip({1}, {2}))",
    "for each in {0}: print(each, {1} == {2}, each in {1})",
    "{0}, {1} = {2}",
    "unseen({0}, f'{{ {1} }}', str({2}))",
    "reveal_type({0})",
    "{0}({1})({2})",
    "{0} = sorted({1}) + list({2}) * 3",
    "Pipeline({0}).fit({1}).score({2})",
)


CALLED = "def kept(given):\n    return [given]\nkept({0}); kept({0}); kept({0})"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Settings(select=("ALL",)), load(), probing=True)


def lines(forms: tuple[str, ...]) -> st.SearchStrategy[str]:
    names = st.tuples(*[st.sampled_from("abc")] * 3)
    return st.builds(lambda form, given: form.format(*given), st.sampled_from(forms), names)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(made=st.lists(lines(PUT), min_size=2, max_size=12), used=st.lists(lines(USED), min_size=1, max_size=4))
def test_nothing_that_is_done_with_them_is_an_internal_error(
    checker: Checker, made: list[str], used: list[str]
) -> None:
    report = checker.check_source("train.py", (HEAD + "\n".join([*made, *used]) + "\n").encode())
    assert not [each for each in report.findings if each.code in ("ZL001", "ZL005", "ZL006")]


GROWING = {
    "lists in lists": ("[]", "x = [x]", 400),
    "tuples in tuples": ("()", "x = (x,)", 400),
    "dicts in dicts": ("{}", "x = {'k': x}", 400),
    "a list twice in a list": ("[1]", "x = [x, x]", 40),
    "a tuple twice in a tuple": ("(1,)", "x = (x, x)", 40),
    "a dict twice in a dict": ("{}", "x = {'k': x, 'l': x}", 40),
    "a list a hundred times in a list": ("[0] * 100", "x = [x] * 100", 6),
    "pairs of pairs": ("[1]", "x = list(zip(x, x))", 40),
    "one or the other": ("1", "x = (x, x) if unknown else [x]", 30),
    "a list that goes on inside": ("last = []", "new = []; last.append(new); last.append(new); last = new", 40),
    "objects in objects": ("1", "x = Node(x)", 200),
    "models in models": ("keras.layers.Dense(1)", "x = keras.Sequential([x, x])", 30),
    "an array twice in an array": ("np.zeros(3)", "x = np.concatenate([x, x])", 40),
    "a dataset behind itself": ("tf.data.Dataset.from_tensor_slices([1])", "x = x.concatenate(x)", 30),
    "sums of sums": ("np.zeros(3)", "x = x + x", 60),
    "sizes of sizes": ("len(unknown)", "x = x // 2 + x", 60),
    "functions with functions for defaults": ("1", "x = lambda x=x: x", 400),
}


@pytest.mark.parametrize("use", [use.format("x", "x", "x") for use in (*USED[::3], CALLED)])
@pytest.mark.parametrize(("first", "step", "times"), GROWING.values(), ids=GROWING)
def test_what_is_nested_deeply_or_often_is_walked_in_bounded_time(
    checker: Checker, first: str, step: str, times: int, use: str
) -> None:
    text = HEAD + f"x = {first}\n" + f"{step}\n" * times + use + "\n"
    assert not [each for each in checker.check_source("train.py", text.encode()).findings if each.code == "ZL005"]
