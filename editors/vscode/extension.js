// Starts `zerolint server` and hands it scripts and notebooks.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;
// Settings may change again while a server is still starting: one turn after the other.
let turn = Promise.resolve();

function start() {
  const settings = vscode.workspace.getConfiguration("zerolint");
  const [command, ...args] = settings.get("command");
  client = new LanguageClient(
    "zerolint",
    "zerolint",
    { command, args },
    {
      // Of configuration the unsaved text counts for the scripts that read it.
      documentSelector: [
        { language: "python" },
        ...["yaml", "json", "toml"].map((language) => ({ scheme: "file", language })),
        { scheme: "file", pattern: "**/*.gin" },
      ],
      initializationOptions: { settings: settings.get("settings") },
    },
  );
  return client.start().catch((error) => {
    vscode.window.showErrorMessage(
      `zerolint: ${command} does not start; install it with: pip install "zerolint[lsp]" (${error.message})`,
    );
  });
}

function stop() {
  return client?.stop().catch(() => undefined);
}

function restart() {
  turn = turn.then(stop).then(start);
  return turn;
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("zerolint.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("zerolint")) {
        void restart();
      }
    }),
  );
  await restart();
}

function deactivate() {
  return turn.then(stop);
}

module.exports = { activate, deactivate };
