import { perDocument } from './perDocument.ts';
import type { Instruction, Pair } from './syntax/tree.ts';

/** Where a variable is named with a dollar, and where it is declared, in the order of the file. */
export interface VariableUses {
	readonly declarations: readonly { readonly instruction: Instruction; readonly pairs: readonly Pair[] }[];
	/** RUN instructions whose line or here-documents name it: their shell reads it. */
	readonly runs: readonly Instruction[];
	/** Other instructions that read it; its own declaration only if another pair of it does. */
	readonly others: readonly Instruction[];
}

interface Found {
	readonly declarations: Map<Instruction, Pair[]>;
	readonly runs: Set<Instruction>;
	readonly others: Set<Instruction>;
}

/** Every variable of the file by name; one that is neither declared nor used is not in it. */
export const variableUses = perDocument((doc): ReadonlyMap<string, VariableUses> => {
	const found = new Map<string, Found>();
	const of = (name: string): Found => {
		let entry = found.get(name);
		if (!entry) {
			entry = { declarations: new Map(), runs: new Set(), others: new Set() };
			found.set(name, entry);
		}
		return entry;
	};
	for (const instruction of doc.instructions) {
		const { keyword, pairs, logical, heredocs } = instruction;
		if (keyword === 'RUN') {
			for (const text of [logical.text, ...heredocs.map(({ body }) => body)]) for (const name of namesIn(text)) of(name).runs.add(instruction);
			continue;
		}
		const declares = keyword === 'ENV' || keyword === 'ARG';
		if (!declares || pairs.length === 0) {
			for (const name of namesIn(logical.text)) of(name).others.add(instruction);
			continue;
		}
		for (const pair of pairs) {
			const { declarations } = of(pair.key.text);
			const others = declarations.get(instruction);
			if (others) others.push(pair);
			else declarations.set(instruction, [pair]);
			// ENV A=$A passes a value on, and is no use of its own
			for (const name of namesIn(pair.value?.text ?? '')) if (name !== pair.key.text) of(name).others.add(instruction);
		}
	}
	return new Map(
		[...found].map(([name, { declarations, runs, others }]) => [
			name,
			{ declarations: [...declarations].map(([instruction, own]) => ({ instruction, pairs: own })), runs: [...runs], others: [...others] },
		]),
	);
});

const reference = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*))/g;

function namesIn(text: string): string[] {
	return text.includes('$') ? Array.from(text.matchAll(reference), match => match[1] ?? match[2] ?? '') : [];
}
