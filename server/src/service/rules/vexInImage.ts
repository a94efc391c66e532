import { copies } from '../copies.ts';
import type { Rule } from '../types.ts';

export const vexInImage: Rule = {
	id: 'vex-in-image',
	aliases: ['prefer-vex-attestation'],
	category: 'metadata',
	severity: 'off',
	title: 'Statement about vulnerabilities inside the image',
	why: 'What is known about the vulnerabilities of an image changes after it is built, and the image does not. As an [attestation](https://docs.docker.com/scout/how-tos/create-exceptions-vex/) beside it, a VEX document can be renewed without another digest, and scanners find it.',
	defaultBecause: 'Few projects have such a document, and scanners read files in the image, too.',
	examples: [{ bad: 'FROM debian:12\nCOPY app.vex.json /usr/share/vex/\nUSER 65532', good: 'FROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		for (const { sources } of copies(doc)) {
			for (const { value, span } of sources) {
				if (/(?:^|[./_-])(?:open)?vex(?:[._-][\w.-]*)?\.json$/i.test(value ?? ''))
					yield { span, message: 'A VEX document belongs beside the image, as an attestation.' };
			}
		}
	},
};
