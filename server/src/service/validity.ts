/** What dockerfile-utils knows of invalid arguments, filtered by what our own syntax knows better. Slow: nothing for every keystroke. */
import { ValidationSeverity, validate } from 'dockerfile-utils';
import type { DockerfileDocument } from './document.ts';
import { invalidArgumentsInfo, validityCodes } from './invalidArguments.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Problem, Rule } from './types.ts';

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

/** Not in the list of rules: hosts run it beside them, where `mayBeInvalid` says that there may be something to find. */
export const invalidArguments: Rule = { ...invalidArgumentsInfo, check: ({ doc }) => invalidIn(doc) };

function* invalidIn(doc: DockerfileDocument): Generator<Problem> {
	// It counts lines at a lone "\r", and reads Unicode line ends as blanks: its places would be wrong.
	if (/\r(?!\n)|\0/.test(doc.text)) return;
	for (const { code, message, range } of validated(doc.text)) {
		const known = validityCodes[Number(code)];
		if (!known) continue;
		const span = doc.lines.spanOfRange(range);
		const instruction = doc.instructionAt(span.start);
		if (!instruction || misread(instruction) || (known.suspicious && hasJson(instruction)) || isSignal(instruction)) continue;
		const text = typeof message === 'string' ? message : message.value;
		yield { span, message: /[.!?]$/.test(text) ? text : `${text}.`, aliases: [known.name] };
	}
}

/** It recurses without end where a variable stands above the first FROM; then only our own rules speak. */
function validated(text: string): ReturnType<typeof validate> {
	try {
		return validate(text, settings);
	} catch (error) {
		if (error instanceof RangeError) return [];
		throw error;
	}
}

/** dockerfile-utils misses some here-documents and takes their bodies for arguments or instructions. */
function misread(instruction: Instruction): boolean {
	return instruction.heredocs.length > 0 || (instruction.trigger?.heredocs.length ?? 0) > 0;
}

function hasJson(instruction: Instruction): boolean {
	return instruction.json !== undefined || instruction.trigger?.json !== undefined;
}

/** BuildKit takes the names of signals without SIG, too. */
function isSignal({ keyword, args }: Instruction): boolean {
	return keyword === 'STOPSIGNAL' && /^(?:HUP|INT|QUIT|KILL|USR[12]|TERM|WINCH|STOP|ABRT|RTMIN(?:\+\d+)?|RTMAX(?:-\d+)?)$/i.test(args.text);
}
