"""An afternoon in an editor that is made of pygls. It counts columns in characters, and asks for diagnostics itself."""

import asyncio
import json
import os
import pathlib
import time
import traceback

from lsprotocol import types
from pygls.lsp.client import LanguageClient

HOUSE = pathlib.Path(os.environ["HOUSE"])
SECOND = pathlib.Path(os.environ["SECOND"])
seen = {}


class Document:
    """A text with a place for edits, its columns in characters."""

    def __init__(self, path):
        self.path, self.uri, self.version = path, path.as_uri(), 1
        self.text = path.read_text()

    def offset(self, position):
        lines = self.text.splitlines(keepends=True)
        return sum(map(len, lines[: position.line])) + position.character

    def slice(self, range_):
        return self.text[self.offset(range_.start) : self.offset(range_.end)]

    def make(self, edits):
        for edit in sorted(edits, key=lambda edit: -self.offset(edit.range.start)):
            start, end = self.offset(edit.range.start), self.offset(edit.range.end)
            self.text = self.text[:start] + edit.new_text + self.text[end:]
        self.version += 1

    def codes(self, diagnostics):
        return [[one.code, self.slice(one.range)] for one in diagnostics]


class Editor:
    def __init__(self):
        self.client = LanguageClient("afternoon", "1")
        self.pushed, self.said, self.refreshed = {}, [], asyncio.Event()
        feature = self.client.feature

        @feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(parameters):
            self.pushed[parameters.uri] = parameters.diagnostics

        @feature(types.WINDOW_SHOW_MESSAGE)
        def said(parameters):
            self.said.append(parameters.message)

        @feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refresh(*_):
            self.refreshed.set()

        @feature(types.WORKSPACE_CONFIGURATION)
        def configuration(parameters):
            return [None for _ in parameters.items]

        for method in (types.CLIENT_REGISTER_CAPABILITY, types.CLIENT_UNREGISTER_CAPABILITY):
            feature(method)(lambda *_: None)

    async def begin(self):
        await self.client.start_io("copydesk", "lsp")
        folder = types.WorkspaceFolder(uri=HOUSE.as_uri(), name="house")
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32]),
            text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
            workspace=types.WorkspaceClientCapabilities(
                configuration=True,
                diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
                workspace_folders=True,
            ),
        )
        parameters = types.InitializeParams(
            capabilities=capabilities, workspace_folders=[folder], process_id=os.getpid()
        )
        welcome = await self.client.initialize_async(parameters)
        assert welcome.server_info.name == "copydesk", welcome
        assert welcome.capabilities.position_encoding == types.PositionEncodingKind.Utf32
        self.client.initialized(types.InitializedParams())

    def open(self, document):
        item = types.TextDocumentItem(document.uri, "markdown", document.version, document.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, document):
        identifier = types.VersionedTextDocumentIdentifier(document.version, document.uri)
        change = types.TextDocumentContentChangeWholeDocument(document.text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    async def ask(self, document):
        parameters = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(document.uri))
        return (await self.client.text_document_diagnostic_async(parameters)).items

    async def until(self, is_it):
        for _ in range(2000):
            if is_it():
                return
            await asyncio.sleep(0.01)
        raise TimeoutError(f"{self.pushed} {self.said}")

    def save(self, name, text):
        (HOUSE / name).write_text(text)
        event = types.FileEvent((HOUSE / name).as_uri(), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    async def act(self, document, diagnostic, title):
        context = types.CodeActionContext([diagnostic], only=[types.CodeActionKind.QuickFix])
        identifier = types.TextDocumentIdentifier(document.uri)
        actions = await self.client.text_document_code_action_async(
            types.CodeActionParams(identifier, diagnostic.range, context)
        )
        action = next(action for action in actions if title in action.title)
        document.make(action.edit.changes[document.uri])
        self.change(document)
        return await self.ask(document)


async def afternoon():
    editor = Editor()
    await editor.begin()
    draft = Document(HOUSE / "draft.md")
    editor.open(draft)
    found = await editor.ask(draft)
    seen["opened"] = draft.codes(found)
    doubled = next(one for one in found if one.code == "words.doubled")
    found = await editor.act(draft, doubled, "Remove")
    seen["fixed"], seen["left"] = draft.text, draft.codes(found)
    found = await editor.act(draft, found[0], "Silence house.quay here")
    seen["silenced"], seen["silent"] = draft.text, draft.codes(found)

    draft.text = draft.path.read_text().replace("the the", "the")
    draft.version += 1
    editor.save(".copydesk.yml", "packs: [house.yml]\nrulez: {}\n")
    editor.change(draft)
    seen["broken"] = draft.codes(await editor.ask(draft))
    config = (HOUSE / ".copydesk.yml").as_uri()
    await editor.until(lambda: editor.pushed.get(config))
    [mistake] = editor.pushed[config]
    seen["mistake"] = {"line": mistake.range.start.line, "message": mistake.message}
    assert len(editor.said) == 1, editor.said
    editor.refreshed.clear()
    editor.save(".copydesk.yml", "packs: [house.yml]\nrules: {house.quay: off}\n")
    await editor.refreshed.wait()
    seen["mended"] = draft.codes(await editor.ask(draft))
    editor.save(".copydesk.yml", "packs: [house.yml]\n")

    editor.client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(draft.uri))
    )
    renamed = Document(draft.path.rename(HOUSE / "renamed.md"))
    editor.open(renamed)
    seen["renamed"] = sorted(renamed.codes(await editor.ask(renamed)))

    event = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder(SECOND.as_uri(), "second")], [])
    editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    second = Document(SECOND / "draft.md")
    editor.open(second)
    seen["second"] = second.codes(await editor.ask(second))

    large = Document(HOUSE / "large.md")
    editor.open(large)
    await editor.ask(large)
    seen["milliseconds"] = []
    for _ in range(40):
        large.text, large.version = large.text + "x", large.version + 1
        start = time.perf_counter()
        editor.change(large)
        await editor.ask(large)
        seen["milliseconds"].append(1000 * (time.perf_counter() - start))
    await editor.client.shutdown_async(None)
    editor.client.exit(None)


try:
    asyncio.run(asyncio.wait_for(afternoon(), 120))
except BaseException:  # whatever it is, it is written down
    seen["error"] = traceback.format_exc()
pathlib.Path(os.environ["SEEN"]).write_text(json.dumps(seen))
os._exit(0)
