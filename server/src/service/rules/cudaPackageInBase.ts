import { cudaImage } from '../cuda.ts';
import { installationOf } from '../packages.ts';
import type { Rule } from '../types.ts';

const order = ['base', 'runtime', 'devel'] as const;
/** Packages, and the smallest image that has them. */
const parts: readonly { readonly pattern: RegExp; readonly since: (typeof order)[number] }[] = [
	{ pattern: /^cuda(?:$|-runtime(?:-|$)|-compat-)/, since: 'base' },
	{ pattern: /^cuda-libraries(?:-\d|$)/, since: 'runtime' },
	{ pattern: /^(?:nvidia-cuda-toolkit$|cuda-(?:toolkit|nvcc)(?:-\d|$))/, since: 'devel' },
];

export const cudaPackageInBase: Rule = {
	id: 'cuda-package-in-base',
	aliases: ['gpu/no-redundant-cuda-install'],
	category: 'packages',
	severity: 'info',
	title: 'CUDA installed where the base image has it',
	why: 'Images `nvidia/cuda` have the runtime (`base`, `runtime`), the libraries (`runtime`), the compiler (`devel`) and cuDNN (`cudnn`), in [the version of their tag](https://gitlab.com/nvidia/container-images/cuda/blob/master/doc/supported-tags.md). The package manager may install another version beside it.',
	defaultBecause: 'It works mostly, and costs gigabytes.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN apt-get update && apt-get install -y --no-install-recommends cuda-toolkit-12-4 && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { base, instructions } of doc.stages) {
			const cuda = cudaImage(base);
			if (!cuda) continue;
			for (const instruction of instructions) {
				if (instruction.keyword !== 'RUN') continue;
				for (const command of doc.commands(instruction)) {
					for (const { name, span } of installationOf(command)?.packages ?? []) {
						const part = parts.find(({ pattern }) => pattern.test(name));
						const isThere = part ? order.indexOf(cuda.flavor) >= order.indexOf(part.since) : cuda.cudnn && /^libcudnn/.test(name);
						if (isThere) yield { span, message: `The base image has ${name} already.` };
					}
				}
			}
		}
	},
};
