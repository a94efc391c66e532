import { rules } from '../service/rules/index.ts';
import type { Rule } from '../service/types.ts';
import { invalidArguments } from '../service/validity.ts';

/** The command line has the time that an editor has not: it also runs the rule that is slow. */
export const allRules: readonly Rule[] = [...rules, invalidArguments];
