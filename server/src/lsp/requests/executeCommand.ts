import {
	ErrorCodes,
	type ExecuteCommandParams,
	LSPErrorCodes,
	MessageType,
	ResponseError,
	ShowMessageRequest,
	type WorkspaceEdit,
} from 'vscode-languageserver';
import { type ApplyParams, type ApplyResult, type BatchResult, type DocumentVersion, serverCommands } from '../../protocol/index.ts';
import {
	type AbortSignalLike,
	analyze,
	DockerfileDocument,
	FactReading,
	FactStore,
	type FixResult,
	fixAll,
	rules,
	type Settings,
} from '../../service/index.ts';
import type { OpenDocument } from '../documents.ts';
import type { Session } from '../session.ts';
import { workspaceEditOf } from '../workspaceEdit.ts';
import { isDisabled } from './codeAction.ts';
import { readData, settledAction } from './codeActionResolve.ts';
import { actionsIn } from './refactorings.ts';

/** The rules whose fix is a digest. */
const pinRules = ['base-without-digest', 'untagged-base-image', 'latest-base-image'];

/** Commands for clients that know no custom requests, and for actions that were listed without an edit. */
export async function executeCommand(
	session: Session,
	{ command, arguments: args = [] }: ExecuteCommandParams,
	signal: AbortSignalLike,
): Promise<ApplyResult | BatchResult> {
	const [first] = args as readonly unknown[];
	switch (command) {
		case serverCommands.pinAll:
			return pinAll(session, readVersion(first), signal);
		case serverCommands.fixAll:
			return fixAllNow(session, readVersion(first), signal);
		case serverCommands.apply:
			return isPlace(first) ? applyListed(session, first, signal) : applyRefactoring(session, readApply(first), signal);
		default:
			throw new ResponseError(ErrorCodes.InvalidParams, `This server has no command "${command.slice(0, 40)}".`);
	}
}

/** Digests for every image that has none, also where the rules about it are off. */
export async function pinAll(session: Session, at: Partial<DocumentVersion>, signal: AbortSignalLike): Promise<BatchResult> {
	const document = documentOf(session, at);
	const settings: Settings = { ...session.settingsOf(document), rules: {} };
	const { result, failures } = await batch(session, document, { settings, review: true, only: pinRules }, signal);
	const applied = await applyEdit(session, document, result, 'Pin all images');
	const left = unpinned(result.text, settings);
	if (left.length === 0) return { applied, failures };
	const reason =
		failures.length > 0
			? failures.join(' ')
			: session.factSource(document, true).imageTags
				? 'no registry has it'
				: 'no registry may be asked here (drydock.offline, drydock.registry.lookups, or the workspace is not trusted)';
	return { applied, failures: left.map(name => `Could not pin ${name}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`) };
}

/** The images that could have been pinned and were not. */
function unpinned(text: string, settings: Settings): readonly string[] {
	const { findings } = analyze(new DockerfileDocument(text), {
		facts: new FactReading(new FactStore()),
		settings,
		rules: rules.filter(({ id }) => pinRules.includes(id)),
	});
	return findings.filter(({ suppressedBy, actions }) => !suppressedBy && actions.length > 0).map(({ span }) => text.slice(span.start, span.end));
}

/** All that is safe. */
export async function fixAllNow(session: Session, at: Partial<DocumentVersion>, signal: AbortSignalLike): Promise<BatchResult> {
	const document = documentOf(session, at);
	const { result, failures } = await batch(session, document, { settings: session.settingsOf(document) }, signal);
	return {
		applied: await applyEdit(session, document, result, 'Fix all'),
		failures: [...failures, ...result.refused.map(({ title, why }) => `${title}: ${why}`)],
	};
}

type BatchOptions = Omit<Parameters<typeof fixAll>[1], 'facts' | 'path'>;

async function batch(session: Session, document: OpenDocument, options: BatchOptions, signal: AbortSignalLike) {
	return session.settleFor(document, facts => fixAll(document.doc.text, { ...options, facts, path: document.doc.path }), { clicked: true, signal });
}

async function applyEdit(session: Session, document: OpenDocument, result: FixResult, label: string): Promise<readonly string[]> {
	if (result.edits.length === 0 && result.files.length === 0) return [];
	await send(session, await workspaceEditOf(session, document, result), label);
	return result.applied.map(({ title }) => title);
}

/** A refactoring that `drydock/refactorings` listed for this version. */
export async function applyRefactoring(session: Session, params: ApplyParams, signal: AbortSignalLike): Promise<ApplyResult> {
	const document = session.documentAt(params.uri, params.version);
	const settings = session.settingsOf(document);
	const [refactoring] = params.id.split('/', 1);
	const { result, failures } = await session.settleFor(
		document,
		facts => {
			const found = actionsIn(document, refactoring, { facts, settings }).find(({ id }) => id === params.id)?.action;
			return (
				found && { title: found.title, disabled: isDisabled(found) ? found.disabled : undefined, change: isDisabled(found) ? undefined : found.edits(facts) }
			);
		},
		{ clicked: true, signal },
	);
	if (!result) return { applied: false, failure: 'This is not offered here any more. The file is unchanged.' };
	if (result.disabled !== undefined) return { applied: false, failure: `Could not do "${result.title}": ${result.disabled}` };
	if (!result.change)
		return {
			applied: false,
			failure: `Could not do "${result.title}": ${failures.join(' ') || 'something it needs to know has no answer.'} The file is unchanged.`,
		};
	await send(session, await workspaceEditOf(session, document, result.change), result.title);
	return { applied: true, title: result.title, range: undefined };
}

/** An action of the light bulb that had to wait for a real click. The user is told if it fails, and may try again. */
async function applyListed(session: Session, params: Record<string, unknown>, signal: AbortSignalLike): Promise<ApplyResult> {
	const data = readData(params);
	const title = typeof params['title'] === 'string' ? params['title'] : data.id;
	for (;;) {
		const { edit, failure } = await settledAction(session, { ...data, clicked: true }, title, signal);
		if (edit) {
			await send(session, edit, title);
			return { applied: true, title, range: undefined };
		}
		const chosen = await session.connection.sendRequest(ShowMessageRequest.type, { type: MessageType.Error, message: failure, actions: [{ title: 'Retry' }] });
		if (chosen?.title !== 'Retry') return { applied: false, failure };
	}
}

async function send(session: Session, edit: WorkspaceEdit, label: string): Promise<void> {
	const { applied, failureReason } = await session.connection.workspace.applyEdit({ label, edit });
	if (!applied)
		throw new ResponseError(
			LSPErrorCodes.RequestFailed,
			`The editor did not take the change${failureReason ? `: ${failureReason}` : ''}. The file is unchanged.`,
		);
}

function documentOf(session: Session, { uri, version }: Partial<DocumentVersion>): OpenDocument {
	if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'The command needs the uri of a document.');
	return session.documentAt(uri, version);
}

function isPlace(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && 'span' in value;
}

function readVersion(value: unknown): Partial<DocumentVersion> {
	const { uri, version } = (typeof value === 'object' && value !== null ? value : {}) as { uri?: unknown; version?: unknown };
	return { ...(typeof uri === 'string' ? { uri } : {}), ...(typeof version === 'number' ? { version } : {}) };
}

export function readApply(value: unknown): ApplyParams {
	const { uri, version, id, line } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof ApplyParams, unknown>>;
	if (typeof uri !== 'string' || typeof version !== 'number' || typeof id !== 'string')
		throw new ResponseError(ErrorCodes.InvalidParams, 'The request needs uri, version and id of an offer.');
	return { uri, version, id, line: typeof line === 'number' ? line : 0 };
}
