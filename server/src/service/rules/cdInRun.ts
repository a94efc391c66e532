import { copies } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert, remove, replace } from '../edit.ts';
import type { Part, Script } from '../shell.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const cdInRun: Rule = {
	id: 'cd-in-run',
	aliases: ['DL3003', 'DS-0013', 'DF008'],
	category: 'files',
	severity: 'warning',
	title: 'RUN that begins with cd',
	why: 'Every RUN starts in the working directory again: a RUN that is nothing but `cd` does nothing. [WORKDIR](https://docs.docker.com/reference/dockerfile/#workdir) holds for all that follows, and is seen at a glance. In front of other commands `cd` works, and is a matter of taste; inside a chain or in parentheses it is not flagged.',
	defaultBecause: 'A lone cd is a mistake; in front of other commands it is shown as a hint only.',
	examples: [{ bad: 'FROM debian:12\nRUN cd /app\nUSER 65532', good: 'FROM debian:12\nWORKDIR /app\nUSER 65532' }],
	*check({ doc }) {
		for (const run of doc.all('RUN')) {
			const scripts = doc.scripts(run);
			const [script] = scripts;
			const [first, next] = script?.topLevel ?? [];
			if (!script || !first?.command || scripts.length > 1 || first.command.name !== 'cd' || first.command.wrappers.length > 0) continue;
			const { command } = first;
			const path = command.words.length === 2 ? command.words[1] : undefined;
			yield {
				span: command.span,
				message: next ? 'WORKDIR says where a step runs, for all that follow.' : 'This cd has no effect: the next step starts in the working directory again.',
				...(next ? { severity: 'hint' as const } : {}),
				actions: path?.value && /^[\w./+@-]+$/.test(path.text) && path.value !== '-' ? useWorkdir(doc, run, script, first, next, path.value) : [],
			};
		}
	},
};

function useWorkdir(doc: DockerfileDocument, run: Instruction, { form, errors }: Script, first: Part, next: Part | undefined, path: string): Action[] {
	const { command } = first;
	if (form !== 'shell' || errors.length > 0 || !command || command.redirects.length > 0 || run.heredocs.length > 0) return [];
	const action = { id: 'use-workdir', title: `Use WORKDIR ${path}`, kind: 'quickfix', safety: 'review', preferred: true } as const;
	if (!next) {
		if (run.flags.length > 0) return [];
		const at = { start: run.keywordSpan.start, end: command.span.end };
		if (command.span.end !== run.span.end || doc.text.slice(at.start, at.end).includes('\n')) return [];
		return [{ ...action, why: 'The steps below run there then, which they do not now.', edits: () => ({ edits: [replace(at, `WORKDIR ${path}`)] }) }];
	}
	const cut = { start: first.span.start, end: next.span.start };
	if (next.operator !== '&&' || doc.text.slice(cut.start, cut.end).includes('#') || reliesOnWorkdir(doc, run)) return [];
	const top = insert(run.span.start, `WORKDIR ${path}${lineEndOf(doc)}`);
	return [{ ...action, why: 'WORKDIR makes the folder if there is none, and the image may keep it.', edits: () => ({ edits: [top, remove(cut)] }) }];
}

const indifferent: ReadonlySet<string> = new Set(['ARG', 'ENV', 'LABEL', 'EXPOSE', 'USER', 'VOLUME', 'STOPSIGNAL', 'SHELL', 'MAINTAINER']);

/** True if something below depends on the directory in force, up to the next WORKDIR. */
function reliesOnWorkdir(doc: DockerfileDocument, run: Instruction): boolean {
	const stage = doc.stageOf(run);
	for (const other of stage?.instructions ?? []) {
		if (other.span.start <= run.span.start || indifferent.has(other.keyword)) continue;
		if (other.keyword === 'WORKDIR') return !other.args.text.startsWith('/');
		const target = copies(doc).find(({ instruction }) => instruction === other)?.destination.value;
		if (target?.startsWith('/') !== true) return true;
	}
	// what is built on it starts there
	return stage === doc.shipped || doc.stages.some(({ base }) => base.stage === stage);
}
