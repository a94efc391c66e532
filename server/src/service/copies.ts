import { copied } from './copied.ts';
import type { DockerfileDocument } from './document.ts';
import { expanded } from './images.ts';
import { perDocument } from './perDocument.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

/** A source or the destination of COPY and ADD. */
export interface CopyPath {
	readonly text: string;
	/** Variables expanded and quotes taken off; `undefined` if they are not known. */
	readonly value: string | undefined;
	/** In the array without the quotes. */
	readonly span: Span;
}

/** A COPY or an ADD, also as a trigger of ONBUILD. */
export interface Copy {
	/** What stands in the file: COPY, ADD or ONBUILD. */
	readonly instruction: Instruction;
	/** COPY or ADD itself. */
	readonly copy: Instruction;
	/** Here-documents are not among them. */
	readonly sources: readonly CopyPath[];
	readonly destination: CopyPath;
	/** The destination as a path from the root, without a slash at the end; `undefined` if it is not known. */
	readonly target: string | undefined;
	/** The value of `--from`. */
	readonly from: string | undefined;
}

/** All copies of the file that have a source and a destination. */
export const copies = perDocument((doc): readonly Copy[] =>
	doc.instructions.flatMap(instruction => {
		const copy = instruction.trigger ?? instruction;
		const paths = copy.keyword === 'COPY' || copy.keyword === 'ADD' ? copied(copy) : undefined;
		if (!paths) return [];
		const valued = (path: { readonly text: string; readonly span: Span }): CopyPath => ({
			text: path.text,
			span: path.span,
			value: expanded(doc, instruction, path.text),
		});
		const destination = valued(paths.destination);
		const from = copy.flags.find(flag => flag.name === 'from')?.value;
		return [{ instruction, copy, sources: paths.sources.map(valued), destination, target: fromRoot(doc, instruction, destination.value), from }];
	}),
);

/** A path seen from the working directory in force, from the root. */
export function fromRoot(doc: DockerfileDocument, instruction: Instruction, path: string | undefined): string | undefined {
	const workdir = path?.startsWith('/') ? '' : doc.scope(instruction)?.workdir;
	if (path === undefined || workdir === undefined) return undefined;
	const parts: string[] = [];
	for (const part of `${workdir}/${path}`.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}
