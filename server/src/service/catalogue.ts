/** Everything that can be reported: the rules, and the one that hosts load only when it may have something to say. */
import { invalidArgumentsInfo } from './invalidArguments.ts';
import { ruleById, rules } from './rules/index.ts';
import { normalId } from './suppress.ts';
import type { Rule } from './types.ts';

export type RuleInfo = Omit<Rule, 'check'>;

export const catalogue: readonly RuleInfo[] = [...rules, invalidArgumentsInfo];

const invalidArgumentsIds = new Set([invalidArgumentsInfo.id, ...invalidArgumentsInfo.aliases].map(normalId));

/** The rule of an id, or the first that has it as an alias. */
export function infoById(id: string): RuleInfo | undefined {
	return ruleById(id) ?? (invalidArgumentsIds.has(normalId(id)) ? invalidArgumentsInfo : undefined);
}
