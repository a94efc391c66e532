import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';
import { unquoted } from '../values.ts';

export const allDriverCapabilities: Rule = {
	id: 'all-driver-capabilities',
	aliases: ['gpu/prefer-minimal-driver-capabilities'],
	category: 'metadata',
	severity: 'off',
	title: 'Every part of the graphics driver',
	why: '`NVIDIA_DRIVER_CAPABILITIES=all` puts every library of the driver into the container. Computing needs `compute,utility`, which is also what holds where nothing is said. See [driver capabilities](https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html#driver-capabilities).',
	defaultBecause: 'Some programs draw or encode, and the file does not tell.',
	examples: [
		{
			bad: 'FROM debian:12\nENV NVIDIA_DRIVER_CAPABILITIES=all\nUSER 65532',
			good: 'FROM debian:12\nENV NVIDIA_DRIVER_CAPABILITIES=compute,utility\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('ENV')) {
			for (const { key, value, span } of instruction.pairs) {
				if (key.text !== 'NVIDIA_DRIVER_CAPABILITIES' || !value || unquoted(value.text).toLowerCase() !== 'all') continue;
				yield {
					span,
					message: 'Most programs need compute,utility of the driver.',
					actions: [
						{
							id: 'fewer-capabilities',
							title: 'Use compute,utility',
							kind: 'quickfix',
							safety: 'review',
							why: 'A program that draws or encodes needs more.',
							preferred: true,
							edits: () => ({ edits: [replace(value.span, 'compute,utility')] }),
						},
					],
				};
			}
		}
	},
};
