import type { InitializeParams } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** The folders that the client has open. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
	return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}

/** A project's configuration depends on where its folder ends. */
export function followFolders(session: Session, changed: (session: Session) => Promise<void>): void {
	if (!session.client.workspaceFolders) return;
	session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
		const gone = new Set(removed.map(({ uri }) => uri));
		session.folders = [...session.folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)];
		void changed(session);
	});
}
