// The part of VS Code's API that the language client asks for, without the editor: documents, events, edits.
// What it has no answer for gives nothing, as an editor does in which nothing happens.
"use strict";

const { pathToFileURL, fileURLToPath } = require("node:url");

class EventEmitter {
  listeners = new Set();
  event = (listener, self) => {
    const bound = listener.bind(self);
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };
  fire(event) {
    for (const listener of [...this.listeners]) {
      listener(event);
    }
  }
  dispose() {
    this.listeners.clear();
  }
}

class Disposable {
  constructor(end) {
    this.dispose = end;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
}

class Uri {
  constructor(text) {
    const url = new URL(text);
    this.scheme = url.protocol.slice(0, -1);
    this.fsPath = this.path = this.scheme === "file" ? fileURLToPath(url) : url.pathname;
    this.text = text;
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(path) {
    return new Uri(pathToFileURL(path).href);
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, startCharacter, end, endCharacter) {
    const whole = typeof start === "number";
    this.start = whole ? new Position(start, startCharacter) : start;
    this.end = whole ? new Position(end, endCharacter) : startCharacter;
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class Location {
  constructor(uri, range) {
    Object.assign(this, { uri, range });
  }
}

class DiagnosticRelatedInformation {
  constructor(location, message) {
    Object.assign(this, { location, message });
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
  contains(other) {
    return other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
  static Empty = new CodeActionKind("");
  static QuickFix = new CodeActionKind("quickfix");
  static Source = new CodeActionKind("source");
}

class CodeAction {
  constructor(title, kind) {
    Object.assign(this, { title, kind });
  }
}

class WorkspaceEdit {
  changes = [];
  replace(uri, range, newText) {
    this.changes.push({ uri, range, newText });
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable(() => undefined) };
  cancel() {}
  dispose() {}
}

class TextDocument {
  version = 1;
  isClosed = false;
  constructor(uri, languageId, text) {
    Object.assign(this, { uri, languageId, text, fileName: uri.fsPath });
  }
  getText() {
    return this.text;
  }
  offsetAt(position) {
    const rows = this.text.split("\n").slice(0, position.line);
    return rows.join("\n").length + (rows.length ? 1 : 0) + position.character;
  }
}

const emitters = {};
const on = (name) => (emitters[name] ??= new EventEmitter());
const nothing = () => new Disposable(() => undefined);

// A name that is not listed is a class without contents, an event that never comes, or a registration for nothing.
const open = (known, missing) =>
  new Proxy(known, { get: (target, name) => (name in target || typeof name === "symbol" ? target[name] : missing(name)) });

const state = { configuration: {}, providers: {}, shown: new Map(), messages: [], commands: {} };

const workspace = open(
  {
    textDocuments: [],
    notebookDocuments: [],
    workspaceFolders: undefined,
    getConfiguration: () => ({ get: (key) => state.configuration[key] }),
    getWorkspaceFolder: () => undefined,
    createFileSystemWatcher: () => ({ onDidCreate: nothing, onDidChange: nothing, onDidDelete: nothing, dispose() {} }),
  },
  (name) => on(name).event,
);

class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}

const tabs = { all: [{ tabs: [] }], onDidChangeTabs: on("onDidChangeTabs").event };
const channel = { append() {}, appendLine() {}, clear() {}, show() {}, replace() {}, hide() {}, dispose() {} };
const say = (text) => {
  state.messages.push(text);
  return Promise.resolve();
};

const window = open(
  {
    tabGroups: tabs,
    activeTextEditor: undefined,
    visibleTextEditors: [],
    createOutputChannel: () => channel,
    showErrorMessage: say,
    showWarningMessage: say,
    showInformationMessage: say,
  },
  (name) => on(name).event,
);

const languages = open(
  {
    match: (selector, document) =>
      [selector].flat().some((each) => (each.language ?? each) === document.languageId) ? 10 : 0,
    createDiagnosticCollection: () => ({
      set: (uri, found) => state.shown.set(uri.toString(), found ?? []),
      delete: (uri) => state.shown.delete(uri.toString()),
      has: (uri) => state.shown.has(uri.toString()),
      get: (uri) => state.shown.get(uri.toString()),
      clear: () => state.shown.clear(),
      dispose: () => state.shown.clear(),
    }),
  },
  (name) => (selector, provider) => {
    state.providers[name] = provider;
    return new Disposable(() => delete state.providers[name]);
  },
);

const commands = {
  registerCommand: (name, run) => {
    state.commands[name] = run;
    return new Disposable(() => delete state.commands[name]);
  },
  executeCommand: (name, ...given) => state.commands[name](...given),
};

function show(document) {
  workspace.textDocuments.push(document);
  window.activeTextEditor = { document };
  on("onDidOpenTextDocument").fire(document);
  const tab = { input: new TabInputText(document.uri) };
  tabs.all[0].tabs.push(tab);
  on("onDidChangeTabs").fire({ opened: [tab], closed: [], changed: [] });
}

function apply(edit) {
  for (const { uri, range, newText } of [...edit.changes].reverse()) {
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    const [start, end] = [range.start, range.end].map((each) => document.offsetAt(each));
    document.text = document.text.slice(0, start) + newText + document.text.slice(end);
    document.version += 1;
    on("onDidChangeTextDocument").fire({ document, contentChanges: [{ range, text: newText }], reason: undefined });
  }
}

function configure(configuration) {
  state.configuration = { ...state.configuration, ...configuration };
  on("onDidChangeConfiguration").fire({ affectsConfiguration: (section) => section === "zerolint" });
}

module.exports = open(
  {
    version: "1.82.0",
    env: { appName: "a test", language: "en" },
    test: { state, show, apply, configure, TextDocument },
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
    NotebookCellKind: { Markup: 1, Code: 2 },
    ProgressLocation: { Window: 10 },
    ...{ EventEmitter, Disposable, Uri, Position, Range, Location, Diagnostic, CodeActionKind, CodeAction },
    ...{ DiagnosticRelatedInformation, TabInputText, WorkspaceEdit, CancellationTokenSource, workspace, window, languages, commands },
  },
  (name) => (module.exports[name] = name.endsWith("Kind") || name.endsWith("Tag") ? {} : class {}),
);
