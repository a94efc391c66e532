import { hasOwnFrontend } from '../frontend.ts';
import { useKnown } from '../meant.ts';
import { problemsOfMount } from '../mounts.ts';
import { expanded, refusable } from '../refusable.ts';
import type { Rule } from '../types.ts';

export const invalidMount: Rule = {
	id: 'invalid-mount',
	aliases: [],
	category: 'syntax',
	severity: 'error',
	title: 'Mount that the builder refuses',
	why: 'Each type of [RUN --mount](https://docs.docker.com/reference/dockerfile/#run---mount) has its options; the builder refuses an unknown type or option, and one that the type does not take. Silent for variables whose value nobody knows, and where a `# syntax=` line names a frontend that may know more.',
	defaultBecause: 'The file does not build.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN --mount=type=cahce,target=/c a\nUSER 65532',
			good: 'FROM debian:12\nRUN --mount=type=cache,target=/c a\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (hasOwnFrontend(doc)) return;
		for (const { instruction, severity, lookup } of refusable(doc, ['RUN'])) {
			const place = {
				expand: (text: string) => expanded(doc, text, lookup),
				get workdir() {
					return doc.scope(instruction)?.workdir;
				},
			};
			for (const flag of instruction.flags) {
				if (flag.name !== 'mount') continue;
				for (const { span, message, meant } of problemsOfMount(flag, place)) {
					yield { span, message, severity, actions: meant ? [useKnown(meant.span, meant.text)] : [] };
				}
			}
		}
	},
};
