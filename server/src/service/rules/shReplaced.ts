import type { BuildCommand } from '../buildCommands.ts';
import { buildCommands } from '../buildCommands.ts';
import { replace } from '../edit.ts';
import type { Action, Rule } from '../types.ts';

export const shReplaced: Rule = {
	id: 'sh-replaced',
	aliases: ['DL4005', 'DF066'],
	category: 'files',
	severity: 'warning',
	title: 'Link put in place of /bin/sh',
	why: 'Scripts of packages are written for the `sh` that the distribution ships, and the next upgrade of that package may put it back. [SHELL](https://docs.docker.com/reference/dockerfile/#shell) says which shell runs the steps, and changes nothing in the image.',
	defaultBecause: 'An instruction does the same without touching the system.',
	examples: [{ bad: 'FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nUSER 65532', good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nUSER 65532' }],
	*check({ doc }) {
		for (const found of buildCommands(doc, 'ln')) {
			const operands = found.command.words.slice(1).filter(({ unquoted }) => !unquoted.startsWith('-'));
			const [target, link] = operands;
			if (operands.length !== 2 || !/^(?:\/usr)?\/bin\/sh$/.test(link?.value ?? '') || target?.value === undefined) continue;
			yield {
				span: found.command.span,
				message: `SHELL ["${pathOf(target.value)}", "-c"] does it without changing the system.`,
				actions: useShell(found, pathOf(target.value)),
			};
		}
	},
};

function pathOf(target: string): string {
	return target.includes('/') ? target : `/bin/${target}`;
}

/** Only where the link is all that the step does. */
function useShell({ run, command }: BuildCommand, shell: string): Action[] {
	const whole = run.keyword === 'RUN' && run.flags.length === 0 && command.span.start === run.args.span.start && command.span.end === run.span.end;
	if (!whole || !/^\/(?:usr\/)?bin\/(?:bash|zsh|ksh)$/.test(shell)) return [];
	return [
		{
			id: 'use-shell',
			title: `Use SHELL ["${shell}", "-c"]`,
			kind: 'quickfix',
			safety: 'review',
			why: 'Scripts that begin with #!/bin/sh get the shell of the distribution again.',
			preferred: true,
			edits: () => ({ edits: [replace(run.span, `SHELL ["${shell}", "-c"]`)] }),
		},
	];
}
