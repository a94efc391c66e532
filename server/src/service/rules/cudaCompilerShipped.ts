import { cudaImage } from '../cuda.ts';
import { installationOf } from '../packages.ts';
import type { Rule } from '../types.ts';

const compilers = /^(?:nvcc|gcc|g\+\+|cc|c\+\+|make|cmake|ninja|meson|bazel|cargo)$/;
const packages = /^(?:build-essential|gcc|g\+\+|make|cmake|ninja-build|clang)$/;

export const cudaCompilerShipped: Rule = {
	id: 'cuda-compiler-shipped',
	aliases: ['gpu/prefer-runtime-final-stage'],
	category: 'stages',
	severity: 'info',
	title: 'Image with the CUDA compiler, and nothing to compile',
	why: '`devel` images have the compiler, headers and static libraries: two to four gigabytes more than `runtime`. Compile in a stage on `devel`, and ship one on `runtime` or `base`. See [the overview of the images](https://hub.docker.com/r/nvidia/cuda). Silent where the stage calls or installs a compiler.',
	defaultBecause: 'Some Python packages compile when they are installed or used, and the file does not tell.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nCOPY app /app\nUSER 65532\nCMD ["/app"]',
			good: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY app /app\nUSER 65532\nCMD ["/app"]',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || cudaImage(shipped.base)?.flavor !== 'devel') return;
		const commands = shipped.instructions.filter(({ keyword }) => keyword === 'RUN').flatMap(instruction => doc.commands(instruction));
		const compiles = commands.some(command => compilers.test(command.name ?? '') || installationOf(command)?.packages.some(({ name }) => packages.test(name)));
		if (!compiles)
			yield {
				span: shipped.base.word.span,
				message: 'The image ships the CUDA compiler, and nothing here compiles: runtime or base are smaller by gigabytes.',
			};
	},
};
