/** `--format text`: for people, and for tools that know `path:line:col`. */
import type { Severity } from '../service/types.ts';
import type { FileReport, FindingReport, ReportWriter, Summary } from './report.ts';

const colors: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36', hint: '2' };

export interface TextLooks {
	readonly color: boolean;
	/** A line for each finding, and no more. */
	readonly quiet: boolean;
}

export class TextWriter implements ReportWriter {
	readonly #write: (text: string) => void;
	readonly #looks: TextLooks;

	constructor(write: (text: string) => void, looks: TextLooks) {
		this.#write = write;
		this.#looks = looks;
	}

	begin(): void {}

	file(report: FileReport): void {
		for (const [index, finding] of report.findings.entries()) this.#finding(report, finding, report.sourceLines[index] ?? '');
	}

	/** It is on standard error already. */
	failure(): void {}

	end({ files, counts, unanswered, failures }: Summary): void {
		if (this.#looks.quiet) return;
		if (unanswered.length > 0) {
			const names = [...new Set(unanswered.map(({ kind, key }) => `${kind} ${key === '' ? '.' : key}`))];
			this.#write(`not checked: what needs ${names.slice(0, 5).map(printable).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}\n`);
		}
		const said = (Object.entries(counts) as [Severity, number][]).filter(([, count]) => count > 0).map(([severity, count]) => amount(count, severity));
		const looked = files - failures.length;
		if (looked > 0) this.#write(`${said.length > 0 ? said.join(', ') : 'Nothing found'} in ${amount(looked, 'file')}.\n`);
	}

	#finding(report: FileReport, finding: FindingReport, source: string): void {
		const { start, end } = finding.range;
		const place = `${printable(report.path)}:${start.line + 1}:${start.character + 1}`;
		const silenced = finding.suppressedBy ? ` (silenced in line ${finding.suppressedBy.start.line + 1})` : '';
		this.#write(`${place} ${this.#colored(finding.severity, finding.severity)} ${finding.rule} ${printable(finding.message)}${silenced}\n`);
		if (this.#looks.quiet) return;
		if (start.character < source.length) {
			const last = end.line === start.line ? Math.min(end.character, source.length) : source.length;
			// tabs stay, so that the caret stands where the character does
			const indent = printable(source.slice(0, start.character)).replace(/[^\t]/g, ' ');
			const { text, before } = cut(printable(source), start.character);
			this.#write(
				`    ${text}\n    ${before === undefined ? indent : before}${this.#colored(finding.severity, '^'.repeat(Math.max(1, Math.min(last - start.character, maxShown))))}\n`,
			);
		}
		const [action] = finding.actions;
		if (action) this.#write(`    fix${action.safety === 'review' ? ' (to be reviewed)' : ''}: ${printable(action.title)}\n`);
	}

	#colored(severity: Severity, text: string): string {
		return this.#looks.color ? `\u001B[${colors[severity]}m${text}\u001B[0m` : text;
	}
}

const maxShown = 160;

/** Of a long line, the part around the place. */
function cut(line: string, at: number): { text: string; before?: string } {
	if (line.length <= maxShown) return { text: line };
	const from = Math.max(0, Math.min(at - 20, line.length - maxShown));
	const text = line.slice(from, from + maxShown);
	return { text, before: text.slice(0, at - from).replace(/[^\t]/g, ' ') };
}

/** Control characters in a file must not reach the terminal; each is shown as one character, so that columns stay. */
export function printable(text: string): string {
	return text.replace(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
}

export function amount(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 || noun === 'info' ? '' : 's'}`;
}
