import { insecureUses } from '../insecureOptions.ts';
import type { Rule } from '../types.ts';

export const uncheckedCertificates: Rule = {
	id: 'unchecked-certificates',
	aliases: ['CKV2_DOCKER_2', 'CKV2_DOCKER_3', 'CKV2_DOCKER_4', 'CKV2_DOCKER_13', 'CKV2_DOCKER_15'],
	category: 'pinning',
	severity: 'warning',
	title: 'Download without a look at the certificate',
	why: 'Whoever sits between the builder and the server can put anything into the image, as with no encryption at all. Install the missing certificate authority instead. See [curl](https://curl.se/docs/sslcerts.html) and [CWE-295](https://cwe.mitre.org/data/definitions/295.html). Silent for servers on the building machine itself.',
	defaultBecause: 'What is fetched cannot be told from what an attacker sends.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSLk -o /a https://example.com/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -fsSL -o /a https://example.com/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		yield* insecureUses(doc, 'certificates', (option, program) => `${option} lets ${program} trust any server, also one that poses as the right one.`);
	},
};
