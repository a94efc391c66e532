/** What dockerfile-utils knows of invalid arguments, filtered by what our own syntax knows better. Slow: nothing for every keystroke. */
import { ValidationSeverity, validate } from 'dockerfile-utils';
import type { DockerfileDocument } from './document.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Problem, Rule } from './types.ts';

/**
 * Its codes that no rule of ours covers and BuildKit agrees with, by dockerfile-utils' numbers. `suspicious`: it miscounts arguments where
 * there is a here-document or a JSON form.
 */
const codes: Readonly<Record<number, { readonly name: string; readonly suspicious: boolean }>> = {
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
	23: { name: 'INVALID_DESTINATION', suspicious: true },
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

/** What is a matter of taste, or a rule of ours, is not even looked for. */
const settings = {
	deprecatedMaintainer: ValidationSeverity.IGNORE,
	directiveCasing: ValidationSeverity.IGNORE,
	emptyContinuationLine: ValidationSeverity.IGNORE,
	instructionCasing: ValidationSeverity.IGNORE,
	instructionCmdMultiple: ValidationSeverity.IGNORE,
	instructionEntrypointMultiple: ValidationSeverity.IGNORE,
	instructionHealthcheckMultiple: ValidationSeverity.IGNORE,
	instructionJSONInSingleQuotes: ValidationSeverity.IGNORE,
	instructionWorkdirRelative: ValidationSeverity.IGNORE,
};

/** Not in the list of rules: hosts run it beside them, where there is time. */
export const invalidArguments: Rule = {
	id: 'invalid-arguments',
	aliases: Object.values(codes).map(({ name }) => name),
	category: 'syntax',
	severity: 'error',
	title: 'Arguments that the builder refuses',
	why: 'BuildKit stops at an instruction whose arguments have the wrong number or form. Found by dockerfile-utils.',
	examples: [{ bad: 'FROM alpine:3.20\nSTOPSIGNAL nonsense\n', good: 'FROM alpine:3.20\nSTOPSIGNAL SIGTERM\n' }],
	check: ({ doc }) => invalidIn(doc),
};

function* invalidIn(doc: DockerfileDocument): Generator<Problem> {
	// It counts lines at a lone "\r", and reads Unicode line ends as blanks: its places would be wrong.
	if (/\r(?!\n)|\0/.test(doc.text)) return;
	for (const { code, message, range } of validate(doc.text, settings)) {
		const known = codes[Number(code)];
		if (!known) continue;
		const span = doc.lines.spanOfRange(range);
		const instruction = doc.instructionAt(span.start);
		if (!instruction || misread(instruction) || (known.suspicious && hasJson(instruction))) continue;
		const text = typeof message === 'string' ? message : message.value;
		yield { span, message: /[.!?]$/.test(text) ? text : `${text}.`, aliases: [known.name] };
	}
}

/** dockerfile-utils misses some here-documents and takes their bodies for arguments or instructions. */
function misread(instruction: Instruction): boolean {
	return instruction.heredocs.length > 0 || (instruction.trigger?.heredocs.length ?? 0) > 0;
}

function hasJson(instruction: Instruction): boolean {
	return instruction.json !== undefined || instruction.trigger?.json !== undefined;
}
