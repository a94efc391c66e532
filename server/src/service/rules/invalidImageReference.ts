import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import type { Stage } from '../stages.ts';
import { parseImageReference } from '../syntax/imageReference.ts';
import type { Span } from '../text.ts';
import type { Problem, Rule } from '../types.ts';

export const invalidImageReference: Rule = {
	id: 'invalid-image-reference',
	aliases: ['INVALID_REFERENCE_FORMAT'],
	category: 'syntax',
	severity: 'error',
	title: 'Name that no image can have',
	why: 'An image is `registry/path:tag@digest`; the path is in lower case, and there is no `https://` before it. The builder refuses others. See [FROM](https://docs.docker.com/reference/dockerfile/#from) and the [grammar](https://pkg.go.dev/github.com/distribution/reference). Silent for a variable whose value nobody knows.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM Debian:12\nUSER 65532', good: 'FROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const { word, text } = stage.base;
			// names of stages are compared in lower case, but only the FROM that gives them makes them so
			if (text && !isKnown(doc, stage, text) && !parseImageReference(text)) yield problemOf(doc, text, word.span);
			for (const { text, span } of sourcesOf(doc, stage)) if (!parseImageReference(text)) yield problemOf(doc, text, span);
		}
	},
};

function isKnown(doc: DockerfileDocument, stage: Stage, text: string): boolean {
	return text === 'scratch' || (text === text.toLowerCase() && doc.graph.names.find(text, stage.index) !== undefined);
}

/** What COPY --from and mounts name that is no stage, and so an image. */
function* sourcesOf(doc: DockerfileDocument, stage: Stage): Generator<{ text: string; span: Span }> {
	for (const { keyword, flags } of stage.instructions) {
		if (keyword !== 'COPY' && keyword !== 'RUN') continue;
		for (const { name, value, valueSpan, options } of flags) {
			const from = options.findLast(({ key }) => key.toLowerCase() === 'from');
			const text = name === 'from' ? value : from?.value;
			if (!text || /\$./s.test(text) || /^[+-]?\d+$/.test(text) || text === 'scratch') continue;
			if (doc.graph.names.find(text, doc.stages.length)) continue;
			yield { text, span: from?.valueSpan ?? valueSpan };
		}
	}
}

function problemOf(doc: DockerfileDocument, text: string, span: Span): Problem {
	const better = [text.toLowerCase(), text.replace(/^[a-z]+:\/\//i, ''), text.replace(/:$/, '')].find(other => other !== text && parseImageReference(other));
	const literal = doc.text.slice(span.start, span.end) === text;
	return {
		span,
		message: reason(text),
		actions:
			better && literal
				? [
						{
							id: 'use-valid-reference',
							title: `Change to ${better}`,
							kind: 'quickfix',
							safety: 'review',
							why: 'Only you know what was meant.',
							preferred: true,
							edits: () => ({ edits: [replace(span, better)] }),
						},
					]
				: [],
	};
}

function reason(text: string): string {
	if (/^[a-z]+:\/\//i.test(text)) return `${text} is no image: a reference begins with the registry, not with a scheme.`;
	if (text.endsWith(':')) return `${text} has no tag behind the colon.`;
	if (text.includes('@') && parseImageReference(text.slice(0, text.indexOf('@')))) {
		return `${text.slice(text.indexOf('@') + 1)} is no digest: it is sha256: with 64 hexadecimal digits in lower case.`;
	}
	if (parseImageReference(text.toLowerCase())) return `${text} is no image: the path of an image is in lower case.`;
	return `${text} is no image reference.`;
}
