/** What rules about validity look at: instructions, also as triggers of ONBUILD, and the words that BuildKit expands in them. */
import { flagsIgnored } from './data/flagTypes.ts';
import type { DockerfileDocument } from './document.ts';
import { expandWord, type Lookup, unknown } from './syntax/expand.ts';
import type { Flag, Instruction } from './syntax/tree.ts';

export interface Refusable {
	readonly instruction: Instruction;
	/** The builder stops here; at a trigger of ONBUILD the next build does, which nobody sees now. */
	readonly severity: 'error' | 'warning';
	/** The variables that hold here. */
	readonly lookup: Lookup;
}

/** The instructions of some keywords. */
export function* refusable(doc: DockerfileDocument, keywords: Iterable<string>): Generator<Refusable> {
	const wanted = new Set(keywords);
	for (const keyword of wanted) {
		for (const instruction of doc.all(keyword)) yield { instruction, severity: 'error', lookup: name => lookupAt(doc, instruction)(name) };
	}
	for (const { trigger } of doc.all('ONBUILD')) {
		if (trigger && wanted.has(trigger.keyword)) yield { instruction: trigger, severity: 'warning', lookup: () => unknown };
	}
}

/** FROM, and all before the first one, see the global ARGs only. */
function lookupAt(doc: DockerfileDocument, instruction: Instruction): Lookup {
	const scope = instruction.keyword === 'FROM' ? undefined : doc.scope(instruction);
	return scope?.lookup ?? doc.graph.globals;
}

/** What BuildKit makes of a word; `undefined` if that depends on what nobody knows, or is an error. */
export function expanded(doc: DockerfileDocument, text: string, lookup: Lookup): string | undefined {
	return expandWord(text, { escape: doc.syntax.escape, lookup }).value;
}

/** The flags that BuildKit looks at: on some instructions, and on HEALTHCHECK NONE, they may say anything. */
export function flagsRead(instruction: Instruction): readonly Flag[] {
	const { keyword, flags } = instruction;
	const isNone = keyword === 'HEALTHCHECK' && instruction.words[0]?.text.toUpperCase() === 'NONE';
	return isNone || flagsIgnored.has(keyword) ? [] : flags;
}
