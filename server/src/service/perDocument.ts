import type { DockerfileDocument } from './document.ts';

/** Something that several rules want to know of a document: computed for the first, and kept as long as the document. */
export function perDocument<T>(compute: (doc: DockerfileDocument) => T): (doc: DockerfileDocument) => T {
	const kept = new WeakMap<DockerfileDocument, { readonly value: T }>();
	return doc => {
		let entry = kept.get(doc);
		if (!entry) {
			entry = { value: compute(doc) };
			kept.set(doc, entry);
		}
		return entry.value;
	};
}
