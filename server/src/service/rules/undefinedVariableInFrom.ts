import { replace } from '../edit.ts';
import { platformArgs } from '../stages.ts';
import { nearest } from '../suggest.ts';
import { variablesIn } from '../syntax/expand.ts';
import type { Rule } from '../types.ts';

export const undefinedVariableInFrom: Rule = {
	id: 'undefined-variable-in-from',
	aliases: ['UndefinedArgInFrom', 'BASE_NAME_EMPTY'],
	category: 'stages',
	severity: 'warning',
	title: 'FROM with a variable that is not declared',
	why: 'FROM sees only what an ARG above the first FROM declares, and the predefined platform arguments. Everything else is empty, also when the caller of the build gives a value, and an ARG within a stage does not count. See [UndefinedArgInFrom](https://docs.docker.com/reference/build-checks/undefined-arg-in-from/).',
	defaultBecause: 'The build fails, or takes another image than the one that was meant.',
	examples: [
		{
			bad: 'ARG VERSION=12\nFROM debian:$VERSOIN\nUSER 65532',
			good: 'ARG VERSION=12\nFROM debian:$VERSION\nUSER 65532',
		},
	],
	*check({ doc }) {
		const { globals } = doc.graph;
		const declared = doc.globalArgs.flatMap(({ pairs }) => pairs.map(({ key }) => key.text));
		for (const { from, base } of doc.stages) {
			const platform = from.flags.find(({ name }) => name === 'platform');
			const places = [
				{ text: base.word.text, span: base.word.span },
				{ text: platform?.value ?? '', span: platform?.valueSpan ?? base.word.span },
			];
			for (const { text, span } of places) {
				if (doc.text.slice(span.start, span.end) !== text) continue;
				for (const { name, start, end } of variablesIn(text, doc.syntax.escape)) {
					// with :- or + it may be unset on purpose
					if (globals(name) !== undefined || /^\$\{\w+:?[-+]/.test(text.slice(start))) continue;
					const meant = nearest(name, [...declared, ...platformArgs]);
					const at = { start: span.start + start, end: span.start + end };
					const written = doc.text.slice(at.start, at.end);
					const inStage = doc.stages.some(stage =>
						stage.instructions.some(({ keyword, pairs }) => keyword === 'ARG' && pairs.some(({ key }) => key.text === name)),
					);
					yield {
						span: at,
						message: `No ARG above the first FROM declares ${name}${inStage ? ': the one in a stage does not count.' : meant ? `: did you mean ${meant}?` : '.'}`,
						actions:
							meant && !inStage && written.includes(name)
								? [
										{
											id: 'use-known',
											title: `Change to ${meant}`,
											kind: 'quickfix',
											safety: 'review',
											why: 'Only you know what was meant.',
											preferred: true,
											edits: () => ({ edits: [replace(at, written.replace(name, meant))] }),
										},
									]
								: [],
					};
				}
			}
		}
	},
};
