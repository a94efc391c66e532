import { instructionData } from '../data/instructions.ts';
import { replace } from '../edit.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

/** CMD, ENV and the like take no flags: BuildKit reads `--x` there as a flag and refuses it. */
const takesNone: ReadonlySet<string> = new Set(['ARG', 'MAINTAINER', 'STOPSIGNAL']);

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
	severity: 'warning',
	title: 'Unknown flag',
	why: 'The instruction has no such flag in the [Dockerfile reference](https://docs.docker.com/reference/dockerfile/); the builder stops with "unknown flag". A `# syntax=` line may name a frontend that knows more: then this is silent unless the name is nearly one that exists.',
	defaultBecause: 'The file does not build, unless its frontend knows more than ours.',
	examples: [{ bad: 'FROM debian:12\nCOPY --chwon=1:1 a /a\nUSER 65532', good: 'FROM debian:12\nCOPY --chown=1:1 a /a\nUSER 65532' }],
	*check({ doc }) {
		const ownFrontend = doc.syntax.directives.some(
			({ name, value }) => name === 'syntax' && !/^docker(?:\.io)?\/dockerfile(?::[\d.]+)?(?:@|$)/.test(value.replace(/^docker\.io\//, '')),
		);
		for (const outer of doc.instructions) {
			const instruction = outer.trigger ?? outer;
			const known = instructionData[instruction.keyword]?.flags;
			if (!known || takesNone.has(instruction.keyword)) continue;
			for (const flag of instruction.flags) {
				if (Object.hasOwn(known, flag.name)) continue;
				const meant = nearest(flag.name, Object.keys(known));
				if (ownFrontend && !meant) continue;
				yield {
					span: flag.span,
					aliases: [validatorCodes[instruction.keyword] ?? []].flat(),
					message: meant ? `${instruction.keyword} has no flag --${flag.name}: did you mean --${meant}?` : `${instruction.keyword} has no flag --${flag.name}.`,
					actions: meant
						? [
								{
									id: 'use-known',
									title: `Change to --${meant}`,
									kind: 'quickfix',
									safety: 'review',
									why: 'Only you know what was meant.',
									preferred: true,
									edits: () => ({ edits: [replace(flag.nameSpan, meant)] }),
								},
							]
						: [],
				};
			}
		}
	},
};
