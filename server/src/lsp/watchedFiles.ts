import { DidChangeWatchedFilesNotification, type Disposable, type FileEvent } from 'vscode-languageserver';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

/** Files that rules ask about, and those that say how to check. */
const patterns = [
	'**/.dockerignore',
	'**/*.dockerignore',
	'**/.drydock.{yaml,yml}',
	'**/.hadolint.{yaml,yml}',
	'**/{package.json,package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock,go.mod,go.sum,Cargo.toml,Cargo.lock,pyproject.toml,poetry.lock,uv.lock,Pipfile,Pipfile.lock,composer.json,composer.lock,Gemfile,Gemfile.lock,pom.xml}',
	'**/requirements*.txt',
];

/** Asks the client to tell of changes to files. */
export class FileWatch {
	readonly #session: Session;
	#configFile: { readonly name: string; readonly registration: Disposable } | undefined;

	constructor(session: Session) {
		this.#session = session;
	}

	async start(): Promise<void> {
		if (!this.#session.client.watchFiles) return;
		await this.#register(patterns);
		await this.update();
	}

	/** The settings have changed: another file may be the configuration. */
	async update(): Promise<void> {
		const { client, settings } = this.#session;
		const name = settings.configFile?.split(/[\\/]/).at(-1);
		if (!client.watchFiles || name === this.#configFile?.name) return;
		this.#configFile?.registration.dispose();
		this.#configFile = name === undefined ? undefined : { name, registration: await this.#register([`**/${name.replace(/[[\]{}*?]/g, '?')}`]) };
	}

	#register(globs: readonly string[]): Promise<Disposable> {
		return this.#session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: globs.map(globPattern => ({ globPattern })) });
	}
}

/** True if one of the files says how to check: then every document may be concerned. */
export function configurationChanged(session: Session, changes: readonly FileEvent[]): boolean {
	const used = new Set([...session.documents].flatMap(({ configFiles }) => configFiles));
	return changes.some(({ uri }) => /\/\.(?:drydock|hadolint)\.ya?ml$/.test(uri) || used.has(uri));
}

/** The documents that may have asked about one of the files: those in a folder above it, or beside it. */
export function documentsAbove(session: Session, changes: readonly FileEvent[]): OpenDocument[] {
	return [...session.documents].filter(document => {
		const folder = document.uri.slice(0, document.uri.lastIndexOf('/') + 1);
		return changes.some(({ uri }) => uri.startsWith(folder));
	});
}
