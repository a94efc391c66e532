import type { StepRun } from '../../server/src/image/buildRecord.ts';
import type { CacheBuild, InputFile } from '../../server/src/image/cacheBuild.ts';
import { cacheSteps } from '../../server/src/service/cacheSteps.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';

export interface BuildOf {
	readonly text: string;
	readonly args?: Readonly<Record<string, string>>;
	readonly target?: string;
	/** Path → content; the hash is the content itself. */
	readonly files?: Readonly<Record<string, string>> | undefined;
	/** By line, counted from 1: "cached", "failed", or the seconds it took. */
	readonly runs?: Readonly<Record<number, 'cached' | 'failed' | 'cancelled' | number>>;
	readonly bases?: Readonly<Record<number, string>>;
	readonly noCache?: boolean;
	readonly built?: boolean;
}

/** A build as the comparison of caches gets it. */
export function cacheBuild({ text, args, target, files, runs = {}, bases = {}, noCache = false, built = true }: BuildOf): CacheBuild {
	return {
		steps: cacheSteps(new DockerfileDocument(text), { args, target }),
		runs: new Map(
			Object.entries(runs).map(([line, run]): [number, StepRun] => [
				Number(line) - 1,
				typeof run === 'number' ? { outcome: 'done', seconds: run } : { outcome: run, seconds: undefined },
			]),
		),
		built,
		noCache,
		bases: Object.fromEntries(Object.entries(bases).map(([line, digest]) => [Number(line) - 1, digest])),
		files: files && new Map(Object.entries(files).map(([path, hash]): [string, InputFile] => [path, { size: 1, mode: 0o644, modified: 0, hash }])),
	};
}
