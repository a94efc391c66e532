import { accountsIn } from '../accounts.ts';
import { runsAsNonRoot } from '../baseImages.ts';
import { chain, type Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const unusedAccount: Rule = {
	id: 'unused-account',
	aliases: ['user-created-but-never-used'],
	category: 'users',
	severity: 'info',
	title: 'Account that is made and never used',
	why: 'The shipped image has an account that was made for the program, and the program runs as root: USER is missing. See [USER](https://docs.docker.com/build/building/best-practices/#user). Silent where the name stands anywhere else in the file, as an owner or for a program that becomes that user.',
	defaultBecause: 'It is nearly always half of what was meant; that no USER is set is said louder by another rule.',
	examples: [{ bad: 'FROM debian:12\nRUN useradd app\nCMD ["id"]', good: 'FROM debian:12\nRUN useradd app\nUSER app\nCMD ["id"]' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || doc.isWindows(shipped.from)) return;
		const last = chain(shipped).flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'USER').at(-1) ?? [])[0];
		if (last ? !/^(?:root|0+)(?::|$)/.test(doc.userAfter(last) ?? '') : runsAsNonRoot((chain(shipped).at(-1) as Stage).base)) return;
		const made = accountsIn(doc, shipped).filter(({ command }) => /^(?:useradd|adduser)$/.test(command.name ?? ''));
		if (made.length === 0) return;
		const everywhere = wordCounts(doc.text);
		for (const { name, command } of made) {
			if ((everywhere.get(name) ?? 0) > (wordCounts(doc.text.slice(command.span.start, command.span.end)).get(name) ?? 0)) continue;
			yield { span: command.span, message: `${name} is made, and nothing runs as ${name}: USER is missing.` };
		}
	},
};

function wordCounts(text: string): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const [word] of text.matchAll(/[\w-]+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}
