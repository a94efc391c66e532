import { protocols } from '../data/protocols.ts';
import { replace } from '../edit.ts';
import { exposedPorts } from '../exposed.ts';
import type { Rule } from '../types.ts';

export const protocolCasing: Rule = {
	id: 'protocol-casing',
	aliases: ['ExposeProtoCasing'],
	category: 'style',
	severity: 'info',
	title: 'Protocol of a port not in lower case',
	why: 'Protocols are written in lower case; the image has them so in any case. See [ExposeProtoCasing](https://docs.docker.com/reference/build-checks/expose-proto-casing/).',
	defaultBecause: 'BuildKit warns about it, and the change is free; nothing depends on it.',
	examples: [{ bad: 'FROM debian:12\nEXPOSE 53/UDP\nUSER 65532', good: 'FROM debian:12\nEXPOSE 53/udp\nUSER 65532' }],
	*check({ doc }) {
		for (const { spec, place, literal } of exposedPorts(doc)) {
			const { text, at } = spec.protocol;
			const wanted = text.toLowerCase();
			if (text === wanted || !protocols.includes(wanted)) continue;
			const span = place(at, at + text.length);
			yield {
				span,
				message: `The protocol ${text} is not written in lower case.`,
				actions: literal
					? [
							{
								id: 'lower-case',
								title: `Write ${wanted}`,
								kind: 'quickfix',
								safety: 'safe',
								preferred: true,
								edits: () => ({ edits: [replace(span, wanted)] }),
							},
						]
					: [],
			};
		}
	},
};
