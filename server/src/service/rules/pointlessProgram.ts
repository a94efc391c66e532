import { buildCommands } from '../buildCommands.ts';
import type { Rule } from '../types.ts';

const programs = ['ssh', 'vim', 'shutdown', 'service', 'ps', 'free', 'top', 'kill', 'mount'];

export const pointlessProgram: Rule = {
	id: 'pointless-program',
	aliases: ['DL3001', 'DF060'],
	category: 'files',
	severity: 'off',
	title: 'Program that makes little sense in a build',
	why: `A build has no terminal, no services and few rights, and what it starts ends with its step: ${programs.map(name => `\`${name}\``).join(', ')} mostly come from instructions for a machine. See [RUN](https://docs.docker.com/reference/dockerfile/#run).`,
	defaultBecause: 'Some builds start a database for a step, and stop it again.',
	examples: [{ bad: 'FROM debian:12\nRUN service nginx restart\nUSER 65532', good: 'FROM debian:12\nUSER 65532\nCMD ["nginx", "-g", "daemon off;"]' }],
	*check({ doc }) {
		for (const { command } of buildCommands(doc, ...programs)) {
			yield { span: command.words[0]?.span ?? command.span, message: `${command.name} makes little sense in a build.` };
		}
	},
};
