import { accountsIn } from '../accounts.ts';
import { remove } from '../edit.ts';
import type { Rule } from '../types.ts';

export const supplementaryGroupsDropped: Rule = {
	id: 'supplementary-groups-dropped',
	aliases: ['user-explicit-group-drops-supplementary-groups'],
	category: 'users',
	severity: 'warning',
	title: 'USER with a group drops the other groups',
	why: 'If USER names a group, the process has [that group only](https://docs.docker.com/reference/dockerfile/#user): the groups that the user was put into (`useradd -G`, `usermod -aG`, `addgroup`) have no effect. Without `:group` it has all of them. Flagged only where this file adds such groups.',
	defaultBecause: 'Somebody added the groups on purpose.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN useradd --groups video app\nUSER app:app',
			good: 'FROM debian:12\nRUN useradd --groups video app\nUSER app',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('USER')) {
			const stage = doc.stageOf(instruction);
			const [name, group] = doc.userAfter(instruction)?.split(':') ?? [];
			if (!stage || !name || !group || doc.isWindows(instruction)) continue;
			const accounts = accountsIn(doc, stage).filter(({ run }) => run.span.start < instruction.span.start);
			const uid = accounts.find(account => account.uid === name);
			const added = accounts.filter(account => account.name === name || account.name === uid?.name).filter(({ groups }) => groups.length > 0);
			const groups = [...new Set(added.flatMap(account => account.groups))].filter(other => other !== group);
			if (groups.length === 0) continue;
			const { text, span } = instruction.args;
			const colon = text.indexOf(':');
			const literal = /^[\w.-]+:[\w.-]+$/.test(text);
			yield {
				span,
				message: `Group ${group} alone counts here: ${name} loses ${groups.join(', ')}.`,
				related: added.map(({ command }) => ({ span: command.span, message: 'The groups are added here.' })),
				actions: literal
					? [
							{
								id: 'drop-group',
								title: `Drop :${group}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'The process then has all groups of the user, and the first one of its account.',
								preferred: true,
								edits: () => ({ edits: [remove({ start: span.start + colon, end: span.end })] }),
							},
						]
					: [],
			};
		}
	},
};
