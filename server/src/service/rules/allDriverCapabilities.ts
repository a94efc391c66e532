import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';
import { unquoted } from '../values.ts';

export const allDriverCapabilities: Rule = {
	id: 'all-driver-capabilities',
	aliases: ['gpu/prefer-minimal-driver-capabilities'],
	category: 'users',
	severity: 'off',
	title: 'All parts of the GPU driver in the container',
	why: '`all` mounts the libraries for graphics, video and display too. For computing, `compute,utility` is enough. See [driver capabilities](https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html#driver-capabilities).',
	defaultBecause: 'Whether the program renders or encodes video cannot be seen from here.',
	examples: [
		{
			bad: 'FROM debian:12\nENV NVIDIA_DRIVER_CAPABILITIES=all\nUSER 65532',
			good: 'FROM debian:12\nENV NVIDIA_DRIVER_CAPABILITIES=compute,utility\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const env of doc.all('ENV')) {
			for (const { key, value } of env.pairs) {
				if (key.text !== 'NVIDIA_DRIVER_CAPABILITIES' || !value || !/^all$/i.test(unquoted(value.text))) continue;
				yield {
					span: value.span,
					message: 'The container gets every library of the driver: most programs need compute,utility.',
					actions: [
						{
							id: 'compute-only',
							title: 'Use compute,utility',
							kind: 'quickfix',
							safety: 'review',
							why: 'Programs that render, show or encode video need more.',
							preferred: true,
							edits: () => ({ edits: [replace(value.span, 'compute,utility')] }),
						},
					],
				};
			}
		}
	},
};
