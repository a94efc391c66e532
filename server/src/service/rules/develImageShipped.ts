import { rootImage } from '../baseImages.ts';
import { buildCommands, buildPrograms } from '../buildCommands.ts';
import { installationsBy } from '../caches.ts';
import { cudaImageOf } from '../cuda.ts';
import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { imageUses } from '../images.ts';
import { chain, type Stage } from '../stages.ts';
import { isForDevelopment, starts } from '../starts.ts';
import type { Action, Rule } from '../types.ts';

export const develImageShipped: Rule = {
	id: 'devel-image-shipped',
	aliases: ['gpu/prefer-runtime-final-stage'],
	category: 'stages',
	severity: 'info',
	title: "CUDA's compiler in the shipped stage",
	why: 'The `devel` variants of `nvidia/cuda` hold compiler, headers and static libraries: two to four gigabytes more than `runtime`. Build in a stage on `devel`, ship one on `runtime` or `base`. See [nvidia/cuda](https://hub.docker.com/r/nvidia/cuda). Silent where the stage compiles something, or installs what may.',
	defaultBecause: 'The image works; it is larger than it need be.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.0\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.0\nUSER 65532',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		if (
			!shipped ||
			cudaImageOf(shipped)?.flavor !== 'devel' ||
			isForDevelopment(doc) ||
			compiles(doc, chain(shipped)) ||
			starts(doc).some(({ line }) => compilesLater.test(line))
		)
			return;
		yield {
			span: shipped.base.word.span,
			message: 'The image ships the compiler and headers of CUDA, and nothing here compiles.',
			actions: useRuntime(doc, shipped),
		};
	},
};

const compilers =
	/^(?:nvcc|gcc|g\+\+|cc|c\+\+|clang\+*|gfortran|make|cmake|ninja|meson|bazel|bazelisk|scons|cargo|rustc|go|javac|nvc\+*|catkin\w*|colcon)(?:-[\d.]+)?$/;
const toolchains = /^(?:build-essential|gcc|g\+\+|clang|make|cmake|ninja(?:-build)?|python3?(?:\.\d+)?-dev(?:el)?|gcc-c\+\+|"?Development Tools"?)(?:-\d+)?$/;
/** Packages of Python that compile with CUDA when they are installed or used. */
const compiled =
	/^(?:flash[-_]attn|deepspeed|apex|xformers|vllm|bitsandbytes|pycuda|triton|detectron2|mmcv|llama-cpp-python|auto-gptq|numba|cupy|torch-\w+|tinycudann)$/i;

/** Servers that compile kernels when they start. */
const compilesLater = /\b(?:vllm|sglang|deepspeed|lmdeploy|tritonserver|trtllm\S*|tensorrt_llm|text-generation\S*)\b/;

function compiles(doc: DockerfileDocument, stages: readonly Stage[]): boolean {
	const isIn = (run: Parameters<DockerfileDocument['stageOf']>[0]) => stages.includes(doc.stageOf(run) as Stage);
	const usesCompiler = buildCommands(doc, ...buildPrograms(doc)).some(({ run, command }) => {
		const { name = '', words } = command;
		if (!isIn(run)) return false;
		// ./build.sh, setup.py, a script that is downloaded: anything may happen
		return compilers.test(name) || /\.(?:sh|py)$/.test(name) || words.some(({ unquoted }) => /(?:^|\/)(?:setup\.py|[\w-]+\.sh)$/.test(unquoted));
	});
	if (usesCompiler) return true;
	return installationsBy(doc, 'apt', 'yum', 'dnf', 'zypper', 'pip', 'uv', 'conda').some(
		({ run, installation }) =>
			isIn(run) &&
			(installation.hasUnknown ||
				installation.project ||
				installation.packages.some(({ kind, name }) => kind === 'url' || kind === 'folder' || kind === 'file' || toolchains.test(name) || compiled.test(name))),
	);
}

function useRuntime(doc: DockerfileDocument, shipped: Stage): Action[] {
	const root = rootImage(shipped);
	const use = imageUses(doc).find(({ image, kind }) => image === root && kind === 'from');
	const writable = use?.writable;
	const tag = root?.tagSpan;
	if (!writable || !tag || root.digest || root.tag?.match(/devel/g)?.length !== 1) return [];
	const start = writable.start + tag.start + root.tag.indexOf('devel');
	return [
		{
			id: 'use-runtime',
			title: 'Use the runtime variant',
			kind: 'quickfix',
			safety: 'review',
			why: 'Some programs compile when they run, and need the compiler.',
			preferred: true,
			edits: () => ({ edits: [replace({ start, end: start + 'devel'.length }, 'runtime')] }),
		},
	];
}
