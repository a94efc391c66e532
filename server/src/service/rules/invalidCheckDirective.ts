import { booleanWords } from '../data/mountOptions.ts';
import { replace } from '../edit.ts';
import { nearest } from '../suggest.ts';
import type { Span } from '../text.ts';
import type { Problem, Rule } from '../types.ts';

const options = ['skip', 'error', 'experimental'];

export const invalidCheckDirective: Rule = {
	id: 'invalid-check-directive',
	aliases: [],
	category: 'syntax',
	severity: 'error',
	title: 'Check directive that the builder refuses',
	why: 'The directive [`# check=`](https://docs.docker.com/reference/dockerfile/#check) takes `skip=`, `error=` and `experimental=`, parted by semicolons; `error` is true or false. The builder refuses the file for any other word.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: '# check=skp=all\nFROM debian:12\nUSER 65532', good: '# check=skip=all\nFROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		const directive = doc.syntax.directives.find(({ name }) => name === 'check');
		if (!directive || directive.value.trim() === '') return;
		let at = directive.valueSpan.start;
		// as the builder does: what stands behind the second semicolon is one option
		const [first = '', second, ...rest] = directive.value.split(';');
		for (const text of [first, second, rest.length > 0 ? rest.join(';') : undefined]) {
			if (text === undefined) return;
			const problem = problemOf(text, at);
			if (problem) {
				yield problem;
				return;
			}
			at += text.length + 1;
		}
	},
};

/** What the builder says of one option, which starts at an offset. */
function problemOf(text: string, at: number): Problem | undefined {
	const equals = text.indexOf('=');
	const key = (equals === -1 ? text : text.slice(0, equals)).trim();
	const start = at + text.indexOf(key);
	const keySpan = { start, end: start + key.length };
	if (!options.includes(key))
		return problemAt(keySpan, `The builder refuses the check option ${key || '""'}: there are skip, error and experimental.`, nearest(key, options));
	if (equals === -1) return problemAt(keySpan, `The check option ${key} has no value: write ${key}=${key === 'error' ? 'true' : 'all'}.`);
	const value = text.slice(equals + 1).trim();
	if (key !== 'error' || booleanWords.has(value)) return undefined;
	const valueStart = at + equals + 1 + Math.max(0, text.slice(equals + 1).indexOf(value));
	return problemAt({ start: valueStart, end: valueStart + value.length }, `The check option error is true or false, not ${value || '""'}.`);
}

function problemAt(span: Span, message: string, suggestion?: string): Problem {
	if (suggestion === undefined) return { span, message };
	return {
		span,
		message,
		actions: [
			{
				id: 'correct-option',
				title: `Write ${suggestion}`,
				kind: 'quickfix',
				safety: 'review',
				preferred: true,
				edits: () => ({ edits: [replace(span, suggestion)] }),
			},
		],
	};
}
