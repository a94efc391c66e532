/** Which findings of a file count: those that a baseline has not accepted, on lines that have changed. */
import { resolve } from 'node:path';
import { ChangedLines, GitError } from '../host/changedLines.ts';
import { WriteError, writeAtomically } from '../host/writeAtomically.ts';
import { Baseline } from './baseline.ts';
import type { Input } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { type FileReport, withFindings } from './report.ts';
import { amount, printable } from './text.ts';
import { UsageError } from './usageError.ts';

export const filterOptions = {
	baseline: { type: 'string' },
	'write-baseline': { type: 'string' },
	'diff-base': { type: 'string' },
} as const;

export interface FilterValues {
	readonly baseline?: string | undefined;
	readonly 'write-baseline'?: string | undefined;
	readonly 'diff-base'?: string | undefined;
}

export class FindingFilter {
	readonly #io: CommandIo;
	readonly #baselineFile: string | undefined;
	readonly #baseline: Baseline | undefined;
	readonly #writtenFile: string | undefined;
	readonly #written: Baseline | undefined;
	readonly #changed: ChangedLines | undefined;

	private constructor(values: FilterValues, io: CommandIo, baseline: Baseline | undefined, changed: ChangedLines | undefined) {
		this.#io = io;
		this.#baselineFile = values.baseline;
		this.#baseline = baseline;
		this.#writtenFile = values['write-baseline'];
		this.#written = this.#writtenFile === undefined ? undefined : new Baseline(resolve(io.cwd, this.#writtenFile));
		this.#changed = changed;
	}

	/** Throws a UsageError if the baseline or the commit cannot be used. */
	static async of(values: FilterValues, io: CommandIo): Promise<FindingFilter> {
		const baseline = values.baseline === undefined ? undefined : await Baseline.read(values.baseline, io.cwd);
		const base = values['diff-base'];
		try {
			return new FindingFilter(values, io, baseline, base === undefined ? undefined : await ChangedLines.since(base, io.cwd));
		} catch (error) {
			throw error instanceof GitError ? new UsageError(error.message) : error;
		}
	}

	/** The report with what counts. What goes into a new baseline is accepted by that. */
	apply(report: FileReport, input: Input): FileReport {
		const place = input.place ?? resolve(this.#io.cwd, input.path);
		if (this.#written) {
			this.#written.add(report, place);
			return withFindings(report, () => false);
		}
		const fresh = this.#baseline?.newIn(report, place) ?? report;
		const changed = this.#changed;
		if (!changed || input.place === undefined) return fresh;
		return withFindings(fresh, index => {
			const range = fresh.findings[index]?.range;
			return range !== undefined && changed.touches(place, { first: range.start.line, last: range.end.line });
		});
	}

	/** Writes the new baseline, and says what there is to say about the old one. Throws a UsageError. */
	async end(): Promise<void> {
		if (this.#written && this.#writtenFile !== undefined) {
			const file = printable(this.#writtenFile);
			try {
				await writeAtomically(resolve(this.#io.cwd, this.#writtenFile), this.#written.toString());
			} catch (error) {
				throw error instanceof WriteError ? new UsageError(error.message) : error;
			}
			this.#io.stderr(`${amount(this.#written.size, 'finding')} written to ${file}: --baseline ${file} accepts ${this.#written.size === 1 ? 'it' : 'them'}.\n`);
		}
		const stale = this.#baseline?.stale ?? 0;
		if (stale === 0) return;
		const file = printable(this.#baselineFile ?? '');
		this.#io.stderr(
			`${stale === 1 ? '1 entry' : `${stale} entries`} of ${file} no longer occur${stale === 1 ? 's' : ''}: --write-baseline ${file} takes ${stale === 1 ? 'it' : 'them'} out.\n`,
		);
	}
}
