import { installationsBy } from '../caches.ts';
import { runner, type Telemetry, telemetries } from '../data/telemetry.ts';
import type { DockerfileDocument } from '../document.ts';
import { insertBelow } from '../insertInstruction.ts';
import type { Command } from '../shell.ts';
import type { Stage } from '../stages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Span } from '../text.ts';
import type { Rule } from '../types.ts';

export const telemetryOn: Rule = {
	id: 'telemetry-on',
	aliases: ['prefer-telemetry-opt-out'],
	category: 'files',
	severity: 'off',
	title: 'Program that reports its use to its makers',
	why: 'Some build tools and frameworks send what they are used for to those who make them, also from builds. Each has a variable that stops it; see for instance [.NET](https://learn.microsoft.com/en-us/dotnet/core/tools/telemetry), [Next.js](https://nextjs.org/telemetry) and [Hugging Face](https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables). Once for each stage, at the first such program.',
	defaultBecause: 'Whether a project minds is its own decision.',
	examples: [
		{
			bad: 'FROM node:22\nRUN npx next build\nUSER node',
			good: 'FROM node:22\nENV NEXT_TELEMETRY_DISABLED=1\nRUN npx next build\nUSER node',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const uses = usesIn(doc, stage).sort((a, b) => a.span.start - b.span.start);
			const [first] = uses;
			if (!first) continue;
			const reporting = [...new Set(uses.map(({ telemetry }) => telemetry))];
			const variables = reporting.map(({ variable, value }) => `${variable}=${value}`).join(' ');
			yield {
				span: first.span,
				message: `${reporting.map(({ name }) => name).join(', ')} may report ${reporting.length === 1 ? 'its' : 'their'} use: ${variables} stops that.`,
				actions: [
					{
						id: 'stop-telemetry',
						title: `Set ${variables}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'The variables stay in the image.',
						preferred: true,
						edits: () => ({ edits: [insertBelow(doc, stage.from, `ENV ${variables}`)] }),
					},
				],
			};
		}
	},
};

interface Use {
	readonly telemetry: Telemetry;
	readonly span: Span;
}

function usesIn(doc: DockerfileDocument, stage: Stage): Use[] {
	const found: Use[] = [];
	for (const instruction of stage.instructions) {
		for (const command of doc.commands(instruction)) {
			const telemetry = started(command);
			if (telemetry && !isStopped(doc, instruction, telemetry)) found.push({ telemetry, span: command.words[0]?.span ?? command.span });
		}
	}
	for (const { run, installation } of installationsBy(doc, 'pip', 'uv')) {
		if (doc.stageOf(run) !== stage) continue;
		for (const { name, span } of installation.packages) {
			const telemetry = telemetries.find(({ packages }) => packages?.test(name));
			if (telemetry && !isStopped(doc, run, telemetry)) found.push({ telemetry, span });
		}
	}
	return found;
}

function started({ name, words }: Command): Telemetry | undefined {
	if (name === undefined) return undefined;
	const line = [name, ...words.slice(1).map(({ unquoted }) => unquoted)].join(' ');
	return telemetries.find(({ starts }) => starts?.test(line)) ?? telemetries.find(({ starts }) => starts?.test(line.replace(runner, '')));
}

/** By a variable that holds there, or by anything in the instruction that names it. */
function isStopped(doc: DockerfileDocument, instruction: Instruction, { variable }: Telemetry): boolean {
	return (
		doc.scope(instruction)?.declaration(variable) !== undefined ||
		instruction.logical.text.includes(variable) ||
		/telemetry[ =](?:disable|off|false)/.test(doc.text)
	);
}
