import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const rootUser: Rule = {
	id: 'root-user',
	aliases: ['DL3002', 'DS-0002', 'CKV_DOCKER_8', 'DF002'],
	category: 'users',
	severity: 'warning',
	title: 'Shipped stage runs as root',
	why: 'The last USER of the shipped stage is root: a fault in the program owns the container. Become root where a step needs it, and leave it before the stage ends. See [USER](https://docs.docker.com/build/building/best-practices/#user).',
	defaultBecause: 'Somebody wrote it, often for one step, and forgot to take it back.',
	examples: [{ bad: 'FROM debian:12\nUSER root\nRUN id', good: 'FROM debian:12\nUSER root\nRUN id\nUSER 65532' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || doc.isWindows(shipped.from)) return;
		const users = chain(shipped).flatMap(stage => stage.instructions.filter(({ keyword }) => keyword === 'USER').at(-1) ?? []);
		const last = users[0];
		if (!last || doc.stageOf(last) !== shipped) return;
		const user = doc.scope(last) && doc.userAfter(last);
		if (user === undefined || !/^(?:root|0+)(?::|$)/.test(user)) return;
		yield { span: last.args.span, message: `The shipped stage runs as ${user}.` };
	},
};
