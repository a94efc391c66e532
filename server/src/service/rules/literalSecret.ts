import { literalSecrets } from '../literalSecrets.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const literalSecret: Rule = {
	id: 'literal-secret',
	aliases: ['secrets-in-code'],
	category: 'secrets',
	severity: 'warning',
	title: 'Credential written into the file',
	why: 'What stands in a RUN, a LABEL or a here-document is read by everybody who has the file, and by everybody who has the image: commands are part of its [history](https://docs.docker.com/reference/cli/docker/image/history/). Replace the credential where it was issued, since it is known now; give the new one to the step that needs it by a [secret mount](https://docs.docker.com/build/building/secrets/). Recognised are the forms that GitHub, AWS and others publish, private keys, passwords in URLs, and tokens in headers and registry settings; placeholders, and passwords for services on this machine, are not flagged. ENV and ARG have a rule of their own.',
	defaultBecause: 'A credential that was committed is known.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN git clone https://ci:h4ckm3pls@git.corp.io/a.git\nUSER 65532',
			good: 'FROM debian:12\nRUN --mount=type=secret,id=netrc,target=/root/.netrc git clone https://git.corp.io/a.git\nUSER 65532',
		},
	],
	*check({ doc }) {
		const shipped = doc.shipped ? chain(doc.shipped) : [];
		for (const { what, span, instruction } of literalSecrets(doc)) {
			if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') continue;
			const stage = doc.stageOf(instruction);
			const where = stage && shipped.includes(stage) ? 'everybody who has the image can read it' : 'everybody who has this file can read it';
			yield { span, message: `This looks like ${what}: ${where}.` };
		}
	},
};
