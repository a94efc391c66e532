/** Builds as the comparison of caches needs them: from a record, or from a text that could be built now. */
import { type BuildRecord, runsByLine } from '../image/buildRecord.ts';
import type { CacheBuild, InputFiles } from '../image/cacheBuild.ts';
import { cacheSteps } from '../service/cacheSteps.ts';
import { DockerfileDocument } from '../service/document.ts';
import { expandWord } from '../service/syntax/expand.ts';

/** Stands for the value of a build argument: equal exactly where the value is. */
export type Marker = (name: string, value: string) => string;

/** More steps than any image can have layers, many times over. */
const mostSteps = 2_000;

/** `undefined`: there is nothing to compare, since the target is unknown or the file is absurdly long. */
export function recordedBuild(record: BuildRecord, files: InputFiles | undefined, marker: Marker): CacheBuild | undefined {
	const build = couldBeBuilt(new DockerfileDocument(record.text, { path: record.dockerfile }), record, files, marker);
	return (
		build && {
			...build,
			runs: runsByLine(record.steps),
			built: record.outcome === 'built',
			noCache: record.choice.noCache === true,
			bases: record.bases,
		}
	);
}

/** The document, built with the choice that a record tells of. */
export function couldBeBuilt(doc: DockerfileDocument, record: BuildRecord, files: InputFiles | undefined, marker: Marker): CacheBuild | undefined {
	const { target, platform } = record.choice;
	const steps = cacheSteps(doc, { target, platform, args: argsOf(doc, record, marker), linear: isLinear(record) });
	if (steps.length === 0 || steps.length > mostSteps) return undefined;
	return { steps, runs: new Map(), built: false, noCache: false, bases: {}, files };
}

/** Only a builder that goes instruction by instruction tells of those that make no files. */
function isLinear({ steps }: BuildRecord): boolean {
	return steps.some(({ text }) => !/^(?:FROM|RUN|COPY|ADD|WORKDIR)\b/i.test(text));
}

/** A value is not known, only its mark; but whether it is the default of the file can be told. */
function argsOf(doc: DockerfileDocument, { argMarks }: BuildRecord, marker: Marker): Readonly<Record<string, string>> {
	const defaults = doc.all('ARG').flatMap(({ pairs }) => pairs.flatMap(({ key, value }) => (value ? [{ name: key.text, value: plain(doc, value.text) }] : [])));
	return Object.fromEntries(
		Object.entries(argMarks).map(([name, mark]) => {
			const known = defaults.find(candidate => candidate.name === name && candidate.value !== undefined && marker(name, candidate.value) === mark);
			return [name, known?.value ?? `given ${mark}`];
		}),
	);
}

function plain(doc: DockerfileDocument, text: string): string | undefined {
	return text.includes('$') ? undefined : expandWord(text, { escape: doc.syntax.escape, lookup: () => undefined }).value;
}
