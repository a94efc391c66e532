import { installationOf } from '../packages.ts';
import type { Rule } from '../types.ts';

export const containerToolkitInImage: Rule = {
	id: 'container-toolkit-in-image',
	aliases: ['gpu/no-container-runtime-in-image'],
	category: 'packages',
	severity: 'warning',
	title: 'What the host needs for graphics cards, in the image',
	why: 'The [NVIDIA Container Toolkit](https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html) belongs on the machine that runs containers: it gives them the graphics cards. In an image it does nothing.',
	defaultBecause: 'It serves nothing there, and hides what is missing on the host.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends nvidia-container-toolkit && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('RUN')) {
			for (const command of doc.commands(instruction)) {
				for (const { name, span } of installationOf(command)?.packages ?? []) {
					if (/^(?:nvidia-container-(?:toolkit|runtime)(?:-base)?|nvidia-docker2?|libnvidia-container[\w-]*)$/.test(name))
						yield { span, message: `${name} belongs on the host: in an image it does nothing.` };
				}
			}
		}
	},
};
