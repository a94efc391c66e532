import { buildCommands } from '../buildCommands.ts';
import { loginPrograms, logins } from '../data/logins.ts';
import { hasSecretMount } from '../secretMounts.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const loginInBuild: Rule = {
	id: 'login-in-build',
	aliases: ['DS-0031', 'require-secret-mounts'],
	category: 'secrets',
	severity: 'warning',
	title: 'Login during the build',
	why: 'The command writes the credential into a file of the user, which stays in the layer, and what it was called with stays in the history. Mount the file that the program reads as a [secret](https://docs.docker.com/build/building/secrets/#target) instead (`--mount=type=secret,id=npmrc,target=/root/.npmrc`), or fetch with the credentials of the machine that builds. Silent for a RUN with a secret mount; in builder stages it is information.',
	defaultBecause: 'A secret that has left in an image cannot be taken back.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN gcloud auth activate-service-account --key-file=/key.json\nUSER 65532',
			good: 'FROM debian:12\nRUN --mount=type=secret,id=key gcloud auth activate-service-account --key-file=/run/secrets/key\nUSER 65532',
		},
	],
	*check({ doc }) {
		const shipped = doc.shipped ? chain(doc.shipped) : [];
		for (const { run, command } of buildCommands(doc, ...loginPrograms)) {
			const { words } = command;
			if (hasSecretMount(run) || words.some(({ value }) => value === '--help')) continue;
			const text = [command.name, ...words.slice(1).map(({ unquoted }) => unquoted)].join(' ');
			const login = logins.find(({ command: pattern }) => pattern.test(text));
			if (!login) continue;
			const stage = doc.stageOf(run);
			yield {
				span: command.span,
				message: 'The credential of this login stays in a file of the layer.',
				aliases: login.cloud ? ['DS-0031', 'require-secret-mounts'] : ['require-secret-mounts'],
				...(stage && shipped.includes(stage) ? {} : { severity: 'info' as const }),
			};
		}
	},
};
