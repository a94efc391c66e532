import { ignoreFileNames } from './context.ts';
import type { Facts } from './types.ts';

export interface IgnoreFile {
	readonly name: string;
	readonly text: string;
}

/** The ignore file of a Dockerfile, the first that exists; `null` if there surely is none, `undefined` if nobody knows. */
export function ignoreFileOf(path: string, facts: Facts): IgnoreFile | null | undefined {
	const [own = '', common = ''] = ignoreFileNames(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
	const beside = facts.get('siblingFile', own);
	if (typeof beside === 'string') return { name: own, text: beside };
	const text = beside === null ? facts.get('contextFile', common) : undefined;
	return typeof text === 'string' ? { name: common, text } : text;
}
