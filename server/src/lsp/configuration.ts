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

/** Reads the project's own configuration for a document. What it says counts where the editor's settings say nothing. */
export async function configureDocument(session: Session, document: OpenDocument): Promise<void> {
	const { settings } = session;
	if (!session.host.projectConfiguration) return;
	const project = await session.host.projectConfiguration(document.uri, settings.configFile);
	for (const problem of project.problems) session.connection.console.warn(problem);
	document.projectSettings = {
		...settings,
		rules: { ...project.rules, ...settings.rules },
		profile: settings.profile === 'default' ? (project.profile ?? 'default') : settings.profile,
		trustedRegistries: [...new Set([...settings.trustedRegistries, ...(project.trustedRegistries ?? [])])],
	};
}
