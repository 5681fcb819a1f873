//! What the server says that it can do.

use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions,
    ExecuteCommandOptions, HoverProvider, InitializeResult, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};

use super::actions::FIX_ALL;
use super::commands;
use super::editor::Abilities;

/// The answer to `initialize`.
pub(super) fn welcome(abilities: Abilities) -> InitializeResult {
    let info =
        ServerInfo { name: "copydesk".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    InitializeResult { capabilities: capabilities(abilities), server_info: Some(info) }
}

fn capabilities(abilities: Abilities) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(SaveOptions { include_text: Some(false) }.into()),
        ..TextDocumentSyncOptions::default()
    };
    let fix_all = FIX_ALL.map(|kind| CodeActionKind::Custom(kind.into()));
    let kinds = std::iter::once(CodeActionKind::QuickFix).chain(fix_all).collect();
    let actions = CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    // An editor that asks is not told besides: it would list all twice.
    let diagnostics = DiagnosticOptions {
        identifier: Some("copydesk".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: false,
        ..DiagnosticOptions::default()
    };
    let commands = ExecuteCommandOptions { commands: commands::names(), ..ExecuteCommandOptions::default() };
    ServerCapabilities {
        position_encoding: Some(abilities.units.name()),
        text_document_sync: Some(TextDocumentSync::Options(sync)),
        code_action_provider: Some(actions.into()),
        completion_provider: Some(CompletionOptions::default()),
        hover_provider: Some(HoverProvider::Bool(true)),
        execute_command_provider: Some(commands),
        diagnostic_provider: abilities.pulls.then(|| diagnostics.into()),
        workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
        ..ServerCapabilities::default()
    }
}
