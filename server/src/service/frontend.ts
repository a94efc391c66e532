import type { DockerfileDocument } from './document.ts';

const ours = /^(?:docker\.io\/)?docker\/dockerfile(?::[\d.]+)?(?:@|$)/;

/** True if a `# syntax=` line names a frontend that may know more flags and values than the reference does. */
export function hasOwnFrontend(doc: DockerfileDocument): boolean {
	return doc.syntax.directives.some(({ name, value }) => name === 'syntax' && !ours.test(value));
}
