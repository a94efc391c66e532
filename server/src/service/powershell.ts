/** What RUN gives to PowerShell, which is read no further than this. */
import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import type { Stage } from './stages.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

export interface PowerShellRun {
	readonly stage: Stage;
	readonly run: Instruction;
	/** The SHELL by which it is PowerShell; `undefined` where the line itself starts it. */
	readonly shell: Instruction | undefined;
	/** What PowerShell runs, without what SHELL says before it. */
	readonly script: string;
	/** Program and options, without the script: `pwsh -NoProfile -Command`. */
	readonly starter: string | undefined;
	/** Where the script stands, quotes around it included. */
	readonly span: Span;
	/** What SHELL has PowerShell do before each script. */
	readonly prelude: string;
}

const program = /^(?:.*[\\/])?(?:powershell|pwsh)(?:\.exe)?$/i;
const wrapped =
	/^(@?(?:\S*[\\/])?(?:powershell|pwsh)(?:\.exe)?(?:\s+-(?!c)[a-z]+(?:\s+(?:bypass|unrestricted|remotesigned|hidden))?)*(?:\s+-c(?:ommand)?\b)?)\s+(?=\S)/i;

export const powerShellRuns = perDocument((doc): readonly PowerShellRun[] =>
	doc.stages.flatMap(stage => stage.instructions.flatMap(run => (run.keyword === 'RUN' && !run.json && run.args.text !== '' ? runOf(doc, stage, run) : []))),
);

function runOf(doc: DockerfileDocument, stage: Stage, run: Instruction): PowerShellRun[] {
	const scope = doc.scope(run);
	const [first = '', ...options] = scope?.shell ?? [];
	const text = [run.args.text, ...run.heredocs.map(({ body }) => body)].join('\n');
	if (program.test(first)) {
		return [{ stage, run, shell: scope?.shellInstruction, script: text, starter: undefined, span: run.args.span, prelude: options.join(' ') }];
	}
	const starter = wrapped.exec(text)?.[1];
	if (starter === undefined) return [];
	const rest = text.slice(starter.length).trimStart();
	// unquoted, it ends where the next command of the outer shell begins
	const script = /^["']/.test(rest) ? rest : (/^.*?(?=\s(?:&&|\|\||&)\s|$)/s.exec(rest)?.[0] ?? rest);
	const at = run.args.at.start + text.length - rest.length;
	return [{ stage, run, shell: undefined, script, starter, span: run.logical.span(at, Math.min(at + script.length, run.args.at.end)), prelude: '' }];
}

/** How many statements a script has: what stands between semicolons and line ends, outside of quotes and brackets. */
export function statementCount(script: string): number {
	const bare = script.replace(/"(?:`.|[^"`])*"|'[^']*'|\([^()]*\)|\{[^{}]*\}/g, 'x');
	return bare.split(/[;\n]|&&|\|\|/).filter(part => part.trim() !== '').length;
}

/** A script in quotes, as it is behind `-Command`. */
export function withoutQuotes(script: string): string {
	const text = script.trim();
	const quote = text[0] ?? '';
	return (quote === '"' || quote === "'") && text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text;
}
