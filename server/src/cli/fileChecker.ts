/** Looks at one Dockerfile after the other; what comes out is plain data. Nothing is thrown: one bad file never ends the run. */
import type { Threshold } from '../host/configLayer.ts';
import { createFactSource } from '../host/factSource.ts';
import { workspaceFiles } from '../host/workspaceFiles.ts';
import { analyzeSettled } from '../service/analyze.ts';
import { DockerfileDocument } from '../service/document.ts';
import { FactReading, FactStore } from '../service/facts.ts';
import { ShellCache } from '../service/shell.ts';
import type { Ask, FactSource } from '../service/types.ts';
import { failureOf, type Input, textOf } from './inputs.ts';
import type { ProjectSettings } from './projectSettings.ts';
import { type FileFailure, type FileReport, fileReport } from './report.ts';

export type FileOutcome =
	| { readonly report: FileReport; readonly open: readonly Ask[]; readonly failOn: Threshold | undefined }
	| { readonly failure: FileFailure };

/** Of shell text: files of one project repeat each other, files of many do not, and what is kept costs memory. */
const charactersRemembered = 20_000;

export interface FileCheckerOptions {
	readonly showSuppressed: boolean;
	/** Work out what fixes change. */
	readonly showFixes: boolean;
	/** What answers questions about scripts. */
	readonly scripts: FactSource;
}

export class FileChecker {
	readonly #settings: ProjectSettings;
	readonly #options: FileCheckerOptions;
	readonly #shellCache = new ShellCache(charactersRemembered);

	constructor(settings: ProjectSettings, options: FileCheckerOptions) {
		this.#settings = settings;
		this.#options = options;
	}

	async check(input: Input): Promise<FileOutcome> {
		try {
			return await this.#check(input);
		} catch (error) {
			return { failure: { path: input.path, error: failureOf(input.path, error) } };
		}
	}

	/** Files around the Dockerfile are looked at; no registry and no engine is asked just to find what is wrong. */
	async #check(input: Input): Promise<FileOutcome> {
		const doc = new DockerfileDocument(textOf(input).text, { path: input.path, shellCache: this.#shellCache });
		const { settings, failOn } = await this.#settings.for(input);
		const store = new FactStore();
		const { result, unanswered } = await analyzeSettled(doc, { store, source: { ...fileFacts(input), ...this.#options.scripts }, settings });
		const { showSuppressed, showFixes } = this.#options;
		return {
			report: fileReport(input.path, doc, result, { showSuppressed, fixesWith: showFixes ? new FactReading(store) : undefined }),
			open: unanswered,
			failOn,
		};
	}
}

/** A text that has no place has no files around it. */
export function fileFacts({ place }: Pick<Input, 'place'>): FactSource {
	return place === undefined ? {} : createFactSource({ files: workspaceFiles({ dockerfile: place }) });
}
