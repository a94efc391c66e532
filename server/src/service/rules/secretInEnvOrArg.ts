import { rootImage } from '../baseImages.ts';
import {
	bundlerCredentialNames,
	isHarmlessValue,
	isRubysOwnSecret,
	isSecretName,
	railsSecretNames,
	rubyBuildCredentialNames,
	secretValueKind,
} from '../data/secretNames.ts';
import type { DockerfileDocument } from '../document.ts';
import { secretActions } from '../refactor/replaceSecret.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';
import { isFingerprint, unquoted } from '../values.ts';

const general = ['SecretsUsedInArgOrEnv', 'DL3064', 'DS-0031', 'DF013', 'DF014'];
const rails = 'ruby/secrets-in-arg-or-env';
const rubyBuild = 'ruby/prefer-secret-mounts-for-build-credentials';

export const secretInEnvOrArg: Rule = {
	id: 'secret-in-env-or-arg',
	aliases: [...general, rails, rubyBuild],
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
					message: kind ? `The value of ${key.text} looks like ${kind}: it ${where}.` : `${key.text} looks like a secret: its value ${where}.`,
					aliases: aliasesOf(doc, instruction, key.text),
					actions: secretActions(doc, key.text),
				};
			}
		}
	},
};

function aliasesOf(doc: DockerfileDocument, instruction: Instruction, name: string): readonly string[] {
	const others = isRubysOwnSecret(name) ? [] : general;
	if (railsSecretNames.test(name)) return [...others, rails];
	if (bundlerCredentialNames.test(name)) return [...others, rubyBuild];
	const stage = doc.stageOf(instruction);
	return rubyBuildCredentialNames.test(name) && stage && /ruby/.test(rootImage(stage)?.path ?? '') ? [...others, rubyBuild] : others;
}
