"""Seeds that are assigned to the function instead of given to it, in the spellings of real scripts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source
from zerolint.facts.show import lines
from zerolint.interp import interpret

HEAD = "import numpy as np\nimport random\nimport tensorflow as tf\nfrom tensorflow import keras\n"
ASSIGNED = {
    "alias of a module": "import numpy.random as draw\ndraw.seed = 1",
    "module imported from a package": "from tensorflow import random as r\nr.set_seed = 1",
    "module in a variable": "source = np.random\nsource.seed = 1",
    "module as an argument": "def fix(module):\n    module.seed = 1\nfix(np.random)",
    "inside a function": "def main():\n    random.seed = 2\nmain()",
    "function that nothing calls": "def train():\n    tf.random.set_seed = 2",
    "constructor": "class Trainer:\n    def __init__(self, seed=3):\n        np.random.seed = seed\nTrainer()",
    "loop over runs": "for run in range(5):\n    np.random.seed = run",
    "setattr": "setattr(np.random, 'seed', 4)",
    "setattr in a loop over modules": "for module in (random, np.random):\n    setattr(module, 'seed', 4)",
    "graph of TensorFlow 1": "tf.compat.v1.random.set_random_seed = 5",
    "old name of TensorFlow 1": "import tensorflow.compat.v1 as tf1\ntf1.set_random_seed = 5",
    "argument of the command line": (
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--seed', type=int, default=6)\n"
        "np.random.seed = p.parse_args().seed"
    ),
    "dict of settings": "settings = {'seed': 7}\nkeras.utils.set_random_seed = settings['seed']",
    "several targets": "np.random.seed = random.seed = seed = 8",
    "unpacked": "np.random.seed, tf.random.set_seed = 9, 10",
    "only in one branch": "import sys\nif len(sys.argv) > 1:\n    np.random.seed = 1",
    "annotated": "np.random.seed: int = 1",
    "called afterwards, which raises": "np.random.seed = 1\nnp.random.seed(1)",
    "called by a function that nothing calls yet": "def fix():\n    np.random.seed(1)\nnp.random.seed = 1",
    "another generator is seeded": "np.random.seed(1)\ntf.random.set_seed = 1",
}
SILENT = {
    "called": "np.random.seed(1)\nrandom.seed(1)\ntf.random.set_seed(1)",
    "lambda": "np.random.seed = lambda *a: None",
    "function": "def fake(seed=None):\n    pass\nrandom.seed = fake",
    "mock": "from unittest import mock\nnp.random.seed = mock.Mock()",
    "mock of a test": "from unittest.mock import patch\nwith patch.object(np.random, 'seed', 3):\n    pass",
    "put back": "saved = tf.random.set_seed\ntf.random.set_seed = print\ntf.random.set_seed = saved",
    "method of a generator": "np.random.seed = np.random.RandomState(0).seed",
    "attribute of an own object": "class C:\n    pass\nc = C()\nc.seed = 1\nc.random = C()\nc.random.seed = 1",
    "own class called random": "class random:\n    seed = 0\nrandom.seed = 1",
    "parsed arguments": "import argparse\nargs = argparse.ArgumentParser().parse_args()\nargs.seed = 1",
    "module of the project": "import config\nconfig.seed = 1",
    "attribute of another library": "tf.seed = 1\nnp.seed = 1",
    "generator object": "rng = np.random.RandomState(0)\nrng.seed = 1",
    "all seeds are set by a call": "keras.utils.set_random_seed(1)\nnp.random.seed = 1",
    "seeded by a helper": "def fix():\n    np.random.seed(1)\nfix()\nnp.random.seed = 1",
    "value that is not known": "import os\nnp.random.seed = os.environ['FUNCTION']",
    "nothing": "np.random.seed = None",
    "local name": "seed = 1\nset_seed = 2",
    "keyword": "keras.layers.Dropout(0.5, seed=1)",
}


def codes(script: str, name: str = "train.py") -> list[str]:
    return [each.code for each in check_source(name, script.encode()).findings]


@pytest.mark.parametrize("script", ASSIGNED.values(), ids=ASSIGNED)
def test_a_number_in_the_place_of_the_function_is_reported(script):
    assert set(codes(HEAD + script)) == {"ZL518"}


@pytest.mark.parametrize("script", SILENT.values(), ids=SILENT)
def test_what_sets_a_seed_or_replaces_the_function_on_purpose_is_not(script):
    assert codes(HEAD + script) == []


def test_every_function_of_one_assignment_is_reported():
    assert codes(HEAD + ASSIGNED["several targets"]) == ["ZL518", "ZL518"]


def test_a_cell_of_a_notebook():
    (found,) = check_source("nb.ipynb", notebook(HEAD, "SEED = 3", "%time np.random.seed = SEED").encode()).findings
    assert (found.code, found.start.cell) == ("ZL518", 3)


def test_the_message_names_what_stays_unseeded():
    (found,) = check_source("train.py", (HEAD + "np.random.seed(0)\nkeras.utils.set_random_seed = 1").encode()).findings
    assert found.data["unseeded"] == "Python's random module and TensorFlow"
    assert found.data["function"] == "`keras.utils.set_random_seed`"


def test_what_is_known_of_the_library_is_told():
    script = HEAD + "np.random.seed = 1\n"
    assert "numpy.random.seed of the library is replaced by 1" in [text for _, text in lines(interpret(script).facts)]


def drawn(seeding: str) -> str:
    """What real Python and NumPy draw in a process of their own."""
    script = f"import random\nimport numpy as np\n{seeding}\nprint(random.random(), np.random.rand())"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout


def test_two_real_runs_draw_the_same_only_where_the_functions_are_called():
    assigned, called = "random.seed = np.random.seed = 3", "random.seed(3)\nnp.random.seed(3)"
    assert set(drawn(assigned).split()).isdisjoint(drawn(assigned).split())
    assert drawn(called) == drawn(called)
