import { repeatableFlags } from '../data/flagTypes.ts';
import { instructionData } from '../data/instructions.ts';
import { remove } from '../edit.ts';
import { flagsRead, refusable } from '../refusable.ts';
import type { Flag } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const repeatedFlag: Rule = {
	id: 'repeated-flag',
	aliases: ['FLAG_DUPLICATE'],
	category: 'syntax',
	severity: 'error',
	title: 'Flag that stands twice',
	why: 'The builder refuses a flag that stands twice, also with the same value. Only `--mount`, `--exclude` and `--device` may. See the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/).',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12\nCOPY --link --link a /a\nUSER 65532', good: 'FROM debian:12\nCOPY --link a /a\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity } of refusable(doc, Object.keys(instructionData))) {
			if (instruction.flags.length < 2) continue;
			const before = new Map<string, Flag>();
			let last = instruction.flags[0] as Flag;
			for (const flag of flagsRead(instruction)) {
				const first = before.get(flag.name);
				if (!first) before.set(flag.name, flag);
				else if (!repeatableFlags.has(flag.name)) {
					const action = removeBehind(last, flag, flag.value === first.value);
					yield {
						span: flag.span,
						message: `--${flag.name} stands twice.`,
						severity,
						actions: [action],
						related: [{ span: first.span, message: 'The first.' }],
					};
				}
				last = flag;
			}
		}
	},
};

function removeBehind(previous: Flag, flag: Flag, same: boolean): Action {
	return {
		id: 'remove-flag',
		title: 'Remove the second',
		kind: 'quickfix',
		safety: same ? 'safe' : 'review',
		...(same ? {} : { why: 'They have different values.' }),
		preferred: true,
		edits: () => ({ edits: [remove({ start: previous.span.end, end: flag.span.end })] }),
	};
}
