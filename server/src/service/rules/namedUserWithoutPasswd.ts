import { copies } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { chain, type Stage } from '../stages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

export const namedUserWithoutPasswd: Rule = {
	id: 'named-user-without-passwd',
	aliases: ['named-identity-in-passwdless-stage'],
	category: 'users',
	severity: 'warning',
	title: 'Name of a user where there is no /etc/passwd',
	why: 'An image built from `scratch` has no `/etc/passwd`: a name cannot be looked up, and the container does not start ("unable to find user"); `--chown` with a name fails in the build. Use numbers, which need no look-up. See [USER](https://docs.docker.com/reference/dockerfile/#user) and [--chown](https://docs.docker.com/reference/dockerfile/#copy---chown---chmod). Silent as soon as something may bring that file.',
	defaultBecause: 'The container does not start.',
	examples: [{ bad: 'FROM scratch\nCOPY app /app\nUSER app', good: 'FROM scratch\nCOPY app /app\nUSER 65532' }],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const stages = chain(stage);
			if (!stages.at(-1)?.base.scratch || doc.isWindows(stage.from)) continue;
			const before = stages.slice(1).flatMap(({ instructions }) => instructions);
			if (before.some(instruction => mayBringPasswd(doc, instruction))) continue;
			yield* namesIn(doc, stage);
		}
	},
};

function* namesIn(doc: DockerfileDocument, stage: Stage) {
	for (const instruction of stage.instructions) {
		const user = instruction.keyword === 'USER' ? doc.userAfter(instruction) : undefined;
		if (user && isName(user)) yield { span: instruction.args.span, message: `There is no /etc/passwd in this image to look ${user} up: use a number.` };
		const chown = instruction.flags.find(({ name }) => name === 'chown');
		if (chown?.value && !chown.value.includes('$') && isName(chown.value)) {
			yield { span: chown.valueSpan, message: `There is no /etc/passwd in this image to look ${chown.value} up: use a number.` };
		}
		if (mayBringPasswd(doc, instruction)) return;
	}
}

/** `app`, `app:1`, `1:app`. */
function isName(user: string): boolean {
	return user.split(':').some(part => part !== '' && !/^\d+$/.test(part));
}

/** A RUN needs files that somebody brought; a folder copied to the root may hold anything. */
function mayBringPasswd(doc: DockerfileDocument, instruction: Instruction): boolean {
	if (instruction.keyword === 'RUN' || instruction.keyword === 'ADD') return true;
	if (instruction.keyword !== 'COPY') return false;
	const target = copies(doc).find(copy => copy.instruction === instruction)?.target;
	return target === undefined || target === '/' || target === '/etc' || target === '/etc/passwd';
}
