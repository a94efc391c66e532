import { buildCommands, buildPrograms } from '../buildCommands.ts';
import { telemetry } from '../data/telemetry.ts';
import { insert } from '../edit.ts';
import type { Stage } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

export const telemetryOn: Rule = {
	id: 'telemetry-on',
	aliases: ['prefer-telemetry-opt-out'],
	category: 'files',
	severity: 'off',
	title: 'Programs that tell how they are used',
	why: 'Next.js, .NET, Bun, Homebrew and others report to their makers, from the build and from every container, unless a variable says no; see [Next.js](https://nextjs.org/telemetry) for one. Told once for each stage, on the first such program.',
	defaultBecause: 'Whether that is wanted is not for a linter to say.',
	examples: [
		{
			bad: 'FROM node:22\nRUN npx next build\nUSER node',
			good: 'FROM node:22\nENV NEXT_TELEMETRY_DISABLED=1\nRUN npx next build\nUSER node',
		},
	],
	*check({ doc }) {
		const found = new Map<Stage, { readonly name: string; readonly value: string; readonly span: { readonly start: number; readonly end: number } }[]>();
		for (const { run, command } of buildCommands(doc, ...buildPrograms(doc))) {
			const stage = doc.stageOf(run);
			const runs = /^(?:npx|bunx|pnpm|yarn)$/.test(command.name ?? '')
				? [command.name, command.words.slice(1).find(({ unquoted }) => !/^(?:-|exec$|dlx$|run$)/.test(unquoted))?.unquoted]
				: [command.name];
			for (const { program, name, value } of telemetry) {
				if (!stage || !runs.some(word => program.test(word ?? '')) || doc.scope(run)?.declaration(name) || command.assignments.some(one => one.name === name))
					continue;
				const known = found.get(stage) ?? [];
				found.set(stage, known);
				if (!known.some(other => other.name === name)) known.push({ name, value, span: command.span });
			}
		}
		for (const [stage, missing] of found) {
			const sorted = missing.toSorted((a, b) => a.span.start - b.span.start);
			const pairs = sorted.map(({ name, value }) => `${name}=${value}`).join(' ');
			const [first] = sorted;
			if (!first) continue;
			yield {
				span: first.span,
				message: `${pairs} keeps ${sorted.length > 1 ? 'these programs' : 'this program'} from reporting.`,
				actions: [
					{
						id: 'opt-out',
						title: `Set ${pairs}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'The variables are part of the image.',
						preferred: true,
						edits: () => ({ edits: [insert(stage.from.span.end, `${lineEndOf(doc)}ENV ${pairs}`)] }),
					},
				],
			};
		}
	},
};
