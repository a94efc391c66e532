import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';
import { readSettings } from './settings.ts';

const section = 'drydock';
/** A client that announces settings and does not answer must not keep diagnostics away for ever. */
const patienceMs = 3_000;

/** Asks for the settings at the start and listens for changes. */
export async function startConfiguration(session: Session): Promise<void> {
	if (session.client.watchConfiguration) await session.connection.client.register(DidChangeConfigurationNotification.type, { section });
}

/** Asks the client, or takes what it sent where it cannot be asked. */
export async function loadSettings(session: Session, sent?: unknown): Promise<void> {
	const values = session.client.configuration ? await asked(session) : sent;
	applySettings(session, values);
}

async function asked(session: Session): Promise<unknown> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>(resolve => {
		timer = setTimeout(() => resolve(undefined), patienceMs);
	});
	try {
		return await Promise.race([session.connection.workspace.getConfiguration(section) as Promise<unknown>, late]);
	} catch (error) {
		session.connection.console.warn(`The settings could not be read, defaults are used: ${error instanceof Error ? error.message : String(error)}`);
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

function applySettings(session: Session, values: unknown): void {
	const { settings, problems } = readSettings(values ?? session.options.settings);
	session.settings = settings;
	for (const problem of problems) session.connection.console.warn(problem);
}

/** Reads the project's own configuration for a document: what a project agreed on wins over what one of its people set. */
export async function configureDocument(session: Session, document: OpenDocument): Promise<void> {
	const { settings, host } = session;
	const place = { folder: session.folderOf(document.uri), configFile: settings.configFile };
	const project = settings.enable ? await host.projectConfiguration?.(document.uri, settings, place) : undefined;
	// closed meanwhile, or asked again with other settings
	if (session.document(document.uri) !== document || session.settings !== settings) return;
	document.projectSettings = project?.settings;
	document.configFiles = project?.files ?? [];
	await session.configProblems.set(document.uri, project?.problems ?? []);
}
