/**
 * `--format gitlab`: a [code quality report](https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format), which GitLab
 * shows in merge requests.
 */
import { createHash } from 'node:crypto';
import { normalize, sep } from 'node:path';
import type { Severity } from '../service/types.ts';
import { uniqueFingerprintsOf } from './fingerprints.ts';
import type { FileFailure, FileReport, ReportWriter, Summary } from './report.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

interface Lines {
	/** From 1. */
	readonly begin: number;
	readonly end?: number;
}

export class GitlabWriter implements ReportWriter {
	readonly #write: (text: string) => void;
	#separator = '\n';

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	begin(): void {
		this.#write('[');
	}

	file(report: FileReport): void {
		const fingerprints = uniqueFingerprintsOf(report);
		for (const [index, { rule, message, severity, range, suppressedBy }] of report.findings.entries()) {
			if (suppressedBy) continue;
			const lines = { begin: range.start.line + 1, end: range.end.line + 1 };
			this.#entry(report.path, lines, { check: rule, description: message, severity: severities[severity], name: fingerprints[index] ?? '' });
		}
	}

	failure({ path, error }: FileFailure): void {
		this.#entry(path, { begin: 1 }, { check: 'drydock', description: error, severity: 'blocker', name: error });
	}

	end({ configuration }: Summary): void {
		for (const { path, range, message } of configuration) {
			this.#entry(path, { begin: (range?.start.line ?? 0) + 1 }, { check: 'drydock', description: message, severity: 'blocker', name: message });
		}
		this.#write('\n]\n');
	}

	#entry(path: string, lines: Lines, { check, description, severity, name }: Record<'check' | 'description' | 'severity' | 'name', string>): void {
		// GitLab knows files by their path in the repository
		const file = normalize(path).split(sep).join('/');
		const fingerprint = createHash('sha256').update(`${file}\0${check}\0${name}`).digest('hex').slice(0, 32);
		this.#write(`${this.#separator}${JSON.stringify({ description, check_name: check, fingerprint, severity, location: { path: file, lines } })}`);
		this.#separator = ',\n';
	}
}
