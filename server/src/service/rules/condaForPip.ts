import { rootImage } from '../baseImages.ts';
import { installationsBy } from '../caches.ts';
import type { Stage } from '../stages.ts';
import type { ImageReference } from '../syntax/imageReference.ts';
import type { Rule } from '../types.ts';

/** Packages that PyPI has too, with CUDA. */
const python =
	/^(?:pytorch|torch|torchvision|torchaudio|pytorch-cuda|tensorflow(?:-gpu)?|transformers|accelerate|xformers|flash-attn|numpy|scipy|pandas|scikit-learn|matplotlib|jax|jaxlib|diffusers|datasets|tokenizers|sentencepiece|opencv|pillow|jupyter\w*|triton|bitsandbytes|deepspeed|lightning|pytorch-lightning)$/i;

export const condaForPip: Rule = {
	id: 'conda-for-pip',
	aliases: ['gpu/prefer-uv-over-conda'],
	category: 'packages',
	severity: 'off',
	title: 'Conda that installs what pip could, on a GPU image',
	why: 'Conda brings its own Python, its own CUDA and a slow resolver. Where it installs only packages of Python, `uv pip install` with the [index of PyTorch](https://docs.astral.sh/uv/guides/integration/pytorch/) does the same faster, from a lock file. Once for each stage; silent where an environment is described in a file.',
	defaultBecause: 'Which package manager a project uses is its own choice.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN conda install -y pytorch=2.5.0\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN uv pip install --system torch==2.5.0\nUSER 65532',
		},
	],
	*check({ doc }) {
		const installations = installationsBy(doc, 'conda');
		if (installations.some(({ installation }) => installation.project || installation.requirements.length > 0)) return;
		const seen = new Set<Stage>();
		for (const { run, command, installation } of installations) {
			const stage = doc.stageOf(run);
			const image = stage && rootImage(stage);
			if (!image || seen.has(stage) || !isForGpu(image) || !installation.packages.some(({ name }) => python.test(name))) continue;
			seen.add(stage);
			yield { span: command.words[0]?.span ?? command.span, message: `${command.name} installs packages of Python that uv could install.` };
		}
	},
};

function isForGpu({ domain, path, tag = '' }: ImageReference): boolean {
	if (domain === 'nvcr.io') return path.startsWith('nvidia/');
	return domain === 'docker.io' && (/^nvidia\/cuda(?:gl)?$/.test(path) || (path === 'pytorch/pytorch' && /cuda/.test(tag)));
}
