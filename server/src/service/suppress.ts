import type { DockerfileDocument } from './document.ts';
import { insert } from './edit.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';
import type { Action, Edit } from './types.ts';

/** A comment that silences findings: of one instruction, or of the whole file. */
export interface Suppression {
	readonly span: Span;
	/** Lower-cased ids; `all` silences everything. */
	readonly ids: ReadonlySet<string>;
	readonly scope: Instruction | 'file';
}

interface Form {
	readonly pattern: RegExp;
	readonly scope: 'next' | 'file';
}

/** The comments that tools read, with the ids in the first group; what follows the ids is a reason. */
const forms: readonly Form[] = [
	{ pattern: /^(?:drydock|hadolint|tally)\s+global\s+ignore\s*=\s*([\w./-]+(?:\s*,\s*[\w./-]+)*)/i, scope: 'file' },
	{ pattern: /^(?:drydock|hadolint|tally)\s+(?:[\w-]+=\S+\s+)*ignore\s*=\s*([\w./-]+(?:\s*,\s*[\w./-]+)*)/i, scope: 'next' },
	{ pattern: /^check\s*=\s*skip\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/i, scope: 'next' },
	{ pattern: /^checkov:skip\s*=\s*([\w-]+)/i, scope: 'file' },
	{ pattern: /^trivy:ignore:([\w-]+(?:\s*[,\s]\s*trivy:ignore:[\w-]+)*)/i, scope: 'next' },
	{ pattern: /^shellcheck\s+disable\s*=\s*(SC\d+(?:\s*,\s*SC\d+)*)/i, scope: 'next' },
	{ pattern: /^dockerfile-utils:\s*(ignore)\b/i, scope: 'next' },
];

export function suppressionsOf(doc: DockerfileDocument): Suppression[] {
	const found: Suppression[] = [];
	for (const directive of doc.syntax.directives) {
		const ids = directive.name === 'check' ? /(?:^|;)\s*skip\s*=\s*([^;]*)/i.exec(directive.value)?.[1] : undefined;
		if (ids !== undefined) found.push({ span: directive.span, ids: idSet(ids), scope: 'file' });
	}
	for (const comment of doc.syntax.comments) {
		for (const { pattern, scope } of forms) {
			const ids = pattern.exec(comment.text)?.[1];
			if (ids === undefined) continue;
			const target = scope === 'file' ? 'file' : doc.instructionEndingAfter(comment.span.start);
			if (target) found.push({ span: comment.span, ids: idSet(ids.replace(/trivy:ignore:/gi, '')), scope: target });
			break;
		}
	}
	return found;
}

function idSet(ids: string): Set<string> {
	return new Set(
		ids
			.split(/[\s,]+/)
			.map(normalId)
			.map(id => (id === 'ignore' ? 'all' : id)),
	);
}

/** Ids compare without case; Trivy's come as AVD-DS-0002, DS002 and DS-0002. */
export function normalId(id: string): string {
	return id
		.toLowerCase()
		.replace(/^avd-/, '')
		.replace(/^ds-?0*(\d+)$/, (_, number: string) => `ds-${number.padStart(4, '0')}`);
}

/** The comment that silences a finding with these ids at this place. */
export function suppressedBy(suppressions: readonly Suppression[], ids: readonly string[], instruction: Instruction | undefined): Span | undefined {
	return suppressions.find(
		({ scope, ids: silenced }) => (scope === 'file' || scope === instruction) && (silenced.has('all') || ids.some(id => silenced.has(normalId(id)))),
	)?.span;
}

/** The id of the action that needs a host to find the configuration of the project. */
export const ignoreInProject = 'ignore-in-project';

/** "Ignore here", "in this file" and "in the project", merged with what is there. */
export function ignoreActions(doc: DockerfileDocument, ruleId: string, at: Span): Action[] {
	const instruction = doc.instructionAt(at.start);
	const make = (id: string, title: string, edits: () => Edit[]): Action => ({
		id,
		title,
		kind: 'quickfix',
		safety: 'review',
		edits: () => ({ edits: edits() }),
	});
	const inFile = make('ignore-in-file', `Ignore ${ruleId} in this file`, () => ignoreInFile(doc, ruleId));
	const inProject: Action = {
		id: ignoreInProject,
		title: `Ignore ${ruleId} in the project`,
		kind: 'quickfix',
		safety: 'review',
		edits: () => ({ edits: [], ruleOff: ruleId }),
	};
	const widest = [inFile, inProject];
	return instruction ? [make('ignore-here', `Ignore ${ruleId} here`, () => ignoreHere(doc, instruction, ruleId)), ...widest] : widest;
}

function ignoreHere(doc: DockerfileDocument, instruction: Instruction, ruleId: string): Edit[] {
	const above = instruction.comments.findLast(comment => /^drydock\s+ignore\s*=/i.test(comment.text));
	if (above) return [appendId(doc, above.span, ruleId)];
	const lineStart = doc.lines.startOf(instruction.line);
	const bom = lineStart === 0 && doc.text.charCodeAt(0) === 0xfeff ? 1 : 0;
	const indent = doc.text.slice(lineStart + bom, instruction.span.start);
	return [insert(lineStart + bom, `${indent}# drydock ignore=${ruleId}${lineEndOf(doc)}`)];
}

function ignoreInFile(doc: DockerfileDocument, ruleId: string): Edit[] {
	const existing = doc.syntax.comments.find(comment => /^drydock\s+global\s+ignore\s*=/i.test(comment.text));
	if (existing) return [appendId(doc, existing.span, ruleId)];
	const line = `# drydock global ignore=${ruleId}`;
	const last = doc.syntax.directives.at(-1);
	if (!last) return [insert(doc.text.charCodeAt(0) === 0xfeff ? 1 : 0, line + lineEndOf(doc))];
	// a comment above a directive would switch it off
	return [insert(last.span.end, lineEndOf(doc) + line)];
}

/** Behind the last id, before the reason. */
function appendId(doc: DockerfileDocument, comment: Span, ruleId: string): Edit {
	const text = doc.text.slice(comment.start, comment.end);
	const ids = /ignore\s*=\s*[\w./-]+(?:\s*,\s*[\w./-]+)*/i.exec(text);
	return insert(comment.start + (ids ? ids.index + ids[0].length : text.length), `,${ruleId}`);
}

/** The line end that the file uses. */
export function lineEndOf(doc: DockerfileDocument): string {
	return /\r\n/.test(doc.text) ? '\r\n' : '\n';
}
