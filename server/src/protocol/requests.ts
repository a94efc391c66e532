/** Requests about the text: refactorings for the palette, settings of the host, other tools beside us. */
import { type DocumentVersion, notification, type ProtocolPosition, type ProtocolRange, request } from './message.ts';

/** `initializationOptions` of the client. All optional: any editor can start the server. */
export interface InitializationOptions {
	/** Settings for clients that cannot answer `workspace/configuration`. Same names as below `drydock.` in VS Code. */
	readonly settings?: unknown;
	readonly otherTools?: OtherTools;
	/** False in an untrusted workspace: no registry, no engine, no build. Default true. */
	readonly trusted?: boolean;
	/**
	 * Editors resolve an action when it is merely focused in the list. With this, resolving never asks a registry: an action that has to
	 * comes back without an edit, with the command `serverCommands.apply`, which runs when it is really chosen. Failures are then shown
	 * with `window/showMessageRequest`.
	 */
	readonly applyOnClick?: boolean;
}

/** Which extensions, active in the same editor, report some of our findings. */
export interface OtherTools {
	/** Microsoft Container Tools (or the older Docker extension): dockerfile-utils' validity findings. */
	readonly containerTools?: boolean;
	/** Docker DX: BuildKit's lint rules. */
	readonly dockerDx?: boolean;
}

/** The set of active extensions changed. */
export const otherToolsChanged = notification<OtherTools>('drydock/otherTools');

/** The workspace became trusted (or the editor without trust says so at the start). */
export const trustChanged = notification<{ readonly trusted: boolean }>('drydock/trust');

/** A refactoring that could be applied, or why not. */
export interface RefactoringOffer {
	/** To be given back to `applyRefactoring`. Unique in the list. */
	readonly id: string;
	readonly refactoring: string;
	readonly title: string;
	/** Zero-based line it is about. */
	readonly line: number;
	/** Why it cannot be done here. */
	readonly disabled?: string;
	/** What to know before taking it (its result needs a look). */
	readonly why?: string;
}

export interface RefactoringsParams extends DocumentVersion {
	/** A refactoring or a rule (the actions of its findings count); all if absent. */
	readonly id?: string;
	/** Only what concerns this place; the whole document if absent. */
	readonly position?: ProtocolPosition;
}

/** Everything that could be refactored in a document, in order of lines. */
export const refactoringsOf = request<RefactoringsParams, readonly RefactoringOffer[]>('drydock/refactorings');

export interface ApplyParams extends DocumentVersion {
	/** `RefactoringOffer.id` of the same version. */
	readonly id: string;
	readonly line: number;
}

/** What came of an action. A failure is a sentence for the user; nothing was changed then. */
export type ApplyResult =
	| { readonly applied: true; readonly title: string; readonly range: ProtocolRange | undefined }
	| { readonly applied: false; readonly failure: string };

/** Computes the edit and applies it with `workspace/applyEdit`. */
export const applyRefactoring = request<ApplyParams, ApplyResult>('drydock/apply');

/** What came of pinning or fixing a whole document. */
export interface BatchResult {
	/** Titles of what was done. */
	readonly applied: readonly string[];
	/** What could not be done, with the reason, one sentence each. */
	readonly failures: readonly string[];
}

/** Pins every unpinned image reference; asks registries. */
export const pinAll = request<DocumentVersion, BatchResult>('drydock/pinAll');

/** All safe fixes together. */
export const fixAllIn = request<DocumentVersion, BatchResult>('drydock/fixAll');

/** The commands of `workspace/executeCommand`, for clients that cannot send custom requests. Argument 0: `DocumentVersion` (`version` may be absent). */
export const serverCommands = {
	pinAll: 'drydock.server.pinAll',
	fixAll: 'drydock.server.fixAll',
	/** Argument 0: `ApplyParams`. */
	apply: 'drydock.server.apply',
} as const;
