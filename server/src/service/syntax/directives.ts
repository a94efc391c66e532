import type { Span } from '../text.ts';
import type { Directive, SyntaxProblem } from './tree.ts';

const pattern = /^#\p{White_Space}*([a-zA-Z][a-zA-Z0-9]*)([\t\n\f\r ]*=[\t\n\f\r ]*)(.+?)[\t\n\f\r ]*$/su;
const names: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/**
 * The parser directives at the top of a file. They end at the first line that is none; each may stand once
 * (BuildKit's DirectiveParser).
 */
export class DirectiveReader {
	readonly directives: Directive[] = [];
	readonly problems: SyntaxProblem[] = [];
	escape: '\\' | '`' = '\\';
	done = false;

	/** `line` is a line without its end and leading blanks, which stands at `span`. True if it was a directive. */
	read(line: string, span: Span, number: number): boolean {
		if (this.done) return false;
		const match = pattern.exec(line);
		const name = match?.[1]?.toLowerCase() ?? '';
		if (!match || !names.has(name)) {
			this.done = true;
			return false;
		}
		const value = match[3] as string;
		const nameStart = span.start + line.indexOf(match[1] as string);
		const valueStart = nameStart + (match[1] as string).length + (match[2] as string).length;
		const directive: Directive = {
			name: name as Directive['name'],
			value,
			span,
			nameSpan: { start: nameStart, end: nameStart + name.length },
			valueSpan: { start: valueStart, end: valueStart + value.length },
			line: number,
		};
		if (this.directives.some(other => other.name === name)) {
			this.problems.push({ kind: 'duplicate-directive', message: `Only one "${name}" directive may be used.`, span });
		} else if (name === 'escape') {
			if (value === '\\' || value === '`') this.escape = value;
			else
				this.problems.push({ kind: 'invalid-escape-directive', message: `The escape character must be \\ or \`, not "${value}".`, span: directive.valueSpan });
		}
		this.directives.push(directive);
		return true;
	}
}
