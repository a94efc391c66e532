import { isCudaImage } from '../cuda.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

const libraries = /^(?:pytorch|torch|torchvision|torchaudio|tensorflow(?:-gpu)?|jax|jaxlib|cupy|pytorch-cuda|cudatoolkit)(?:[=<>].*)?$/;

export const condaForGpu: Rule = {
	id: 'conda-for-gpu',
	aliases: ['gpu/prefer-uv-over-conda'],
	category: 'packages',
	severity: 'off',
	title: 'Conda for what pip and uv install',
	why: 'PyTorch, TensorFlow and JAX publish wheels that bring what they need of CUDA; PyTorch [publishes no conda packages any more](https://github.com/pytorch/pytorch/issues/138506). pip and uv install them with a lock file and without a second package manager in the image.',
	defaultBecause: 'Who has conda often has a reason for it.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN conda install -y pytorch==2.4.0\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.4.0\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('RUN')) {
			const stage = doc.stageOf(instruction);
			if (!stage || !isCudaImage(chain(stage).at(-1)?.base.image)) continue;
			for (const { name, words, span } of doc.commands(instruction)) {
				if (!/^(?:conda|mamba|micromamba)$/.test(name ?? '') || !/^(?:install|create)$/.test(words[1]?.unquoted ?? '')) continue;
				if (words.some(({ unquoted }) => libraries.test(unquoted)))
					yield { span, message: 'pip and uv install this from wheels, with a lock file and without conda.' };
			}
		}
	},
};
