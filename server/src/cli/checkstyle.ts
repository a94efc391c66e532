/** `--format checkstyle`: the XML of Checkstyle, which Jenkins and many others read. */
import type { Severity } from '../service/types.ts';
import type { FileFailure, FileReport, ReportWriter, Summary } from './report.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info', hint: 'info' };

interface Entry {
	/** From 1. */
	readonly line: number;
	readonly column: number;
	readonly severity: string;
	readonly message: string;
	readonly source: string;
}

export class CheckstyleWriter implements ReportWriter {
	readonly #write: (text: string) => void;

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	begin(): void {
		this.#write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n');
	}

	file({ path, findings }: FileReport): void {
		const entries = findings
			.filter(({ suppressedBy }) => !suppressedBy)
			.map(({ range: { start }, severity, message, rule }) => ({
				line: start.line + 1,
				column: start.character + 1,
				severity: severities[severity],
				message,
				source: `drydock.${rule}`,
			}));
		if (entries.length > 0) this.#file(path, entries);
	}

	failure({ path, error }: FileFailure): void {
		this.#file(path, [{ line: 1, column: 1, severity: 'error', message: error, source: 'drydock' }]);
	}

	end({ configuration }: Summary): void {
		for (const { path, range, message } of configuration) {
			const { line, character } = range?.start ?? { line: 0, character: 0 };
			this.#file(path, [{ line: line + 1, column: character + 1, severity: 'error', message, source: 'drydock' }]);
		}
		this.#write('</checkstyle>\n');
	}

	#file(path: string, entries: readonly Entry[]): void {
		const lines = entries.map(
			entry =>
				`\t\t<error ${Object.entries(entry)
					.map(([name, value]) => `${name}="${attribute(String(value))}"`)
					.join(' ')}/>\n`,
		);
		this.#write(`\t<file name="${attribute(path)}">\n${lines.join('')}\t</file>\n`);
	}
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no way to write most control characters, and none for half a surrogate pair. */
function attribute(text: string): string {
	return text
		.replace(/\p{Surrogate}/gu, '\uFFFD')
		.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
		.replace(/[&<>"]/g, character => entities[character] as string)
		.replace(/[\t\r\n]/g, character => `&#${character.charCodeAt(0)};`);
}
