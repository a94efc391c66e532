import type { DockerfileStep } from './origins.ts';

/** Why a build failed, and where if the builder says. */
export interface BuildFailure {
	/** One line, without the builder's prefixes. */
	readonly message: string;
	/** Zero-based line of the Dockerfile. */
	readonly line: number | undefined;
}

/**
 * Reads what a builder printed before it gave up.
 * `steps` are all instructions of the file in order: the classic builder and old BuildKits name the instruction and not its line.
 */
export function readBuildFailure(output: string, steps: readonly DockerfileStep[] = []): BuildFailure {
	const lines = output.replace(/\u001b\[[0-9;]*m/g, '').split(/\r?\n/);
	const message = failureMessage(lines);
	const line = parseErrorLine(message) ?? excerptLine(lines) ?? solveStep(lines, steps) ?? classicStep(lines, steps);
	const step = line === undefined ? undefined : steps.find(({ startLine, endLine }) => startLine <= line && line <= endLine);
	return { message: withoutReference(message, step), line };
}

/** BuildKit names a file that it does not find by the digests of what it looked in. */
function withoutReference(message: string, step: DockerfileStep | undefined): string {
	const path = /^(?:failed to calculate checksum of ref \S+: )?("[^"]+")(?: not found)?: not found$/.exec(message)?.[1];
	if (path === undefined) return message;
	if (step?.keyword !== 'COPY' && step?.keyword !== 'ADD') return `${path} was not found.`;
	const from = /\s--from=(\S+)/.exec(step.text)?.[1];
	return from === undefined ? `${path} is not in the build context, or .dockerignore excludes it.` : `${path} is not in "${from}".`;
}

const prefixes =
	/^(?:ERROR: |Error: |error: |failed to build: |failed to solve: |failed to solve with frontend dockerfile\.v0: |failed to create LLB definition: |failed to compute cache key: |Error response from daemon: |rpc error: code = \w+ desc = )+/;
/** What is no reason, although it comes last. */
const noise =
	/^(?:View build details: |Check the full output|#\d+ |-+$|\s*$| ---> |Removing intermediate container |Sending build context |(?:\[\d+\/\d+\] )?(?:Step|STEP) \d+\/|\s+\d+ \||\s*>>> )/;

/** The message where the builder printed none. */
export const noMessage = 'The builder stopped without a message.';

/** True for what a client says when the engine is gone before the build has ended; 20.10 then misses the image's id. */
export function isLostEngine(message: string): boolean {
	return /^unexpected EOF$|^failed to receive status|error reading from server|cannot connect to the docker daemon|error during connect|because server did not provide an image ID$/i.test(
		message,
	);
}

function failureMessage(lines: readonly string[]): string {
	const said =
		lines.findLast(line => /^(?:ERROR|Error|error): /.test(line)) ??
		lines.findLast(line => /^failed to solve/.test(line)) ??
		lines.findLast(line => !noise.test(line));
	const message = (said ?? '').trim().replace(prefixes, '');
	if (/does not currently support exporting manifest lists/.test(message))
		return 'This engine keeps one platform of an image: build an image for each, push the index, or switch to the containerd image store.';
	return message === '' ? noMessage : message;
}

/** "dockerfile parse error on line 2: ..."; 20.10 leaves "on" out. */
function parseErrorLine(message: string): number | undefined {
	const line = /dockerfile parse error (?:on )?line (\d+)/i.exec(message)?.[1];
	return line === undefined ? undefined : Number(line) - 1;
}

/** BuildKit's excerpt: `Dockerfile:7`, a rule, then numbered lines of which `>>>` marks the first of the guilty. */
function excerptLine(lines: readonly string[]): number | undefined {
	const marked = lines.map(line => /^\s*(\d+) \|\s*>>>/.exec(line)?.[1]).find(line => line !== undefined);
	const headed = lines
		.map((line, index) => (/^-{8,}$/.test(lines[index + 1] ?? '') ? /^\S.*:(\d+)$/.exec(line)?.[1] : undefined))
		.find(line => line !== undefined);
	const line = marked ?? headed;
	return line === undefined ? undefined : Number(line) - 1;
}

/** ` > [build 2/3] COPY nope /x:`. The name is the instruction with variables expanded, so only a sole best match counts. */
function solveStep(lines: readonly string[], steps: readonly DockerfileStep[]): number | undefined {
	const name = lines.map(line => /^ > \[(?!internal\])[^\]]*\] (.*?):?$/.exec(line)?.[1]).findLast(found => found !== undefined);
	if (name === undefined) return undefined;
	const wanted = collapsed(name);
	const same = steps.filter(step => collapsed(step.text) === wanted);
	if (same.length > 0) return same.length === 1 ? same[0]?.startLine : undefined;
	const keyword = wanted.split(' ', 1)[0];
	const alike = steps.filter(step => step.keyword === keyword && pattern(step.text).test(wanted));
	return alike.length === 1 ? alike[0]?.startLine : undefined;
}

/** The instruction's text where each variable may be anything. */
function pattern(text: string): RegExp {
	const literal = collapsed(text)
		.split(/\$\{[^}]*\}|\$\w+/)
		.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
	return new RegExp(`^${literal.join('.*')}$`);
}

function collapsed(text: string): string {
	return text.trim().replace(/\s+/g, ' ');
}

/** The classic builder numbers all instructions of the file and stops at the guilty one; Podman numbers within the stage. Both print its text. */
function classicStep(lines: readonly string[], steps: readonly DockerfileStep[]): number | undefined {
	const last = lines.map(line => /^(?:\[\d+\/\d+\] )?(?:Step|STEP) (\d+)\/\d+ ?: (.*)$/.exec(line)).findLast(found => found !== null);
	if (!last) return undefined;
	const wanted = collapsed(last[2] as string);
	const says = (step: DockerfileStep | undefined): boolean => step !== undefined && collapsed(step.text) === wanted;
	const numbered = steps[Number(last[1]) - 1];
	if (says(numbered)) return numbered?.startLine;
	const same = steps.filter(says);
	return same.length === 1 ? same[0]?.startLine : undefined;
}
