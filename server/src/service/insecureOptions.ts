import { type BuildCommand, buildCommands, buildPrograms } from './buildCommands.ts';
import { type InsecureOption, insecureOptions } from './data/insecureOptions.ts';
import type { DockerfileDocument } from './document.ts';
import { remove, replace } from './edit.ts';
import type { ShellWord } from './shell.ts';
import { removeFromChain, removeWord } from './shellEdits.ts';
import type { Span } from './text.ts';
import type { Action, Problem } from './types.ts';

/** Each word that switches off a check of this kind, with the change that switches it on again. */
export function* insecureUses(doc: DockerfileDocument, kind: InsecureOption['kind'], message: (option: string, program: string) => string): Generator<Problem> {
	const programs = [...buildPrograms(doc)];
	for (const option of insecureOptions) {
		if (option.kind !== kind) continue;
		for (const found of buildCommands(doc, ...programs.filter(program => option.programs.test(program)))) {
			for (const [index, word] of found.command.words.entries()) {
				const next = found.command.words[index + 1];
				if (index === 0 || !option.word.test(word.unquoted) || (option.next && !option.next.test(next?.unquoted ?? ''))) continue;
				if (asksThisMachine(found)) continue;
				const span = option.letter ? letterOf(word, option.letter) : { start: word.span.start, end: (option.next ? next : word)?.span.end ?? word.span.end };
				yield {
					span,
					message: message(option.letter ? `-${option.letter}` : doc.text.slice(span.start, span.end), found.command.name ?? ''),
					aliases: option.aliases,
					actions: switchOn(doc, found, option, word, span),
				};
			}
		}
	}
}

/** A server that the step itself has started has no certificate to check. */
function asksThisMachine({ command }: BuildCommand): boolean {
	return command.words.some(({ unquoted }) => /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/.test(unquoted));
}

/** The letter in a bundle; the whole word if it is nothing else. */
function letterOf(word: ShellWord, letter: string): Span {
	const at = word.unquoted.indexOf(letter);
	return word.unquoted.length === 2 ? word.span : word.part(at, at + 1);
}

function switchOn(doc: DockerfileDocument, { script, command }: BuildCommand, option: InsecureOption, word: ShellWord, span: Span): Action[] {
	const isBundled = option.letter !== undefined && word.unquoted.length > 2;
	const edit = () => {
		if (option.isCommand) return removeFromChain(doc, script, command);
		if (option.instead) return script.form === 'shell' ? replace(span, option.instead) : undefined;
		return isBundled ? remove(span) : removeWord(doc, script, { span });
	};
	if (!edit()) return [];
	return [
		{
			id: 'check-again',
			title: option.instead
				? `Write ${option.instead} instead`
				: option.isCommand
					? 'Remove the command'
					: `Remove ${option.letter ? `-${option.letter}` : word.unquoted}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'If the check fails now, the build will: then install the certificate or key that is missing.',
			preferred: true,
			edits: () => ({ edits: [edit()].filter(one => one !== undefined) }),
		},
	];
}
