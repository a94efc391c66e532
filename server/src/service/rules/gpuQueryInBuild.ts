import type { Rule } from '../types.ts';

const programs = /^(?:nvidia-smi|nvidia-debugdump|nvidia-persistenced)$/;
const calls =
	/\b(?:torch\.cuda\.(?:is_available|device_count|get_device_name|current_device)|tf\.(?:test\.is_gpu_available|config\.list_physical_devices))\s*\(/;

export const gpuQueryInBuild: Rule = {
	id: 'gpu-query-in-build',
	aliases: ['gpu/no-buildtime-gpu-queries'],
	category: 'files',
	severity: 'warning',
	title: 'Build that asks for the graphics card',
	why: 'While an image is built, no graphics card is there: `nvidia-smi` fails, and `torch.cuda.is_available()` says no, whatever the machine has. Ask when the container starts, in CMD or ENTRYPOINT. See [GPUs in Docker Spaces](https://huggingface.co/docs/hub/spaces-sdks-docker).',
	defaultBecause: 'The step fails or says something wrong. Behind `||` it is silent: failure is expected there.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN nvidia-smi\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nUSER 65532\nCMD ["nvidia-smi"]',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('RUN')) {
			for (const { name, words, span, followedBy, conditional } of doc.commands(instruction)) {
				if (followedBy === '||' || conditional) continue;
				if (programs.test(name ?? '')) yield { span, message: `No graphics card is there while the image is built: ${name} fails.` };
				else if (/^python/.test(name ?? '') && words.some(({ unquoted }) => calls.test(unquoted)))
					yield { span, message: 'No graphics card is there while the image is built: the answer is always no.' };
			}
		}
	},
};
