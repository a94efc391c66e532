import { isHarmlessValue, isSecretName, secretValueKind } from '../data/secretNames.ts';
import { secretActions } from '../refactor/replaceSecret.ts';
import type { Rule } from '../types.ts';
import { isFingerprint, unquoted } from '../values.ts';

const general = ['SecretsUsedInArgOrEnv', 'DL3064', 'DS-0031', 'DF013', 'DF014'];
/** Rules of tally that are about these names alone. */
const ofRails: Readonly<Record<string, RegExp>> = {
	'ruby/secrets-in-arg-or-env': /^(?:SECRET_KEY_BASE|RAILS_MASTER_KEY|SECRET_TOKEN|DEVISE_SECRET_KEY|DEVISE_PEPPER|RAILS_KEY)$/,
	'ruby/prefer-secret-mounts-for-build-credentials': /^BUNDLE_\w+__\w+$/,
};

export const secretInEnvOrArg: Rule = {
	id: 'secret-in-env-or-arg',
	aliases: [...general, ...Object.keys(ofRails)],
	category: 'secrets',
	severity: 'warning',
	title: 'Secret in ENV or ARG',
	why: [
		'ENV values are part of the image: everybody who can pull it can read them, and every process in the container sees them. ARG values stay in the history. That holds for `ENV API_KEY=${API_KEY}` too, although some best-practice lists recommend it: the value given at build time is written into the image, and the variable at run time is the one baked in.',
		'For a secret that the *build* needs, use a [secret mount](https://docs.docker.com/build/building/secrets/): `RUN --mount=type=secret,id=API_KEY,env=API_KEY ...`. For one that the *program* needs, declare nothing here and give it when the container starts (`docker run -e`, a secret of compose or Kubernetes). A value that has been committed must be replaced.',
	].join('\n\n'),
	defaultBecause: 'A secret that has left in an image cannot be taken back.',
	examples: [
		{
			bad: 'FROM scratch\nUSER 65532\nENV API_KEY=${API_KEY}',
			good: 'FROM scratch\nUSER 65532',
		},
		{
			bad: 'FROM scratch\nARG NPM_TOKEN\nUSER 65532',
			good: 'FROM scratch\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.instructions) {
			if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
			for (const { key, value } of instruction.pairs) {
				const text = unquoted(value?.text ?? '');
				const kind = secretValueKind(text);
				const named = isSecretName(key.text) && !isFingerprint(text) && (value === undefined || !isHarmlessValue(text));
				if (!kind && !named) continue;
				const where = instruction.keyword === 'ENV' ? 'is written into the image' : "stays in the image's history";
				yield {
					span: key.span,
					aliases: [...general, ...Object.keys(ofRails).filter(alias => ofRails[alias]?.test(key.text))],
					message: kind ? `The value of ${key.text} looks like ${kind}: it ${where}.` : `${key.text} looks like a secret: its value ${where}.`,
					actions: secretActions(doc, key.text),
				};
			}
		}
	},
};
