import { replace } from '../edit.ts';
import { findStage } from '../stages.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

export const unknownCopySource: Rule = {
	id: 'unknown-copy-source',
	aliases: ['DL3022', 'DF049'],
	category: 'stages',
	severity: 'warning',
	title: 'COPY --from of a stage that does not exist',
	why: 'A name that is no earlier stage is taken for an image and fetched from Docker Hub. If there is one of that name, files of a stranger land in the image. A named build context is legal: then give this comment the reason. See [COPY --from](https://docs.docker.com/reference/dockerfile/#copy---from). Silent for what is clearly an image (`:`, `/`, `@`).',
	defaultBecause: 'Usually a misspelt stage, or one that stands further down.',
	examples: [
		{
			bad: 'FROM debian:12 AS build\nFROM scratch\nCOPY --from=biuld /a /a\nUSER 65532',
			good: 'FROM debian:12 AS build\nFROM scratch\nCOPY --from=build /a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			for (const instruction of stage.instructions) {
				const flag = instruction.keyword === 'COPY' ? instruction.flags.find(({ name }) => name === 'from') : undefined;
				const text = flag?.value;
				if (!flag || !text || /[:/@$]/.test(text) || findStage(doc.graph, text, stage.index, { indexes: true })) continue;
				const earlier = doc.stages.slice(0, stage.index);
				// its own stage is another rule's
				if (text.toLowerCase() === stage.name || text === String(stage.index)) continue;
				const later = doc.stages.slice(stage.index).find(other => other.name === text.toLowerCase() || String(other.index) === text);
				const meant = nearest(
					text,
					earlier.flatMap(({ name }) => name ?? []),
				);
				yield {
					span: flag.valueSpan,
					message: later
						? `The stage ${text} stands further down: COPY sees earlier stages only.`
						: `There is no earlier stage ${text}${meant ? `: did you mean ${meant}?` : '; it would be fetched as an image.'}`,
					actions:
						meant && !later
							? [
									{
										id: 'use-known',
										title: `Change to ${meant}`,
										kind: 'quickfix',
										safety: 'review',
										why: 'Only you know what was meant.',
										preferred: true,
										edits: () => ({ edits: [replace(flag.valueSpan, meant)] }),
									},
								]
							: [],
				};
			}
		}
	},
};
