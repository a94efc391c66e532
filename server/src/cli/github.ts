/** `--format github`: workflow commands, which GitHub shows beside the lines. */
import type { Severity } from '../service/types.ts';
import type { FileFailure, FileReport, ReportWriter, Summary } from './report.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

export class GithubWriter implements ReportWriter {
	readonly #write: (text: string) => void;

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	begin(): void {}

	file({ path, findings }: FileReport): void {
		for (const { range, severity, rule, message, suppressedBy } of findings) {
			if (suppressedBy) continue;
			const { start, end } = range;
			// columns are only allowed within one line
			const columns = start.line === end.line ? `,col=${start.character + 1},endColumn=${Math.max(end.character, start.character + 1)}` : '';
			this.#write(
				`::${commands[severity]} file=${property(path)},line=${start.line + 1},endLine=${end.line + 1}${columns},title=${property(rule)}::${data(message)}\n`,
			);
		}
	}

	failure({ path, error }: FileFailure): void {
		this.#write(`::error file=${property(path)}::${data(error)}\n`);
	}

	end({ configuration }: Summary): void {
		for (const { path, range, message } of configuration) {
			const line = range ? `,line=${range.start.line + 1}` : '';
			this.#write(`::error file=${property(path)}${line}::${data(message)}\n`);
		}
	}
}

function data(text: string): string {
	return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
	return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
