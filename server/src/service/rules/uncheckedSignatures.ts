import { insecureUses } from '../insecureOptions.ts';
import type { Rule } from '../types.ts';

export const uncheckedSignatures: Rule = {
	id: 'unchecked-signatures',
	aliases: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'],
	category: 'pinning',
	severity: 'warning',
	title: 'Packages whose signature is not checked',
	why: 'Packages are signed because mirrors are not trusted. Without the check, any mirror, proxy or attacker on the way decides what is installed. Add the key of the repository instead. See [SecureApt](https://wiki.debian.org/SecureApt) and [CWE-347](https://cwe.mitre.org/data/definitions/347.html).',
	defaultBecause: 'What is installed cannot be told from what an attacker sends.',
	examples: [
		{
			bad: 'FROM alpine:3.22\nRUN apk add --no-cache --allow-untrusted /tmp/a.apk\nUSER 65532',
			good: 'FROM alpine:3.22\nRUN apk add --no-cache /tmp/a.apk\nUSER 65532',
		},
	],
	*check({ doc }) {
		yield* insecureUses(doc, 'signatures', (option, program) => `${option} lets ${program} install packages that nobody has signed.`);
	},
};
