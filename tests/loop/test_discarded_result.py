"""Results that nothing takes: of datasets, arrays, frames, transformers and plain functions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.preprocessing import StandardScaler
from sklearn.utils import shuffle

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source
from zerolint.facts.show import lines
from zerolint.findings.finding import Edit
from zerolint.fix.applying import edited
from zerolint.interp import interpret

HEAD = """import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler
from sklearn.utils import shuffle
frame = pd.read_csv("sales.csv")
x = frame.to_numpy()
ds = tf.data.Dataset.from_tensor_slices(x)
scaler = StandardScaler().fit(x)
"""
DISCARDED = {
    "dataset": "ds.batch(32)",
    "alias": "data = ds\ndata.cache()",
    "chain": "ds.map(lambda row: row / 2).batch(16).prefetch(1)",
    "dataset of a helper": "def load():\n    return tf.data.Dataset.range(9)\nnumbers = load()\nnumbers.shuffle(9)",
    "dataset as a parameter": "def prepare(data):\n    data.shuffle(10)\n    return data.batch(2)\nprepare(ds)",
    "attribute of an object": (
        "class Pipeline:\n    def __init__(self):\n        self.ds = ds\n    def run(self):\n        self.ds.repeat()\n"
        "Pipeline().run()"
    ),
    "dataset of a directory": "files = tf.keras.utils.image_dataset_from_directory('a')\nfiles.prefetch(2)",
    "loop over datasets": "for each in (ds, ds.batch(2)):\n    each.shuffle(8)",
    "cast of an array": "x.astype('float32')",
    "column": "frame['age'].astype(int)",
    "shape": "x.reshape((-1, 1))",
    "keyword": "frame.drop(columns=['id'])",
    "not in place": "frame.dropna(inplace=False)",
    "frame of a loop": "for part in [pd.read_csv('a.csv'), pd.read_csv('b.csv')]:\n    part.reset_index(drop=True)",
    "options in a dict": "options = {'axis': 1}\nframe.drop('id', **options)",
    "transformer": "scaler.transform(x)",
    "transformer made by a helper": "def fitted():\n    return MinMaxScaler().fit(x)\nfitted().transform(x)",
    "transformer in a dict": "steps = {'scale': scaler}\nsteps['scale'].transform(x)",
    "pipeline": (
        "from sklearn.pipeline import make_pipeline\npipe = make_pipeline(MinMaxScaler(), OneHotEncoder())\n"
        "pipe.fit(x)\npipe.transform(x)"
    ),
    "bound method": "cast = x.astype\ncast('float32')",
    "partial": "from functools import partial\nhalve = partial(np.clip, x)\nhalve(0, 1)",
    "split": "train_test_split(x, x[:, 0])",
    "shuffle that gives copies": "shuffle(x)",
    "permutation taken for a shuffle": "np.random.permutation(x)",
    "function under an alias": "from keras.utils import to_categorical as onehot\nonehot(x[:, 0], 3)",
    "append as for a list": "rows = np.zeros((3, 2))\nnp.append(rows, [[1, 2]], axis=0)",
    "oversampler": "from imblearn.over_sampling import SMOTE\nSMOTE().fit_resample(x, x[:, 0])",
    "only on one path": "import sys\nif len(sys.argv) > 1:\n    ds.shuffle(10)",
    "function that nothing calls": "def main():\n    data = pd.read_csv('b.csv')\n    data.fillna(0)\n    return data",
    "context of a library": "with tf.device('/cpu:0'):\n    tf.cast(x, tf.float32)",
    "in finally": "try:\n    import seaborn\nfinally:\n    ds.shuffle(4)",
    "function with a try of its caller": (
        "def main():\n    ds.shuffle(4)\ntry:\n    main()\nexcept KeyboardInterrupt:\n    pass"
    ),
}
SILENT = {
    "assigned": "ds = ds.batch(32)\nx = x.astype('float32')\nframe = frame.drop(columns='id')",
    "assigned to a name for what is not needed": "_ = scaler.transform(x)",
    "argument": "print(x.astype('float32'))",
    "returned": "def f():\n    return ds.batch(2)\nf()",
    "in place": "frame.fillna(0, inplace=True)\nx.sort()\nx.resize((3, 3))",
    "in place by position": "frame.replace(0, 1, True)\nframe.sort_values('a', 0, True, True)",
    "in place by a setting": "import os\nframe.dropna(inplace=bool(os.environ.get('IN')))",
    "in place by unknown options": "import json\nframe.dropna(**json.load(open('o.json')))",
    "into an array": "np.clip(x, 0, 1, x)\nnp.sqrt(x, out=x)\nx.clip(0, 1, x)",
    "transformer that works in place": "StandardScaler(copy=False).fit(x).transform(x)",
    "function of the script's own": "def store(data):\n    data.save('d')\n    return data\nds.apply(store)",
    "learns": "scaler.fit(x)\nscaler.fit_transform(x)\nscaler.partial_fit(x)",
    "try": "try:\n    frame['a'].astype(int)\nexcept ValueError:\n    print('a is no number')",
    "test of an exception": "import pytest\nwith pytest.raises(ValueError):\n    x.reshape(7)",
    "suppressed": "from contextlib import suppress\nwith suppress(ValueError):\n    x.astype(int)",
    "object of an own class": "class Deck:\n    def shuffle(self, n):\n        self.n = n\nDeck().shuffle(3)",
    "object that is not known": "import deck\ncards = deck.Deck()\ncards.shuffle(3)\ncards.drop('x')\ncards.transform(x)",
    "random generator": "np.random.default_rng(0).shuffle(x)\nnp.random.shuffle(x)\nimport random\nrandom.shuffle(list(x))",
    "list and dict": "rows = [1]\nrows.append(2)\nrows.insert(0, 3)\n{'a': 1}.update(b=2)",
    "named operation": "tf.cast(x, tf.float32, name='input')",
    "walk": "for batch in ds.batch(2):\n    print(batch)",
    "look": "frame.info()\nfor part in (frame, x):\n    part.max()\n    part.sort_values('a')\n    part.sample(3)",
    "notebook saved as a script": "frame.head()\nframe.dropna()\nx.shape\nx.astype(int)",
    "look at the end of a chain": "frame.groupby('a').size().reset_index()\nframe.describe().drop('count')",
    "variable": "rate = tf.Variable(1.0)\nrate.assign(2.0)",
    "unary function into an array": "np.abs(x, x)\nnp.sqrt(x, x)",
    "made for the call": "x.mean(axis=0).reshape(1, -1)\nscaler.transform(x * 2)\nnp.random.permutation(9)",
    "written": "ds.save('a')\nframe.to_csv('b.csv')\nnp.save('c', x)",
    "lambda": "later = lambda: ds.batch(2)\nlater()",
    "nothing is done with it any more": "print(x)\nx.astype(int)",
    "used before, and bound anew": "print(frame)\nframe.drop('a', axis=1)\nframe = pd.read_csv('b.csv')\nprint(frame)",
    "column of a frame that is done with": "frame['a'].fillna(0)\nprint(x)",
    "the last of a demonstration": "print(scaler.mean_)\nscaler.inverse_transform(x)\nprint('done')",
}
USED = "\nprint(globals())"
"""What is not used any more need not be kept: a script ends in this, where another use is not what it is about."""


def found(script: str, name: str = "train.py") -> list[tuple[str, int]]:
    return [(each.code, each.start.row) for each in check_source(name, script.encode()).findings]


@pytest.mark.parametrize("script", DISCARDED.values(), ids=DISCARDED)
def test_a_result_that_nothing_takes_is_reported(script):
    assert {code for code, _ in found(HEAD + script + USED)} == {"ZL514"}


@pytest.mark.parametrize("script", SILENT.values(), ids=SILENT)
def test_what_is_taken_or_works_in_place_is_not(script):
    assert found(HEAD + script) == []


CELLS = ("x.astype('float32')\nprint(1)", "print(2)\nframe.dropna()", "for i in range(2):\n    scaler.transform(x)")


def test_a_notebook_shows_the_last_expression_of_a_cell_and_no_other():
    reported = check_source("nb.ipynb", notebook(HEAD, *CELLS).encode()).findings
    assert [(each.start.cell, each.start.row) for each in reported] == [(2, 1), (4, 2)]


@pytest.mark.parametrize("mark", ["# %%", "# In[ ]:", "# In[3]:", "# COMMAND ----------", "# <codecell>", "#%% load"])
def test_a_script_with_marks_of_cells_is_read_as_a_notebook(mark):
    script = f"\n{mark}\n\n".join((HEAD, *CELLS))
    rows = [number for number, row in enumerate(script.split("\n"), 1) if "astype" in row or "scaler.transform" in row]
    assert found(script) == [("ZL514", row) for row in rows]


@pytest.mark.parametrize(
    "sign",
    [
        '"""Untitled.ipynb\n\nAutomatically generated by Colaboratory.\n"""',
        "from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.ast_node_interactivity = 'all'",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
    ],
)
def test_where_cells_are_not_known_or_each_value_is_shown_only_functions_are_judged(sign):
    script = f"{sign}\n{HEAD}frame.dropna()\nprint(1)\ndef load(path):\n    ds.shuffle(3)\n    return ds\n"
    assert found(script) == [("ZL514", script[: script.index("ds.shuffle")].count("\n") + 1)]


def fixes(script: str) -> list[str]:
    """The script's last line as each finding's fix leaves it; empty where there is no fix."""
    made: list[str] = []
    source = HEAD + script + USED
    for each in check_source("train.py", source.encode()).findings:
        edits: tuple[Edit, ...] = () if each.fix is None else each.fix.edits
        made.append(edited(source, edits).removesuffix(USED).split("\n")[-1] if edits else "")
    return made


@pytest.mark.parametrize(
    ("script", "fixed"),
    [
        ("ds.map(abs).batch(2)", "ds = ds.map(abs).batch(2)"),
        ("scaler.transform(x)", "x = scaler.transform(x)"),
        ("frame['a'].fillna(0)", "frame['a'] = frame['a'].fillna(0)"),
        ("frame['a'].dropna()", ""),
        ("tf.data.Dataset.range(3).batch(2)", ""),
        ("train_test_split(x, x)", ""),
        ("def f():\n    ds.batch(2)", ""),
        ("def f(ds):\n    ds.batch(2)\nf(ds)", "f(ds)"),
    ],
)
def test_the_result_gets_the_name_of_what_it_replaces(script, fixed):
    assert fixes(script) == [fixed]


def test_what_is_discarded_is_told():
    assert "the result of tf.data.Dataset.batch is thrown away" in [
        text for _, text in lines(interpret(HEAD + "ds.batch(2)" + USED).facts)
    ]


def test_the_real_libraries_change_nothing():
    frame = pd.DataFrame({"a": [1.0, None], "b": [3.0, 9.0]})
    before, values = frame.copy(), np.array([[1.0], [5.0]])
    for result in (frame.drop(columns="a"), frame.fillna(0), frame.sort_values("b"), frame.rename(columns={"a": "c"})):
        assert result is not frame
        assert frame.equals(before)
    for result in (StandardScaler().fit(values).transform(values), shuffle(values), np.append(values, 1)):
        assert result is not values
        assert values.tolist() == [[1.0], [5.0]]
    StandardScaler(copy=False).fit(values).transform(values)
    assert values.tolist() == [[-1.0], [1.0]]


MOVED_FILES = {
    "glob": "from pathlib import Path\nfor each in Path('in').glob('*.csv'):\n    each.rename('sales.csv')",
    "sorted": "from pathlib import Path\nfor each in sorted(Path('in').iterdir()):\n    each.rename(each.with_suffix('.old'))",
    "by position": "from pathlib import Path\nfound = sorted(Path('in').rglob('*.csv'))\nfound[0].replace('sales.csv')",
    "next": "from pathlib import Path\nnext(Path('in').glob('*.csv')).rename('sales.csv')",
    "picked": "from pathlib import Path\nkept = [p for p in Path('in').glob('*') if p.suffix]\nfor p in kept:\n    p.rename('b')",
    "joined": "import os\nfrom pathlib import Path\nold = Path('in') / os.listdir('in')[0]\nold.rename('sales.csv')",
}


@pytest.mark.parametrize("script", MOVED_FILES.values(), ids=MOVED_FILES.keys())
def test_a_file_that_is_moved_is_no_frame(script: str) -> None:
    assert not check_source("train.py", (HEAD + script + "\n").encode()).findings


def test_a_frame_read_from_a_listed_file_stays_one() -> None:
    script = "from pathlib import Path\nfor each in Path('in').glob('*.csv'):\n    part = pd.read_csv(each)\n    part.dropna()\n"
    assert [each.code for each in check_source("train.py", (HEAD + script).encode()).findings] == ["ZL514"]
