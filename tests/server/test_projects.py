"""A project in an editor: what one text does to another, saved or not, and where that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.projects.layouts import BAD, DATA, write
from tests.server.lsp_client import Editor, places

pytestmark = pytest.mark.asyncio(loop_scope="module")

LABELS = DATA.replace("(90, 1)", "(90, settings.UNITS)")
SCRIPT = f"import settings\nfrom networks import build_model\n{LABELS}build_model(settings.UNITS).fit(x, y)\n"
CONSTANT = ("ZL202", 12, 13, 39)


@pytest.fixture
def uris(tmp_path):
    files = {"networks.py": BAD, "settings.py": "UNITS = 1\n", "train.py": SCRIPT}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return {name: (tmp_path / name).as_uri() for name in files}


def shows_reasons(capabilities: types.ClientCapabilities) -> None:
    capabilities.text_document.publish_diagnostics = types.PublishDiagnosticsClientCapabilities(
        related_information=True
    )


@pytest_asyncio.fixture(loop_scope="module")
async def editor(tmp_path):
    started = await Editor.start(folders=(tmp_path,), tweak=shows_reasons)
    yield started
    await started.leave()


def latest(editor, uri: str) -> Sequence[types.Diagnostic]:
    return [each for each in editor.published if each.uri == uri][-1].diagnostics


async def test_a_finding_is_shown_in_the_module_with_its_reasons_elsewhere(editor, uris):
    assert await editor.opened(uris["train.py"], SCRIPT) == []
    (found,) = await editor.next_diagnostics(uris["networks.py"])
    assert places([found]) == [CONSTANT]
    assert uris["settings.py"] in [each.location.uri for each in found.related_information]


async def test_the_text_of_an_open_module_counts_before_its_file(editor, uris):
    await editor.opened(uris["train.py"], SCRIPT)
    assert len(await editor.next_diagnostics(uris["networks.py"])) == 1
    since = len(editor.published)
    editor.open(uris["settings.py"], "UNITS = 3\n")
    assert await editor.next_diagnostics(uris["networks.py"], since) == []
    since = len(editor.published)
    editor.close(uris["settings.py"])
    assert places(await editor.next_diagnostics(uris["networks.py"], since)) == [CONSTANT]


async def test_an_open_module_shows_what_the_script_does_with_it_once(editor, uris):
    await editor.opened(uris["train.py"], SCRIPT)
    await editor.next_diagnostics(uris["networks.py"])
    since = len(editor.published)
    editor.open(uris["networks.py"], BAD)
    assert places(await editor.next_diagnostics(uris["networks.py"], since)) == [CONSTANT]
    editor.close(uris["train.py"])
    # The script was run once more for the text that is open now; what that run sent may come first.
    await editor.until(lambda: not latest(editor, uris["networks.py"]))


RATE = ("ZL302", 1, 4, 7)
READERS = {
    "conf/run.yaml": (
        "# rate\nlr: {}\n",
        "import keras\nimport yaml\n\nkeras.optimizers.Adam(yaml.safe_load(open('conf/run.yaml'))['lr'])\n",
    ),
    "run.toml": (
        "# .\nlr= {}\n",
        "import keras\nimport tomllib\n\nkeras.optimizers.Adam(tomllib.load(open('run.toml', 'rb'))['lr'])\n",
    ),
    "run.gin": (
        "# .\nm = {}\nbuild.rate = %m\n",
        "import gin\nimport keras\n\n\n@gin.configurable\ndef build(rate):\n    keras.optimizers.SGD(rate)\n\n\n"
        "gin.parse_config_file('run.gin')\nbuild()\n",
    ),
    "conf/optimizer/small.yaml": (
        "# rate\nlr: {}\n",
        "import hydra\nimport keras\n\n\n@hydra.main(config_path='conf', config_name='base', version_base=None)\n"
        "def main(cfg):\n    keras.optimizers.Adam(cfg.optimizer.lr)\n\n\nmain()\n",
    ),
}


@pytest.mark.parametrize("asks", [False, True], ids=["told", "asks"])
@pytest.mark.parametrize("name", READERS)
async def test_unsaved_configuration_counts_for_the_script_that_reads_it(name, asks, tmp_path):
    text, script = READERS[name]
    write(
        tmp_path, {"conf/base.yaml": "defaults:\n  - optimizer: small\n", name: text.format("0.1"), "train.py": script}
    )
    editor = await Editor.start("visual_studio_code" if asks else "emacs", folders=(tmp_path,))
    own, uri = (tmp_path / "train.py").as_uri(), (tmp_path / name).as_uri()
    editor.open(own, script)
    if asks:
        assert not (await editor.pulled(own)).items
    else:
        assert await editor.next_diagnostics(own) == []
    since = len(editor.published)
    editor.open(uri, text.format("0.0"), "yaml")
    assert places(await editor.next_diagnostics(uri, since)) == [RATE]
    since = len(editor.published)
    editor.change(uri, text.format("0.2"))
    assert await editor.next_diagnostics(uri, since) == []
    since = len(editor.published)
    editor.change(uri, text.format("0.0"))
    assert places(await editor.next_diagnostics(uri, since)) == [RATE]
    editor.close(uri)
    await editor.until(lambda: not latest(editor, uri))
    (tmp_path / name).write_text(text.format("0.0"))
    editor.change(own, f"{script}\n")
    if asks:
        await editor.pulled(own)
    # What the closing has set off may still be told in between.
    await editor.until(lambda: places(latest(editor, uri)) == [RATE])
    await editor.leave()


FIT = (
    "import joblib\nimport numpy as np\nfrom sklearn.linear_model import Ridge\n"
    "from sklearn.preprocessing import StandardScaler\n\nx, y = np.load('x.npy'), np.load('y.npy')\nscaler = StandardScaler()\n"
    "model = Ridge().fit(scaler.fit_transform(x), y)\njoblib.dump((scaler, model), 'both.joblib')\n"
)
SCORE = (
    "import joblib\nimport numpy as np\n\nscaler, model = joblib.load('both.joblib')\n"
    "x_test, y_test = np.load('x_test.npy'), np.load('y_test.npy')\n"
    "print(model.score(scaler.fit_transform(x_test), y_test))\n"
)


async def test_the_unsaved_text_of_a_script_that_saves_counts_for_the_one_that_loads(tmp_path, editor):
    write(tmp_path, {"fit.py": FIT, "score.py": SCORE})
    score, fit = (tmp_path / "score.py").as_uri(), (tmp_path / "fit.py").as_uri()
    assert [each.code for each in await editor.opened(score, SCORE)] == ["ZL111"]
    editor.open(fit, FIT.replace("scaler.fit_transform(x)", "x"))
    await editor.until(lambda: not latest(editor, score))
    editor.change(fit, FIT)
    await editor.until(lambda: latest(editor, score))
    editor.change(fit, FIT.replace("both.joblib", "other.joblib"))
    await editor.until(lambda: not latest(editor, score))
    editor.close(fit)
    await editor.until(lambda: latest(editor, score))


SCORING = "def score(model, scaler, x, y):\n    return model.score(scaler.fit_transform(x), y)\n"
USES = (
    "import numpy as np\nfrom sklearn.linear_model import Ridge\nfrom sklearn.preprocessing import StandardScaler\n"
    "from scoring import score\n\nx, y, a, b = (np.load(f'{n}.npy') for n in ('x', 'y', 'a', 'b'))\n"
    "scaler = StandardScaler()\nmodel = Ridge().fit(scaler.fit_transform(x), y)\nscore(model, scaler, a, b)\n"
)


async def fixes_at(editor, uri: str, row: int) -> list[types.CodeAction]:
    where = types.Range(types.Position(row, 0), types.Position(row, 80))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, types.CodeActionContext([]))
    offered = await editor.within(editor.client.text_document_code_action_async(params))
    actions = [each for each in offered if isinstance(each, types.CodeAction) and each.edit is not None]
    return [each for each in actions if "comment" not in each.title]


async def test_what_a_script_shows_of_an_open_module_is_fixed_there(tmp_path, editor):
    write(tmp_path, {"scoring.py": SCORING, "train.py": USES})
    module, train = (tmp_path / "scoring.py").as_uri(), (tmp_path / "train.py").as_uri()
    assert await editor.opened(train, USES) == []
    await editor.next_diagnostics(module)
    assert [each.code for each in await editor.opened(module, SCORING)] == ["ZL111"]
    (action,) = await fixes_at(editor, module, 1)
    ((uri, (edit,)),) = [(each.text_document.uri, each.edits) for each in action.edit.document_changes]
    assert (uri, edit.range.start.line, edit.new_text) == (module, 1, "transform")
    assert action.title.endswith("(ZL111, unsafe)"), "who else calls it is not known here"
    editor.change(module, SCORING.replace("fit_transform", "transform"))
    await editor.until(lambda: not latest(editor, module))
    assert await fixes_at(editor, module, 1) == []


async def test_what_is_right_for_another_open_script_is_not_fixed(tmp_path, editor):
    other = USES.replace("fit(scaler.fit_transform(x), y)", "fit(x, y)")
    write(tmp_path, {"scoring.py": SCORING, "train.py": USES, "other.py": other})
    module = (tmp_path / "scoring.py").as_uri()
    for name, text in (("other.py", other), ("train.py", USES)):
        assert await editor.opened((tmp_path / name).as_uri(), text) == []
    await editor.next_diagnostics(module)
    assert [each.code for each in await editor.opened(module, SCORING)] == ["ZL111"]
    assert await fixes_at(editor, module, 1) == []
