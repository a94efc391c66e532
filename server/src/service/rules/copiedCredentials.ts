import { copies } from '../copies.ts';
import { credentialFileVariables, isCredentialFile } from '../data/credentialFiles.ts';
import type { DockerfileDocument } from '../document.ts';
import { expanded } from '../images.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const copiedCredentials: Rule = {
	id: 'copied-credentials',
	aliases: ['DS-0031'],
	category: 'secrets',
	severity: 'warning',
	title: 'File with credentials copied into the image',
	why: 'Keys, `.env` files, `.netrc` and the like are then part of a layer: everybody who can pull the image has them, also if a later step deletes them. For a build step use a [secret mount](https://docs.docker.com/build/building/secrets/) with `target=`; the program is given its secrets when the container starts. Builder stages are shown as information: their layers stay in the cache.',
	defaultBecause: 'A secret that has left in an image cannot be taken back.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone git@example.com:a.git\nUSER 65532',
			good: 'FROM debian:12\nRUN --mount=type=ssh git clone git@example.com:a.git\nUSER 65532',
		},
	],
	*check({ doc }) {
		const shipped = doc.shipped ? chain(doc.shipped) : [];
		for (const { instruction, sources, target, from } of copies(doc)) {
			const variable = variableFor(doc, target);
			for (const { value, text, span } of sources) {
				const path = value ?? text;
				if (from !== undefined && !variable && doc.stageOf(instruction) !== doc.shipped) continue;
				if (!isCredentialFile(path) && !(variable && /\.(?:json|ya?ml|ini|conf|cfg|pem|key)$|credentials/.test(path))) continue;
				const stage = doc.stageOf(instruction);
				yield {
					span,
					message: `${path} holds credentials: they become part of a layer.`,
					aliases: variable ? ['DS-0031'] : [],
					...(stage && shipped.includes(stage) ? {} : { severity: 'info' as const }),
				};
			}
		}
	},
};

/** A variable of the file that says "the credentials are here". */
function variableFor(doc: DockerfileDocument, target: string | undefined): boolean {
	if (target === undefined) return false;
	return [...doc.all('ENV'), ...doc.all('ARG')].some(instruction =>
		instruction.pairs.some(({ key, value }) => {
			const path = value && credentialFileVariables.has(key.text) ? expanded(doc, instruction, value.text) : undefined;
			return path !== undefined && (path === target || path.startsWith(`${target === '/' ? '' : target}/`));
		}),
	);
}
