import { imageUses } from '../images.ts';
import type { ImageReference } from '../syntax/imageReference.ts';
import type { Rule } from '../types.ts';

export const untrustedRegistry: Rule = {
	id: 'untrusted-registry',
	aliases: ['DL3026', 'DF065'],
	category: 'pinning',
	severity: 'error',
	title: 'Image from a registry that is not allowed',
	why: 'The project lists the registries that it trusts (`trustedRegistries` in `.drydock.yaml` or `.hadolint.yaml`); this image comes from another one. A `*` stands for any characters. See [hadolint DL3026](https://github.com/hadolint/hadolint/wiki/DL3026).',
	defaultBecause: 'Nothing is said unless the project has such a list.',
	examples: [
		{
			bad: 'FROM quay.io/a/b:1\nUSER 65532',
			good: 'FROM registry.example.com/a/b:1\nUSER 65532',
			settings: { trustedRegistries: ['*.example.com'] },
		},
	],
	*check({ doc, settings }) {
		if (settings.trustedRegistries.length === 0) return;
		for (const { image, span } of imageUses(doc)) {
			if (settings.trustedRegistries.some(trusted => isFrom(image, trusted))) continue;
			yield { span, message: `${image.domain} is not among the registries that this project trusts.` };
		}
	},
};

/** A host, with `*` for any characters; or a host with the beginning of a path. */
function isFrom({ domain, path }: ImageReference, trusted: string): boolean {
	const name = trusted
		.toLowerCase()
		.replace(/^(?:hub\.docker\.com|index\.docker\.io)(?=$|\/)/, 'docker.io')
		.replace(/\/$/, '');
	const pattern = new RegExp(
		`^${name
			.split('*')
			.map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}(?:/|$)`,
	);
	return pattern.test(domain.toLowerCase()) || pattern.test(`${domain.toLowerCase()}/${path}`);
}
