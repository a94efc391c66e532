import { installationsBy } from '../caches.ts';
import { type CudaVersion, cudaImageOf, runsOn, showVersion, versionOfSuffix } from '../cuda.ts';
import { replace } from '../edit.ts';
import type { Installation } from '../packages.ts';
import type { Script } from '../shell.ts';
import type { Span } from '../text.ts';
import type { Action, Rule } from '../types.ts';

export const cudaVersionMismatch: Rule = {
	id: 'cuda-version-mismatch',
	aliases: ['gpu/cuda-version-mismatch'],
	category: 'packages',
	severity: 'warning',
	title: 'Package for another version of CUDA than the image has',
	why: "A package that is built for another major version of CUDA, or for a later minor one, than its image has does not load the image's libraries, cannot be extended with the image's compiler, and may need a newer driver than the image asks for; some fall back to the CPU without a word. Mostly the image was raised and the index was forgotten. See [compatibility](https://docs.nvidia.com/deploy/cuda-compatibility/) and [versions of PyTorch](https://pytorch.org/get-started/previous-versions/). Flagged on `nvidia/cuda`; an older minor version is fine.",
	defaultBecause: 'One of the two versions is a mistake.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04\nRUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cu118 torch\nUSER 65532',
			good: 'FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04\nRUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cu121 torch\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, installation } of installationsBy(doc, 'pip', 'uv', 'conda')) {
			const stage = doc.stageOf(run);
			const given = stage && cudaImageOf(stage)?.version;
			if (!given) continue;
			for (const mention of mentionsIn(installation)) {
				if (runsOn(mention.version, given)) continue;
				yield {
					span: mention.span,
					message: `This is for CUDA ${showVersion(mention.version)}, and the image has ${showVersion(given)}.`,
					related: [{ span: stage.base.word.span, message: 'The image.' }],
					actions: mention.isIndex ? takeImages(script, mention, given) : [],
				};
			}
		}
	},
};

interface Mention {
	readonly version: CudaVersion;
	readonly span: Span;
	/** `cu118`, as PyTorch names its indexes. */
	readonly isIndex: boolean;
}

/** `torch==2.0.0+cu118`, `.../whl/cu118`, `--torch-backend cu118`. */
const suffix = /(?<=[+/=]|^)cu(\d{2,3})(?=$|\/)/g;
const condaPackages = /^(?:pytorch-cuda|cudatoolkit|cuda-version|cuda-toolkit)$/;

function mentionsIn({ manager, command, packages }: Installation): readonly Mention[] {
	if (manager === 'conda') {
		return packages.flatMap(({ name, version = '', span }) => {
			const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? [];
			if (!condaPackages.test(name) || major === undefined || /[<>!|,]/.test(version)) return [];
			return [{ version: { major: Number(major), minor: minor === undefined ? undefined : Number(minor) }, span, isIndex: false }];
		});
	}
	const cupy = packages.flatMap(({ name, nameSpan }) => {
		const [, series, digits] = /^cupy-cuda(?:(\d+)x|(\d{3}))$/.exec(name) ?? [];
		if (series !== undefined) return [{ version: { major: Number(series), minor: undefined }, span: nameSpan, isIndex: false }];
		return digits === undefined ? [] : [{ version: versionOfSuffix(digits), span: nameSpan, isIndex: false }];
	});
	const suffixes = command.words.flatMap(word =>
		[...word.unquoted.matchAll(suffix)].map(match => ({
			version: versionOfSuffix(match[1] as string),
			span: word.part(match.index, match.index + match[0].length),
			isIndex: true,
		})),
	);
	return [...cupy, ...suffixes];
}

/** The versions that PyTorch has had an index for. */
const indexes = ['118', '121', '124', '126', '128', '129', '130'];

function takeImages(script: Script, { span }: Mention, given: CudaVersion): Action[] {
	const index = indexes.findLast(digits => runsOn(versionOfSuffix(digits), given));
	if (index === undefined || script.form !== 'shell') return [];
	return [
		{
			id: 'take-images-cuda',
			title: `Use cu${index}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'Not every version of a package is there for every version of CUDA.',
			preferred: true,
			edits: () => ({ edits: [replace(span, `cu${index}`)] }),
		},
	];
}
