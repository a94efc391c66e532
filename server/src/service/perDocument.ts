import type { DockerfileDocument } from './document.ts';

/** Something that several rules want to know of a document: computed for the first, and kept as long as the document. */
export function perDocument<T>(compute: (doc: DockerfileDocument) => T): (doc: DockerfileDocument) => T {
	return doc => doc.once(compute);
}
