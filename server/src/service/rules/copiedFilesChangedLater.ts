import { buildCommands } from '../buildCommands.ts';
import { type Copy, copies, fromRoot } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { removeInstruction } from '../removeInstruction.ts';
import { readArguments, type Script } from '../shell.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const copiedFilesChangedLater: Rule = {
	id: 'copied-files-changed-later',
	aliases: ['prefer-copy-chmod'],
	category: 'files',
	severity: 'hint',
	title: 'Owner or mode of copied files set in a later RUN',
	why: 'chown and chmod write every file they change once more, into a layer of their own: the image holds them twice. [COPY --chown and --chmod](https://docs.docker.com/reference/dockerfile/#copy---chown---chmod) say it where the files come in.',
	defaultBecause: 'For a small script nothing is lost but a layer.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY start.sh /start.sh\nRUN chmod 755 /start.sh\nUSER 65532',
			good: 'FROM debian:12\nCOPY --chmod=755 start.sh /start.sh\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, command } of buildCommands(doc, 'chown', 'chmod')) {
			if (run.keyword !== 'RUN' || command.conditional || doc.isWindows(run)) continue;
			const { operands } = readArguments(command.words.slice(1), { valued: new Set() });
			const [wanted, path, ...more] = operands;
			const place = path?.pattern ? undefined : fromRoot(doc, run, path?.value);
			if (!wanted?.value || place === undefined || more.length > 0) continue;
			const flag = command.name as 'chown' | 'chmod';
			const copy = copies(doc).findLast(candidate => brings(doc, candidate, run, place) && !candidate.copy.flags.some(({ name }) => name === flag));
			const value = valueOf(flag, wanted.value);
			if (!copy || value === undefined) continue;
			yield {
				span: command.span,
				message: `${place} was copied above: ${flag} writes it a second time.`,
				...(flag === 'chmod' ? {} : { aliases: [] }),
				related: [{ span: copy.copy.keywordSpan, message: `--${flag} can stand here.` }],
				actions: isAlone(script) && isKnownAt(doc, copy, run, value) ? [sayItInCopy(doc, copy, run, `--${flag}=${value}`)] : [],
			};
		}
	},
};

/** In the same stage, above, exactly this path. */
function brings(doc: DockerfileDocument, { instruction, target, sources, copy }: Copy, run: Instruction, place: string): boolean {
	if (instruction.keyword === 'ONBUILD' || target === undefined || instruction.span.start > run.span.start) return false;
	if (doc.stageOf(instruction) !== doc.stageOf(run) || copy.heredocs.length > 0) return false;
	const [source] = sources;
	const name = sources.length === 1 ? source?.value?.split('/').findLast(part => part !== '' && part !== '.') : undefined;
	return place !== '/' && (target === place || (name !== undefined && `${target === '/' ? '' : target}/${name}` === place));
}

/** What the flag takes; COPY gives a user without a group another group than chown does. */
function valueOf(flag: 'chown' | 'chmod', wanted: string): string | undefined {
	if (flag === 'chown') return /^[\w-]+:[\w-]+$/.test(wanted) ? wanted : undefined;
	if (/^(?:[au]|ugo)?\+x$/.test(wanted)) return '755';
	return /^[0-7]{3,4}$/.test(wanted) ? wanted : undefined;
}

function isAlone({ commands, topLevel, form, errors }: Script): boolean {
	return form === 'shell' && commands.length === 1 && topLevel.length === 1 && errors.length === 0 && commands[0]?.redirects.length === 0;
}

/** A RUN between may be the one that makes the user, or the folder that is meant. */
function isKnownAt(doc: DockerfileDocument, { instruction }: Copy, run: Instruction, value: string): boolean {
	const stage = doc.stageOf(run);
	const between = stage?.instructions.filter(({ span }) => span.start > instruction.span.start && span.start < run.span.start) ?? [];
	return /^[\d:]+$/.test(value) || !between.some(({ keyword }) => keyword === 'RUN');
}

function sayItInCopy(doc: DockerfileDocument, { copy }: Copy, run: Instruction, flag: string): Action {
	return {
		id: 'say-it-in-copy',
		title: `Use COPY ${flag}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'Only what is copied gets it, not what was there before; files and folders get the same mode.',
		preferred: true,
		edits: () => ({ edits: [insert(copy.keywordSpan.end, ` ${flag}`), removeInstruction(doc, run)] }),
	};
}
