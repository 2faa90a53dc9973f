// The extension with the real language client against a real server; VS Code itself is played by `vscode.js`.
// ZEROLINT is the command that starts zerolint: `zerolint`, or `python -m zerolint`.
"use strict";

const assert = require("node:assert/strict");
const Module = require("node:module");
const path = require("node:path");
const { after, test } = require("node:test");
const { setTimeout: sleep } = require("node:timers/promises");

const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) =>
  name === "vscode" ? path.join(__dirname, "vscode.js") : resolve(name, ...rest);

const vscode = require("vscode");
const extension = require("../extension.js");
const { state, show, apply, configure, TextDocument } = vscode.test;

const COMMAND = [...(process.env.ZEROLINT ?? "zerolint").split(" "), "server"];
const TEXT = `\
# 🎉 in front of what is found
import tensorflow as tf

party = "🎉"; ds = tf.data.Dataset.range(1000).shuffle(1000)
train, val = ds.take(800), ds.skip(800)
`;
const FIXED = TEXT.replace("shuffle(1000)", "shuffle(1000, reshuffle_each_iteration=False)");

async function until(condition, what) {
  for (let tries = 0; tries < 1500; tries++) {
    const found = condition();
    if (found) {
      return found;
    }
    await sleep(20);
  }
  assert.fail(`no ${what} in 30 seconds`);
}

const document = new TextDocument(vscode.Uri.file("/project/train.py"), "python", TEXT);
const shown = () => state.shown.get(document.uri.toString()) ?? [];

async function actions(only) {
  const found = shown()[0];
  const context = { diagnostics: shown(), only, triggerKind: vscode.CodeActionTriggerKind.Invoke };
  const provider = state.providers.registerCodeActionsProvider;
  const { token } = new vscode.CancellationTokenSource();
  const offered = await provider.provideCodeActions(document, found.range, context, token);
  return Promise.all(offered.map((each) => (each.edit ? each : provider.resolveCodeAction(each, token))));
}

function rewrite(newText) {
  apply({ changes: [{ uri: document.uri, range: new vscode.Range(0, 0, 5, 0), newText }] });
}

after(() => extension.deactivate());

test("a script is opened, its finding shown where it is", async () => {
  state.configuration = { command: COMMAND, settings: {} };
  await extension.activate({ subscriptions: [] });
  show(document);
  const found = await until(() => shown()[0], "diagnostic");
  const { start, end } = found.range;
  assert.equal(found.code.value ?? found.code, "ZL103");
  assert.equal(TEXT.split("\n")[start.line].slice(start.character, end.character), "tf.data.Dataset.range(1000).shuffle(1000)");
  assert.deepEqual(found.relatedInformation.map((each) => each.location.range.start.line), [4, 4]);
});

test("the fix is applied and the finding is gone", async () => {
  const offered = await actions();
  apply(offered.find((each) => each.title.startsWith("keep the order")).edit);
  assert.equal(document.getText(), FIXED);
  await until(() => shown().length === 0, "end of the diagnostic");
});

test("fix all is worked out when it is chosen", async () => {
  rewrite(TEXT);
  await until(() => shown()[0], "diagnostic");
  const [all] = await actions(new vscode.CodeActionKind("source.fixAll"));
  apply(all.edit);
  assert.equal(document.getText(), FIXED);
  await until(() => shown().length === 0, "end of the diagnostic");
});

test("settings of the editor hold when they change", async () => {
  rewrite(TEXT);
  await until(() => shown()[0], "diagnostic");
  configure({ settings: { ignore: ["ZL103"] } });
  await until(() => shown().length === 0, "end of the diagnostic");
  configure({ settings: {} });
  await until(() => shown()[0], "diagnostic");
});

test("a command that is not there says what to install", async () => {
  configure({ command: ["no-such-zerolint", "server"] });
  const said = await until(() => state.messages.find((each) => each.includes("no-such-zerolint does not start")), "message");
  assert.match(said, /pip install "zerolint\[lsp\]"/);
  configure({ command: COMMAND });
  await until(() => shown()[0], "diagnostic");
});
