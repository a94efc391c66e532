import { DidChangeWatchedFilesNotification, type FileEvent } from 'vscode-languageserver';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

/** Files that rules ask about. */
const patterns = [
	'**/.dockerignore',
	'**/*.dockerignore',
	'**/.drydock.yaml',
	'**/.hadolint.{yaml,yml}',
	'**/{package.json,package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock,go.mod,go.sum,Cargo.toml,Cargo.lock,pyproject.toml,poetry.lock,uv.lock,Pipfile,Pipfile.lock,composer.json,composer.lock,Gemfile,Gemfile.lock,pom.xml}',
	'**/requirements*.txt',
];

export async function watchFiles(session: Session): Promise<void> {
	if (!session.client.watchFiles) return;
	await session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: patterns.map(globPattern => ({ globPattern })) });
}

/** The documents that may have asked about one of the files: those in a folder above it, or beside it. */
export function documentsAbove(session: Session, changes: readonly FileEvent[]): OpenDocument[] {
	return [...session.documents].filter(document => {
		const folder = document.uri.slice(0, document.uri.lastIndexOf('/') + 1);
		return changes.some(({ uri }) => uri.startsWith(folder) || /\/\.(?:drydock|hadolint)\.ya?ml$/.test(uri));
	});
}
