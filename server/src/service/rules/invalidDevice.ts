import { booleanWords } from '../data/mountOptions.ts';
import { refusable } from '../refusable.ts';
import type { Rule } from '../types.ts';

export const invalidDevice: Rule = {
	id: 'invalid-device',
	aliases: [],
	category: 'syntax',
	severity: 'error',
	title: 'Device that the builder refuses',
	why: '[`RUN --device`](https://docs.docker.com/reference/dockerfile/#run---device) is the name of a device and, if the step cannot do without it, `required`. The builder refuses everything else.',
	defaultBecause: 'The file does not build.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN --device=nvidia.com/gpu=all,optional a\nUSER 65532',
			good: 'FROM debian:12\nRUN --device=nvidia.com/gpu=all,required a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { instruction, severity } of refusable(doc, ['RUN'])) {
			for (const { name, value, span, valueSpan } of instruction.flags) {
				const message = name === 'device' && value !== undefined ? problemOf(value) : undefined;
				if (message) yield { span: value === '' ? span : valueSpan, message, severity };
			}
		}
	},
};

/** Quotes are CSV's here; that is too rare to be read. */
function problemOf(text: string): string | undefined {
	if (text === '') return '--device has no value behind "=".';
	if (text.includes('"')) return undefined;
	let device = '';
	for (const field of text.split(',')) {
		const equals = field.indexOf('=');
		const key = (equals === -1 ? field : field.slice(0, equals)).toLowerCase();
		if (key === 'required') {
			if (equals !== -1 && !booleanWords.has(field.slice(equals + 1))) return `required is true or false, not ${field.slice(equals + 1)}.`;
		} else if (device !== '') {
			return `--device takes one name and "required": ${field} is neither.`;
		} else {
			device = key === 'name' && equals !== -1 ? field.slice(equals + 1) : field;
		}
	}
	return undefined;
}
