import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { chain } from '../stages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const shellFormCommand: Rule = {
	id: 'shell-form-command',
	aliases: ['JSONArgsRecommended', 'DL3025', 'DF018', 'DF025'],
	category: 'files',
	severity: 'info',
	title: 'Shell form of CMD or ENTRYPOINT',
	why: 'The shell form runs the program as a child of `/bin/sh -c`. On Debian the shell stays process 1 and passes no signals on, so the container is killed instead of stopped. See [JSONArgsRecommended](https://docs.docker.com/reference/build-checks/json-args-recommended/). Silent where SHELL was set on purpose.',
	defaultBecause: 'Some commands need a shell; BuildKit warns about all.',
	examples: [{ bad: 'FROM debian:12\nUSER 65532\nCMD python app.py', good: 'FROM debian:12\nUSER 65532\nCMD ["python", "app.py"]' }],
	*check({ doc }) {
		for (const instruction of doc.instructions) {
			if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') continue;
			if (instruction.args.text === '' || instruction.json || doc.scope(instruction)?.shellInstruction || doc.isWindows(instruction)) continue;
			yield {
				span: instruction.args.span,
				message: `${instruction.keyword} in shell form: signals go to the shell, not to the program.`,
				actions: isPlainCommand(instruction) && !changesArguments(doc, instruction) ? [useExecForm(instruction)] : [],
			};
		}
	},
};

const plainWord = /^[\w./:=@%+,-]+$/;
const needsShell: ReadonlySet<string> = new Set([
	'cd',
	'exec',
	'source',
	'.',
	'export',
	'set',
	'eval',
	'trap',
	'umask',
	'ulimit',
	'wait',
	'if',
	'for',
	'while',
	'case',
]);

/** One simple command without anything that a shell would expand. */
function isPlainCommand({ words }: Instruction): boolean {
	const first = words[0]?.text ?? '';
	return words.every(({ text }) => plainWord.test(text)) && !first.includes('=') && !needsShell.has(first);
}

/** With an ENTRYPOINT, CMD becomes its arguments; a shell-form ENTRYPOINT ignores CMD, an exec-form one does not. */
function changesArguments(doc: DockerfileDocument, instruction: Instruction): boolean {
	const other = instruction.keyword === 'CMD' ? 'ENTRYPOINT' : 'CMD';
	const stage = doc.stageOf(instruction);
	return stage !== undefined && chain(stage).some(({ instructions }) => instructions.some(({ keyword }) => keyword === other));
}

function useExecForm({ words, keyword }: Instruction): Action {
	return {
		id: 'use-exec-form',
		title: 'Use the exec form',
		kind: 'quickfix',
		safety: 'review',
		why: keyword === 'CMD' ? 'If the base image has an ENTRYPOINT, it gets other arguments.' : 'Arguments of `docker run` then reach the program.',
		preferred: true,
		edits: () => ({
			edits: words.flatMap(({ span }, index) => [insert(span.start, index === 0 ? '["' : '"'), insert(span.end, index === words.length - 1 ? '"]' : '",')]),
		}),
	};
}
