import { replace } from '../edit.ts';
import { expanded } from '../images.ts';
import { chain, type Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const relativeWorkdir: Rule = {
	id: 'relative-workdir',
	aliases: ['DL3000', 'WorkdirRelativePath', 'DS-0009', 'CKV_DOCKER_10', 'DF009', 'WORKDIR_IS_NOT_ABSOLUTE'],
	category: 'files',
	severity: 'warning',
	title: 'Relative WORKDIR with nothing to be relative to',
	why: 'A relative WORKDIR is resolved against the working directory of the base image, which its publisher may change. See [WorkdirRelativePath](https://docs.docker.com/reference/build-checks/workdir-relative-path/). After an absolute WORKDIR of this file it is fine; of several relative ones, the first is reported.',
	defaultBecause: 'Where files land depends on something the file does not say.',
	examples: [{ bad: 'FROM debian:12\nWORKDIR app\nUSER 65532', good: 'FROM debian:12\nWORKDIR /app\nUSER 65532' }],
	*check({ doc }) {
		const told = new Set<Stage>();
		for (const instruction of doc.all('WORKDIR')) {
			const stage = doc.stageOf(instruction);
			// what follows is relative to this one
			if (!stage || chain(stage).some(base => told.has(base))) continue;
			const scope = doc.scope(instruction);
			const path = expanded(doc, instruction, instruction.args.text);
			if (!scope || scope.workdirIsSet || !path || /^(?:\/|\\|[A-Za-z]:)/.test(path) || instruction.args.text.includes('$')) continue;
			told.add(stage);
			const { span, text } = instruction.args;
			const quoted = /^["']/.test(text);
			yield {
				span,
				message: `${path} is relative to the working directory of the base image.`,
				actions: quoted
					? []
					: [
							{
								id: 'make-absolute',
								title: `Use /${path.replace(/^(?:\.\/)+/, '')}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'The base image may have another working directory than /.',
								preferred: true,
								edits: () => ({ edits: [replace(span, `/${text.replace(/^(?:\.\/)+/, '')}`)] }),
							},
						],
			};
		}
	},
};
