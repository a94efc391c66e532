import { userland } from '../baseImages.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import type { Command, Pipeline } from '../shell.ts';
import { chain, type Stage } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const pipeWithoutPipefail: Rule = {
	id: 'pipe-without-pipefail',
	aliases: ['DL4006', 'DF057'],
	category: 'files',
	severity: 'hint',
	title: 'Pipe whose first commands may fail unseen',
	why: 'A shell looks at the last command of a pipe only: where the download in front of it fails, the step goes on with half a file, and the layer is kept in the cache. `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` (`/bin/ash` with `-eo` on Alpine), or `set -o pipefail` where the shell knows it, makes the step fail. See [Using pipes](https://docs.docker.com/build/building/best-practices/#using-pipes). Silent behind `echo`, `printf` and `yes`, and for shells that have no such option by their name.',
	defaultBecause: 'Often the last command fails too when it gets nothing, as tar does.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -f https://example.org/a | wc -l > /a\nUSER 65532',
			good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -f https://example.org/a | wc -l > /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		const mended = new Set<Stage | undefined>();
		for (const run of doc.instructions) {
			const pipeline = run.keyword === 'RUN' || run.trigger?.keyword === 'RUN' ? unseenPipe(doc, run) : undefined;
			if (!pipeline) continue;
			const stage = doc.stageOf(run);
			// one SHELL serves all steps below it
			const actions = mended.has(stage) ? [] : useShell(doc, run, stage);
			mended.add(stage);
			yield { span: pipeline.span, message: 'Where a command in front of the last one fails, this step goes on.', actions };
		}
	},
};

function unseenPipe(doc: DockerfileDocument, run: Instruction): Pipeline | undefined {
	// by whatever way it is set: in this text, or by SHELL
	if (/pipefail/.test(doc.text.slice(run.span.start, run.span.end))) return undefined;
	return doc
		.scripts(run)
		.filter(({ shell, errors }) => errors.length === 0 && !shell.some(word => /pipefail/.test(word)))
		.flatMap(({ pipelines }) => pipelines)
		.find(({ members }) => members.slice(0, -1).some(mayFail));
}

function mayFail(command: Command | undefined): boolean {
	return !/^(?:echo|printf|yes|true|:)$/.test(command?.name ?? '');
}

function useShell(doc: DockerfileDocument, run: Instruction, stage: Stage | undefined): Action[] {
	const base = stage && chain(stage).at(-1)?.base;
	const kind = base && userland(base);
	// whoever set a shell meant it; a here-document may name its own
	if (!kind || doc.scope(run)?.shellInstruction || run.keyword !== 'RUN' || run.json || run.heredocs.length > 0) return [];
	const [shell, option] = kind === 'gnu' ? ['/bin/bash', '-o'] : ['/bin/ash', '-eo'];
	const text = `SHELL ["${shell}", "${option}", "pipefail", "-c"]`;
	return [
		{
			id: 'use-pipefail',
			title: `Insert ${text}`,
			kind: 'quickfix',
			safety: 'review',
			why: `All steps below run in ${shell}, CMD and ENTRYPOINT in shell form too, and fail where a part of a pipe does.`,
			preferred: true,
			edits: () => ({ edits: [insert(doc.lines.startOf(run.line), `${text}${lineEndOf(doc)}`)] }),
		},
	];
}
