import { isSecretName, secretValueKind } from '../data/secretNames.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { removePairs } from '../removeInstruction.ts';
import { lineEndOf } from '../suppress.ts';
import { touches } from '../text.ts';
import type { Action, Change, Disabled, Edit, Refactoring } from '../types.ts';
import { unquoted } from '../values.ts';
import { type VariableUses, variableUses } from '../variableUses.ts';

const id = 'replace-secret';

/** ENV or ARG secret → `RUN --mount=type=secret` (BuildKit's `env=` since frontend 1.10). */
export const replaceSecret: Refactoring = {
	id,
	title: 'Replace ENV or ARG secret by a secret mount',
	offer({ doc, at }) {
		for (const instruction of doc.instructions) {
			if (!touches(instruction.span, at)) continue;
			for (const { key, value } of instruction.pairs) {
				const secret =
					(instruction.keyword === 'ENV' || instruction.keyword === 'ARG') && (isSecretName(key.text) || secretValueKind(unquoted(value?.text ?? '')));
				if (secret && touches(key.span, at)) return [offerFor(doc, key.text)];
			}
		}
		return [];
	},
};

function offerFor(doc: DockerfileDocument, name: string): Action | Disabled {
	const why = refusal(doc, name);
	return why ? { id, title: `Replace ${name} by a secret mount`, disabled: why } : secretMountAction(doc, name);
}

/** What a finding about this name offers: a mount where a RUN needs it, else to take it out. */
export function secretActions(doc: DockerfileDocument, name: string): Action[] {
	const { runs, others } = usesOf(doc, name);
	if (runs.length > 0) return refusal(doc, name) ? [] : [secretMountAction(doc, name)];
	return others.length > 0 ? [] : [removalAction(doc, name)];
}

function secretMountAction(doc: DockerfileDocument, name: string): Action {
	return {
		id,
		title: `Replace ${name} by a secret mount`,
		kind: 'refactor.rewrite',
		safety: 'review',
		why: `The build is then called with --secret id=${name}, and no longer with --build-arg; a value that was committed must be replaced.`,
		edits: () => mountChange(doc, name),
	};
}

function removalAction(doc: DockerfileDocument, name: string): Action {
	return {
		id: 'remove-secret',
		title: `Take ${name} out of the image; give it when the container starts`,
		kind: 'quickfix',
		safety: 'review',
		why: 'No RUN uses it, so the build does not need it. The program must be given it at run time.',
		edits: () => {
			const edits = declarationEdits(doc, name);
			return edits && { edits };
		},
	};
}

function mountChange(doc: DockerfileDocument, name: string): Change | undefined {
	const removals = declarationEdits(doc, name);
	if (!removals) return undefined;
	const mounts = usesOf(doc, name).runs.map(run => insert(run.keywordSpan.end, ` --mount=type=secret,id=${name},env=${name},required=true`));
	return { edits: [...syntaxLine(doc), ...removals, ...mounts] };
}

/** Old builders know `env=` only through a frontend that the file names. */
function syntaxLine(doc: DockerfileDocument): Edit[] {
	if (doc.syntax.directives.some(directive => directive.name === 'syntax')) return [];
	return [insert(doc.text.charCodeAt(0) === 0xfeff ? 1 : 0, `# syntax=docker/dockerfile:1${lineEndOf(doc)}`)];
}

function declarationEdits(doc: DockerfileDocument, name: string): Edit[] | undefined {
	const edits: Edit[] = [];
	for (const { instruction, pairs } of usesOf(doc, name).declarations) {
		const removed = removePairs(doc, instruction, new Set(pairs));
		if (!removed) return undefined;
		edits.push(...removed);
	}
	return edits;
}

const none: VariableUses = { declarations: [], runs: [], others: [] };

function usesOf(doc: DockerfileDocument, name: string): VariableUses {
	return variableUses(doc).get(name) ?? none;
}

function refusal(doc: DockerfileDocument, name: string): string | undefined {
	const { runs, others } = usesOf(doc, name);
	if (runs.length === 0) return `No RUN uses ${name}: the build needs no mount. If the program needs it, give it when the container starts.`;
	const [other] = others;
	if (other) return `${other.keyword} in line ${other.line + 1} uses ${name} too, and sees no secret mounts.`;
	const frontend = doc.syntax.directives.find(directive => directive.name === 'syntax');
	const old = frontend && /dockerfile:1\.[0-9](?!\d)/.test(frontend.value);
	if (old) return `The frontend of line ${frontend.line + 1} is older than 1.10 and does not know env= of a secret mount.`;
	if (runs.some(run => doc.isWindows(run))) return 'Windows containers have no secret mounts.';
	return declarationEdits(doc, name) ? undefined : 'A comment stands between the pairs of the declaration.';
}
