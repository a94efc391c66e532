import { buildCommands } from '../buildCommands.ts';
import { copies } from '../copies.ts';
import { replace } from '../edit.ts';
import { isWorldWritable, withoutForeignWriting } from '../fileModes.ts';
import { readArguments } from '../shell.ts';
import type { Span } from '../text.ts';
import type { Problem, Rule } from '../types.ts';

export const worldWritableMode: Rule = {
	id: 'world-writable-mode',
	aliases: ['DF034', 'world-writable-state-path-workaround'],
	category: 'users',
	severity: 'warning',
	title: 'Files that everybody may write',
	why: 'With mode 777 or 666 every process in the container, whoever it runs as, may change the files: a fault anywhere can plant a program. Give the files to the user that needs them (`COPY --chown`, `chown`), and let the others read. See [CWE-732](https://cwe.mitre.org/data/definitions/732.html). Silent for modes with the sticky bit (`1777`, as `/tmp` has it), and below `/dev`.',
	defaultBecause: 'It is a workaround for a wrong owner, and there is always a smaller one.',
	examples: [{ bad: 'FROM debian:12\nRUN chmod -R 777 /app\nUSER 65532', good: 'FROM debian:12\nRUN chmod -R 755 /app\nUSER 65532' }],
	*check({ doc }) {
		for (const { command, script } of buildCommands(doc, 'chmod', 'mkdir', 'install')) {
			const isChmod = command.name === 'chmod';
			const { operands, options } = readArguments(command.words.slice(1), { valued: isChmod ? chmodValued : modeValued });
			const option = options.find(({ name }) => name === '-m' || name === '--mode')?.value;
			const word = isChmod ? operands[0] : option?.word;
			const mode = isChmod ? word?.value : option?.isKnown ? option.text : undefined;
			if (!word || mode === undefined || !isWorldWritable(mode) || (isChmod && options.some(({ name }) => name === '--reference'))) continue;
			const paths = isChmod ? operands.slice(1) : operands;
			if (paths.length > 0 && paths.every(({ unquoted }) => unquoted.startsWith('/dev/'))) continue;
			yield problem(mode, isChmod ? word.span : word.part(option?.from ?? 0, word.unquoted.length), script.form === 'shell', isChmod);
		}
		for (const { copy } of copies(doc)) {
			const flag = copy.flags.find(({ name }) => name === 'chmod');
			if (flag?.value && isWorldWritable(flag.value)) yield problem(flag.value, flag.valueSpan, true, false);
		}
	},
};

const chmodValued: ReadonlySet<string> = new Set();
const modeValued: ReadonlySet<string> = new Set(['-m', '--mode', '-o', '-g', '--owner', '--group', '-t', '--target-directory']);

function problem(mode: string, span: Span, editable: boolean, known: boolean): Problem {
	const better = withoutForeignWriting(mode);
	return {
		span,
		message: `Mode ${mode} lets everybody write.`,
		...(known ? {} : { aliases: [] }),
		actions:
			better !== undefined && editable && span.end - span.start === mode.length
				? [
						{
							id: 'owner-writes',
							title: `Use ${better}`,
							kind: 'quickfix',
							safety: 'review',
							why: 'Only the owner may write then: the program must run as that user, or not write there.',
							preferred: true,
							edits: () => ({ edits: [replace(span, better)] }),
						},
					]
				: [],
	};
}
