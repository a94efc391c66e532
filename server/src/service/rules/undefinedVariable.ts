import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { platformArgs, type Stage } from '../stages.ts';
import { nearest } from '../suggest.ts';
import { unknown, variablesIn } from '../syntax/expand.ts';
import type { Instruction, Word } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

/** The instructions whose words the builder expands; what RUN, CMD and ENTRYPOINT name, their shell expands. */
const expanding: ReadonlySet<string> = new Set(['ADD', 'COPY', 'ENV', 'ARG', 'EXPOSE', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);

/** What the builder knows without being told. */
const predefined = /^(?:(?:https?|ftp|no|all)_proxy|PATH|SOURCE_DATE_EPOCH|BUILDKIT_\w+)$/i;

export const undefinedVariable: Rule = {
	id: 'undefined-variable',
	aliases: ['UndefinedVar'],
	category: 'files',
	severity: 'warning',
	title: 'Variable that is not set where it is used',
	why: 'The builder puts nothing in the place of a variable that no ENV or ARG above it in the stage has set. See [UndefinedVar](https://docs.docker.com/reference/build-checks/undefined-var/). The environment of a base image is not seen here, so this speaks only where the base is known to set nothing but PATH (`scratch` and the official `alpine`, `busybox`, `debian`, `ubuntu`), where the variable is declared for FROM alone or further down, or where its name is nearly that of one that is set. BuildKit, which has the image, says it of all.',
	defaultBecause: 'The value is empty, and nobody says so.',
	examples: [
		{
			bad: 'ARG VERSION=1\nFROM debian:12\nLABEL version=$VERSION\nUSER 65532',
			good: 'ARG VERSION=1\nFROM debian:12\nARG VERSION\nLABEL version=$VERSION\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			for (const instruction of stage.instructions) {
				if (!expanding.has(instruction.keyword) || (instruction.heredocs.length === 0 && !instruction.logical.text.includes('$'))) continue;
				for (const word of expandedWords(instruction)) {
					for (const { name, start, end, nameStart, operator } of variablesIn(word.text, doc.syntax.escape)) {
						// with an operator it may be unset on purpose
						const why = operator === '' && !predefined.test(name) ? whyUnset(doc, stage, instruction, name) : undefined;
						// the way back is lost behind a continuation
						if (!why || doc.text.slice(word.span.start, word.span.end) !== word.text) continue;
						const at = { start: word.span.start + nameStart, end: word.span.start + nameStart + name.length };
						yield {
							span: { start: word.span.start + start, end: word.span.start + end },
							message: `${name} is not set here${why.text}`,
							actions: why.meant ? use(at, why.meant) : [],
						};
					}
				}
			}
		}
	},
};

/** The builder expands here-documents of COPY and ADD, too: those that are sources, which one after `<< ` is not. */
function expandedWords({ pairs, words, flags, keyword, heredocs }: Instruction): readonly Word[] {
	const from = flags.flatMap(({ value, valueSpan }) => (value ? [{ text: value, span: valueSpan, at: valueSpan }] : []));
	if (pairs.length > 0) return pairs.flatMap(({ key, value }) => (keyword === 'ARG' || !value ? [...(value ? [value] : [])] : [key, value]));
	const bodies = heredocs.flatMap(({ expand, body, bodySpan, wordSpan }) =>
		expand && words.some(({ span }) => span.start === wordSpan.start && span.end === wordSpan.end) ? [{ text: body, span: bodySpan, at: bodySpan }] : [],
	);
	return [...from, ...words, ...bodies];
}

interface Why {
	readonly text: string;
	readonly meant?: string | undefined;
}

/** `undefined` if it is set, or the base image may set it. */
function whyUnset(doc: DockerfileDocument, stage: Stage, instruction: Instruction, name: string): Why | undefined {
	const scope = doc.scope(instruction);
	if (!scope || scope.declaration(name)) return undefined;
	const value = scope.lookup(name);
	if (value !== undefined && value !== unknown) return undefined;
	const declares = ({ keyword, pairs }: Instruction) => (keyword === 'ARG' || keyword === 'ENV') && pairs.some(({ key }) => key.text === name);
	if (doc.globalArgs.some(declares)) return { text: ': the ARG above the first FROM holds for FROM alone.' };
	if (platformArgs.has(name)) return { text: `: ARG ${name} gives it to this stage.` };
	const later = stage.instructions.find(other => other.span.start >= instruction.span.end && declares(other));
	if (later) return { text: `: line ${later.line + 1} sets it, below.` };
	const own = stage.instructions
		.filter(other => other.span.start < instruction.span.start)
		.flatMap(({ keyword, pairs }) => (keyword === 'ARG' || keyword === 'ENV' ? pairs.map(({ key }) => key.text) : []));
	const meant = nearest(name, own);
	if (meant !== undefined && meant.length > 3) return { text: `: did you mean ${meant}?`, meant };
	return value === undefined ? { text: '.' } : undefined;
}

function use(at: { readonly start: number; readonly end: number }, meant: string): Action[] {
	return [
		{
			id: 'use-known',
			title: `Change to ${meant}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'Only you know what was meant.',
			preferred: true,
			edits: () => ({ edits: [replace(at, meant)] }),
		},
	];
}
