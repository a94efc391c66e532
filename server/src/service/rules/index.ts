import { normalId } from '../suppress.ts';
import type { Rule } from '../types.ts';
import { rules } from './all.ts';

export { rules };

const byId = new Map<string, Rule>();
for (const rule of rules) {
	for (const id of [rule.id, ...rule.aliases]) if (!byId.has(normalId(id))) byId.set(normalId(id), rule);
}

/** The rule of an id, or the first that has it as an alias. */
export function ruleById(id: string): Rule | undefined {
	return byId.get(normalId(id));
}
