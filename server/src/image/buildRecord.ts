import type { BuildSecret, BuildSsh } from './buildOptions.ts';
import { asArray, asNumber, asRecord, asText, asTextMap, asTexts } from './json.ts';

/** One build that was started on this machine. Holds no secret and no value of a build argument. */
export interface BuildRecord {
	/** Begins with the time; only letters, digits and dashes. */
	readonly id: string;
	/** Absolute path of the Dockerfile. */
	readonly dockerfile: string;
	/** ISO 8601. */
	readonly started: string;
	readonly seconds: number;
	readonly outcome: BuildOutcome;
	readonly tags: readonly string[];
	readonly imageId: string | undefined;
	/** Bytes, as the engine counts. */
	readonly size: number | undefined;
	/** "Docker", "Podman". */
	readonly engine: string;
	readonly choice: RecordedChoice;
	/** The Dockerfile of then. */
	readonly text: string;
	/** In the order in which they began. */
	readonly steps: readonly StepRecord[];
	/** Digest of each image that was taken from outside, by zero-based line; `id:` before it where it is the id of an image of the engine. */
	readonly bases: Readonly<Record<string, string>>;
	/** Per build argument a mark that is another where its value is: the value itself cannot be read from it. */
	readonly argMarks: Readonly<Record<string, string>>;
	/** A sentence, where it failed. */
	readonly failure: string | undefined;
	/** Zero-based. */
	readonly failureLine: number | undefined;
}

export type BuildOutcome = 'built' | 'failed' | 'cancelled';

/** What was chosen, so that it can be chosen again. Secrets by where they come from, build arguments by name. */
export interface RecordedChoice {
	readonly uri: string;
	/** Absolute path. */
	readonly contextFolder: string;
	readonly tag: string;
	readonly target?: string;
	readonly platform?: string;
	readonly noCache?: boolean;
	readonly pull?: boolean;
	readonly push?: boolean;
	/** An instance of buildx. */
	readonly instance?: string;
	/** More tags than `tag`. */
	readonly tags?: readonly string[];
	readonly contexts?: Readonly<Record<string, string>>;
	readonly ssh?: readonly BuildSsh[];
	readonly secrets?: readonly BuildSecret[];
	readonly argNames: readonly string[];
}

export interface StepRecord {
	/** As it stands in the Dockerfile of then, variables not expanded; the keyword alone where its line is not known. */
	readonly text: string;
	/** As the builder calls it. */
	readonly stage: string | undefined;
	/** Named where the build was for more than one. */
	readonly platform?: string;
	/** Of the packed layers of a base image, where some had to be fetched. */
	readonly pulledBytes?: number;
	/** Zero-based, in the text of then. */
	readonly line: number | undefined;
	readonly seconds: number | undefined;
	readonly outcome: StepOutcome;
}

export type StepOutcome = 'done' | 'cached' | 'failed' | 'cancelled';

/** What became of one instruction. */
export type StepRun = Pick<StepRecord, 'outcome' | 'seconds'>;

/** The later in this list, the more there is to say. */
const byWeight: readonly StepOutcome[] = ['cached', 'done', 'cancelled', 'failed'];

/** By zero-based line. A build for several platforms runs a line for each of them side by side: what failed counts, or else what took longest. */
export function runsByLine(steps: readonly StepRecord[]): ReadonlyMap<number, StepRun> {
	const runs = new Map<number, StepRun>();
	for (const { line, outcome, seconds } of steps) {
		if (line === undefined) continue;
		const known = runs.get(line);
		const heavier = known === undefined ? 1 : byWeight.indexOf(outcome) - byWeight.indexOf(known.outcome) || (seconds ?? 0) - (known.seconds ?? 0);
		if (heavier > 0) runs.set(line, { outcome, seconds });
	}
	return runs;
}

const buildOutcomes: readonly string[] = ['built', 'failed', 'cancelled'] satisfies BuildOutcome[];
const stepOutcomes: readonly string[] = ['done', 'cached', 'failed', 'cancelled'] satisfies StepOutcome[];

/** Reads what was stored; `undefined` for what is no record. */
export function readBuildRecord(value: unknown): BuildRecord | undefined {
	const record = asRecord(value);
	const id = asText(record.id);
	const dockerfile = asText(record.dockerfile);
	const started = asText(record.started);
	const text = asText(record.text);
	const outcome = asText(record.outcome);
	const choice = readChoice(record.choice);
	if (id === undefined || dockerfile === undefined || started === undefined || Number.isNaN(Date.parse(started)) || text === undefined) return undefined;
	if (outcome === undefined || !buildOutcomes.includes(outcome) || !choice) return undefined;
	return {
		id,
		dockerfile,
		started,
		seconds: asNumber(record.seconds) ?? 0,
		outcome: outcome as BuildOutcome,
		tags: asTexts(record.tags),
		imageId: asText(record.imageId),
		size: asNumber(record.size),
		engine: asText(record.engine) ?? '',
		choice,
		text,
		steps: asArray(record.steps).flatMap(readStep),
		bases: asTextMap(record.bases),
		argMarks: asTextMap(record.argMarks),
		failure: asText(record.failure),
		failureLine: asNumber(record.failureLine),
	};
}

function readChoice(value: unknown): RecordedChoice | undefined {
	const choice = asRecord(value);
	const uri = asText(choice.uri);
	const contextFolder = asText(choice.contextFolder);
	const target = asText(choice.target);
	const platform = asText(choice.platform);
	const instance = asText(choice.instance);
	const tags = asTexts(choice.tags);
	const contexts = asTextMap(choice.contexts);
	const ssh = asArray(choice.ssh).flatMap(readSsh);
	if (uri === undefined || contextFolder === undefined) return undefined;
	return {
		uri,
		contextFolder,
		tag: asText(choice.tag) ?? '',
		...(target === undefined ? {} : { target }),
		...(platform === undefined ? {} : { platform }),
		...(choice.noCache === true ? { noCache: true } : {}),
		...(choice.pull === true ? { pull: true } : {}),
		...(choice.push === true ? { push: true } : {}),
		...(instance === undefined ? {} : { instance }),
		...(tags.length === 0 ? {} : { tags }),
		...(Object.keys(contexts).length === 0 ? {} : { contexts }),
		...(ssh.length === 0 ? {} : { ssh }),
		secrets: asArray(choice.secrets).flatMap(readSecret),
		argNames: asTexts(choice.argNames),
	};
}

function readSecret(value: unknown): NonNullable<RecordedChoice['secrets']> {
	const secret = asRecord(value);
	const id = asText(secret.id);
	const file = asText(secret.file);
	const env = asText(secret.env);
	return id === undefined ? [] : [{ id, ...(file === undefined ? {} : { file }), ...(env === undefined ? {} : { env }) }];
}

function readSsh(value: unknown): BuildSsh[] {
	const { id, path } = asTextMap(value);
	return id === undefined ? [] : [{ id, ...(path === undefined ? {} : { path }) }];
}

function readStep(value: unknown): StepRecord[] {
	const step = asRecord(value);
	const text = asText(step.text);
	const outcome = asText(step.outcome);
	if (text === undefined || outcome === undefined || !stepOutcomes.includes(outcome)) return [];
	const platform = asText(step.platform);
	const pulledBytes = asNumber(step.pulledBytes);
	return [
		{
			text,
			stage: asText(step.stage),
			...(platform === undefined ? {} : { platform }),
			...(pulledBytes === undefined ? {} : { pulledBytes }),
			line: asNumber(step.line),
			seconds: asNumber(step.seconds),
			outcome: outcome as StepOutcome,
		},
	];
}
