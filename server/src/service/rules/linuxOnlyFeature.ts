import type { DockerfileDocument } from '../document.ts';
import { removeFlagAction } from '../platformFlag.ts';
import { removeInstructionAction } from '../removeInstruction.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Problem, Rule } from '../types.ts';
import { platformIsWindows } from '../windows.ts';

export const linuxOnlyFeature: Rule = {
	id: 'linux-only-feature',
	aliases: ['windows/no-chown-flag', 'windows/no-run-mounts', 'windows/no-stopsignal'],
	category: 'files',
	severity: 'warning',
	title: 'Feature that Windows containers do not have',
	why: 'Owners and modes of files are those of Linux: [`--chown` and `--chmod`](https://docs.docker.com/reference/dockerfile/#copy---chown---chmod) work in Linux containers only. Windows has no signals, so STOPSIGNAL is not heard. `RUN --mount` needs BuildKit, which the Docker daemon does not use for Windows; where BuildKit does build for it, [bind and cache](https://github.com/moby/buildkit/pull/5708) work in new versions, [secret](https://github.com/moby/buildkit/issues/5273), ssh and tmpfs do not. Silent where the base image does not say that it is Windows.',
	defaultBecause: 'The build fails, or the line does nothing.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY --chown=app app C:/app/\nUSER ContainerUser',
			good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY app C:/app/\nUSER ContainerUser',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			if (!platformIsWindows(stage)) continue;
			for (const instruction of stage.instructions) yield* problemsOf(doc, instruction);
		}
	},
};

function* problemsOf(doc: DockerfileDocument, instruction: Instruction): Generator<Problem> {
	const { keyword, flags, span } = instruction;
	if (keyword === 'STOPSIGNAL') {
		yield {
			span,
			message: 'Windows has no signals: this line does nothing.',
			aliases: ['windows/no-stopsignal'],
			actions: [removeInstructionAction(doc, instruction)],
		};
	}
	for (const flag of flags) {
		if ((keyword === 'COPY' || keyword === 'ADD') && (flag.name === 'chown' || flag.name === 'chmod')) {
			const actions = removeFlagAction(doc, flag, { safety: 'review', why: 'Whoever builds it with a tool that does know the flag gets other files.' });
			yield { span: flag.span, message: `--${flag.name} works in Linux containers only.`, aliases: ['windows/no-chown-flag'], actions };
		} else if (keyword === 'RUN' && flag.name === 'mount') {
			const type = flag.options.find(({ key }) => key.toLowerCase() === 'type')?.value?.toLowerCase() ?? 'bind';
			const some = type === 'bind' || type === 'cache';
			yield {
				span: flag.span,
				message: some
					? 'For Windows, only new versions of BuildKit can mount this; the Docker daemon cannot.'
					: `A mount of type ${type} works in Linux containers only.`,
				aliases: ['windows/no-run-mounts'],
				...(some ? { severity: 'info' as const } : {}),
			};
		}
	}
}
