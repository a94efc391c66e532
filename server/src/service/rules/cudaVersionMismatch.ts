import { cudaImage } from '../cuda.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

/** How a package, an index or an option names the version of CUDA that it is built for. */
const builtFor = [/(?:\+|\/|^--torch-backend=|^)cu(\d{2})(\d)(?=$|\/)/, /^(?:pytorch-cuda|cudatoolkit|cuda-version)==?(\d+)\.(\d+)/];

export const cudaVersionMismatch: Rule = {
	id: 'cuda-version-mismatch',
	aliases: ['gpu/cuda-version-mismatch'],
	category: 'packages',
	severity: 'warning',
	title: 'Package for another CUDA than the base image has',
	why: 'A wheel is built for one version of CUDA (`torch==2.4+cu124`, an index that ends in `/cu124`, `pytorch-cuda=12.4`). With an older one of the same major version in the image, or another major version, it fails or falls back to the processor without a word. Newer minor versions [run what older ones were built for](https://docs.nvidia.com/deploy/cuda-compatibility/). Looked at are stages on `nvidia/cuda` images.',
	defaultBecause: 'Mostly the base image was changed and the line forgotten.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.4.0+cu118\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.4.0+cu124\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const cuda = cudaImage(chain(stage).at(-1)?.base ?? stage.base);
			if (!cuda) continue;
			for (const instruction of stage.instructions) {
				if (instruction.keyword !== 'RUN') continue;
				for (const { name, words } of doc.commands(instruction)) {
					if (!/^(?:pip3?|python3?|uv|conda|mamba|micromamba)$/.test(name ?? '')) continue;
					for (const word of words.slice(1)) {
						const [, major, minor] = builtFor.map(pattern => pattern.exec(word.unquoted)).find(match => match) ?? [];
						if (major === undefined || (Number(major) === cuda.major && Number(minor) <= cuda.minor)) continue;
						yield {
							span: word.span,
							message: `This is built for CUDA ${major}.${minor}; the image has ${cuda.major}.${cuda.minor}.`,
							related: [{ span: (chain(stage).at(-1)?.base ?? stage.base).word.span, message: 'The base image.' }],
						};
					}
				}
			}
		}
	},
};
