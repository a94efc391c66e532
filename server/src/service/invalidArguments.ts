/** What is to be known of the rule that dockerfile-utils carries out, without loading that. */
import type { RuleInfo } from './catalogue.ts';

/**
 * Its codes that no rule of ours covers and BuildKit agrees with, by dockerfile-utils' numbers. `suspicious`: it miscounts arguments where
 * there is a here-document or a JSON form.
 */
export const validityCodes: Readonly<Record<number, { readonly name: string; readonly suspicious: boolean }>> = {
	2: { name: 'ARGUMENT_MISSING', suspicious: true },
	3: { name: 'ARGUMENT_EXTRA', suspicious: true },
	4: { name: 'ARGUMENT_REQUIRES_ONE', suspicious: true },
	5: { name: 'ARGUMENT_REQUIRES_AT_LEAST_ONE', suspicious: true },
	6: { name: 'ARGUMENT_REQUIRES_TWO', suspicious: true },
	7: { name: 'ARGUMENT_REQUIRES_AT_LEAST_TWO', suspicious: true },
	8: { name: 'ARGUMENT_REQUIRES_ONE_OR_THREE', suspicious: true },
	9: { name: 'ARGUMENT_UNNECESSARY', suspicious: true },
	15: { name: 'FLAG_INVALID_DURATION', suspicious: false },
	17: { name: 'FLAG_MISSING_DURATION', suspicious: false },
	18: { name: 'FLAG_MISSING_VALUE', suspicious: false },
	19: { name: 'FLAG_UNKNOWN_UNIT', suspicious: false },
	20: { name: 'NO_SOURCE_IMAGE', suspicious: false },
	22: { name: 'INVALID_AS', suspicious: false },
	24: { name: 'INVALID_PORT', suspicious: false },
	25: { name: 'INVALID_PROTO', suspicious: false },
	27: { name: 'INVALID_SIGNAL', suspicious: false },
	29: { name: 'ONBUILD_CHAINING_DISALLOWED', suspicious: false },
	30: { name: 'ONBUILD_TRIGGER_DISALLOWED', suspicious: false },
	31: { name: 'SHELL_JSON_FORM', suspicious: true },
	32: { name: 'SHELL_REQUIRES_ONE', suspicious: true },
	34: { name: 'SYNTAX_MISSING_NAMES', suspicious: false },
	35: { name: 'SYNTAX_MISSING_SINGLE_QUOTE', suspicious: false },
	36: { name: 'SYNTAX_MISSING_DOUBLE_QUOTE', suspicious: false },
	43: { name: 'UNKNOWN_TYPE', suspicious: false },
	46: { name: 'HEALTHCHECK_CMD_ARGUMENT_MISSING', suspicious: true },
};

export const invalidArgumentsInfo: RuleInfo = {
	id: 'invalid-arguments',
	aliases: Object.values(validityCodes).map(({ name }) => name),
	category: 'syntax',
	severity: 'error',
	title: 'Arguments that the builder refuses',
	why: 'BuildKit stops at an instruction whose arguments have the wrong number or form. Found by [dockerfile-utils](https://github.com/rcjsuen/dockerfile-utils), as far as our own syntax does not know better.',
	defaultBecause: 'The image cannot be built.',
	examples: [{ bad: 'FROM alpine:3.20\nSTOPSIGNAL nonsense\n', good: 'FROM alpine:3.20\nSTOPSIGNAL SIGTERM\n' }],
};
