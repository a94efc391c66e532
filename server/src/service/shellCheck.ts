/** What [ShellCheck](https://www.shellcheck.net) is asked about the scripts of a Dockerfile, and what it answers. The program itself is run by a host. */
import { systemShell } from './baseImages.ts';
import type { DockerfileDocument } from './document.ts';
import type { Script } from './shell.ts';
import { chain, platformArgs } from './stages.ts';
import type { Instruction } from './syntax/tree.ts';

/** A script to be checked, as the key of a fact. */
export interface ShellCheckQuestion {
	/** ShellCheck's name of the dialect. */
	readonly dialect: 'sh' | 'bash' | 'dash' | 'busybox' | 'ksh';
	/** What the Dockerfile sets for the script: a name, or `NAME=x` where the value has no blank and no pattern in it, so that it needs no quotes. */
	readonly variables: readonly string[];
	readonly script: string;
}

export type ShellCheckLevel = 'error' | 'warning' | 'info' | 'style';

export interface ShellCheckComment {
	/** 2086 for SC2086. */
	readonly code: number;
	readonly level: ShellCheckLevel;
	readonly message: string;
	/** Offsets in the script, UTF-16. */
	readonly start: number;
	readonly end: number;
	/** What would mend it; empty if ShellCheck does not say. */
	readonly replacements: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
}

/**
 * Codes that mean nothing here: no shebang (2148), files to be sourced that are in the image and not beside the Dockerfile (1090, 1091, 1094),
 * "ash is checked as dash" (2187), carriage returns, which the builder has its own way with (1017), and what only says once more around which
 * construct a syntax error is, that has a finding of its own (1009, 1047, 1062, 1073).
 */
export const senselessCodes: readonly number[] = [1009, 1017, 1047, 1062, 1073, 1090, 1091, 1094, 2148, 2187];

const dialects: Readonly<Record<string, ShellCheckQuestion['dialect']>> = { sh: 'sh', bash: 'bash', dash: 'dash', ash: 'busybox', ksh: 'ksh', mksh: 'ksh' };

/** The question about a script; `undefined` if ShellCheck does not know its shell. */
export function shellCheckKey(doc: DockerfileDocument, instruction: Instruction, script: Script): string | undefined {
	const dialect = dialectOf(doc, instruction, script);
	if (!dialect || script.form !== 'shell') return undefined;
	const { text } = script.text;
	const scope = doc.scope(instruction);
	const named = text.includes('$') ? Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name = '']) => name) : [];
	const variables = [...new Set(named)].sort().flatMap(name => {
		const declaration = scope?.declaration(name);
		if (!declaration) return platformArgs.has(name) ? [`${name}=x`] : [];
		return typeof declaration.value === 'string' && isPlain(declaration.value) ? [`${name}=x`] : [name];
	});
	return `${dialect}\n${variables.join(' ')}\n${text}`;
}

function isPlain(value: string): boolean {
	return /^[\w./:@%+,=-]+$/.test(value);
}

/** `/bin/sh` is another shell in each distribution. */
function dialectOf(doc: DockerfileDocument, instruction: Instruction, { dialect }: Script): ShellCheckQuestion['dialect'] | undefined {
	const stage = doc.stageOf(instruction);
	const base = stage && chain(stage).at(-1)?.base;
	const shell = dialect === 'sh' && base ? (systemShell(base) ?? dialect) : dialect;
	return shell === undefined ? undefined : dialects[shell];
}

export function readShellCheckKey(key: string): ShellCheckQuestion {
	const [dialect = '', variables = '', ...script] = key.split('\n');
	return { dialect: dialect as ShellCheckQuestion['dialect'], variables: variables === '' ? [] : variables.split(' '), script: script.join('\n') };
}

/** What the program gets: the variables have a value. Of one that is not plain nothing is known. */
export function shellCheckInput({ variables, script }: ShellCheckQuestion): string {
	if (variables.length === 0) return script;
	const unknown = variables.filter(variable => !variable.includes('='));
	const read = unknown.length === 0 ? '' : `read -r ${unknown.join(' ')}; `;
	return `${read}export ${variables.join(' ')}\n${script}`;
}

interface Json1 {
	readonly comments: readonly (Place & {
		readonly level: ShellCheckLevel;
		readonly code: number;
		readonly message: string;
		readonly fix: { readonly replacements: readonly (Place & { readonly replacement: string })[] } | null;
	})[];
}

/** Lines and columns from 1; columns in code points. */
interface Place {
	readonly line: number;
	readonly endLine: number;
	readonly column: number;
	readonly endColumn: number;
}

/** Reads `--format=json1` of the input above. Throws a SyntaxError or TypeError for anything else. */
export function readShellCheckOutput(output: string, { variables, script }: ShellCheckQuestion): readonly ShellCheckComment[] {
	const lines = script.split('\n');
	const starts = [0];
	for (const line of lines) starts.push((starts.at(-1) as number) + line.length + 1);
	const before = variables.length === 0 ? 0 : 1;
	const offset = (line: number, column: number): number => {
		const at = Math.min(line - 1 - before, lines.length - 1);
		const text = lines[at] ?? '';
		const units = /[\uD800-\uDFFF]/.test(text) ? [...text].slice(0, column - 1).join('').length : Math.min(column - 1, text.length);
		return (starts[at] ?? 0) + units;
	};
	const spanOf = ({ line, column, endLine, endColumn }: Place) => ({ start: offset(line, column), end: offset(endLine, endColumn) });
	return (JSON.parse(output) as Json1).comments
		.filter(({ line }) => line > before)
		.map(comment => ({
			code: comment.code,
			level: comment.level,
			message: comment.message,
			...spanOf(comment),
			replacements: (comment.fix?.replacements ?? []).map(replacement => ({ ...spanOf(replacement), newText: replacement.replacement })),
		}));
}
