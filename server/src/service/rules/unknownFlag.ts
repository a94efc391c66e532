import { instructionData } from '../data/instructions.ts';
import { hasOwnFrontend } from '../frontend.ts';
import { useKnown } from '../meant.ts';
import { flagsRead, refusable } from '../refusable.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

/** dockerfile-utils' code by instruction; of others it knows no flags. */
const validatorCodes: Readonly<Record<string, string>> = {
	ADD: 'UNKNOWN_ADD_FLAG',
	COPY: 'UNKNOWN_COPY_FLAG',
	FROM: 'UNKNOWN_FROM_FLAG',
	HEALTHCHECK: 'UNKNOWN_HEALTHCHECK_FLAG',
};

export const unknownFlag: Rule = {
	id: 'unknown-flag',
	aliases: Object.values(validatorCodes),
	category: 'syntax',
	severity: 'error',
	title: 'Unknown flag',
	why: 'The instruction has no such flag in the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/); the builder stops with "unknown flag". A `# syntax=` line may name a frontend that knows more: then this is silent unless the name is nearly one that exists.',
	defaultBecause: 'The file does not build; a warning where its frontend may know more than ours.',
	examples: [{ bad: 'FROM debian:12\nCOPY --chwon=1:1 a /a\nUSER 65532', good: 'FROM debian:12\nCOPY --chown=1:1 a /a\nUSER 65532' }],
	*check({ doc }) {
		const ownFrontend = hasOwnFrontend(doc);
		for (const { instruction, severity } of refusable(doc, Object.keys(instructionData))) {
			const known = instructionData[instruction.keyword]?.flags ?? {};
			for (const flag of flagsRead(instruction)) {
				if (Object.hasOwn(known, flag.name)) continue;
				const meant = nearest(flag.name, Object.keys(known));
				if (ownFrontend && !meant) continue;
				yield {
					span: flag.span,
					aliases: [validatorCodes[instruction.keyword] ?? []].flat(),
					severity: ownFrontend ? 'warning' : severity,
					message: meant ? `${instruction.keyword} has no flag --${flag.name}: did you mean --${meant}?` : `${instruction.keyword} has no flag --${flag.name}.`,
					actions: meant ? [useKnown(flag.nameSpan, meant)] : [],
				};
			}
		}
	},
};
