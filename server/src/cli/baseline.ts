/**
 * A baseline: findings that a project has accepted for now. Each is the rule and a fingerprint of its line, so that it survives other
 * changes of the file; one entry stands for one finding.
 */
import { dirname, relative, resolve, sep } from 'node:path';
import { type ConfigProblem, problemText } from '../host/configLayer.ts';
import { ReadError, readText } from '../host/readText.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { type FileReport, withFindings } from './report.ts';
import { UsageError } from './usageError.ts';

const schema = 1;
const maxBytes = 64 << 20;

/** Entries of each file: a rule, a blank, a fingerprint. Files are named from the folder of the baseline, with `/`. */
type Entries = ReadonlyMap<string, readonly string[]>;

export class Baseline {
	readonly #folder: string;
	readonly #entries = new Map<string, string[]>();
	readonly #checked = new Set<string>();

	constructor(file: string, entries: Entries = new Map()) {
		this.#folder = dirname(file);
		for (const [path, list] of entries) this.#entries.set(path, [...list]);
	}

	/** Throws a UsageError that says where the file is wrong: whoever names a baseline wants nothing reported without it. */
	static async read(file: string, cwd: string): Promise<Baseline> {
		const path = resolve(cwd, file);
		const { entries, problems } = await readEntries(path);
		if (problems.length > 0) throw new UsageError(problems.map(problem => problemText(file, problem)).join('\n'));
		return new Baseline(path, entries);
	}

	/** The report without the findings that are accepted; each entry accepts one. */
	newIn(report: FileReport, place: string): FileReport {
		const name = this.#nameOf(place);
		this.#checked.add(name);
		const accepted = this.#entries.get(name) ?? [];
		const entries = entriesOf(report);
		const isNew = entries.map(entry => {
			const at = entry === undefined ? -1 : accepted.indexOf(entry);
			if (at >= 0) accepted.splice(at, 1);
			return at < 0;
		});
		return withFindings(report, index => isNew[index] === true);
	}

	/** How many entries of the files that were looked at accept nothing any more. */
	get stale(): number {
		return [...this.#entries].reduce((sum, [path, entries]) => sum + (this.#checked.has(path) ? entries.length : 0), 0);
	}

	/** Everything that is found in the file now. */
	add(report: FileReport, place: string): void {
		const entries = entriesOf(report).filter(entry => entry !== undefined);
		if (entries.length > 0) this.#entries.set(this.#nameOf(place), entries.sort());
	}

	get size(): number {
		return [...this.#entries.values()].reduce((sum, entries) => sum + entries.length, 0);
	}

	/** The same findings make the same text. */
	toString(): string {
		const files = Object.fromEntries([...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1)));
		return `${JSON.stringify({ schema, tool: 'drydock', files }, undefined, '\t')}\n`;
	}

	#nameOf(place: string): string {
		return relative(this.#folder, place).split(sep).join('/');
	}
}

/** For each finding its entry; none for one that a comment silences. */
function entriesOf(report: FileReport): (string | undefined)[] {
	const fingerprints = fingerprintsOf(report);
	return report.findings.map(({ rule, suppressedBy }, index) => (suppressedBy ? undefined : `${rule} ${fingerprints[index]}`));
}

async function readEntries(file: string): Promise<{ entries: Entries; problems: readonly ConfigProblem[] }> {
	const entries = new Map<string, readonly string[]>();
	try {
		const { text } = await readText(file, maxBytes);
		// JSON is YAML, and this reader knows where everything stands
		const { YamlReader } = await import('../host/yamlReader.ts');
		const yaml = new YamlReader(text, file);
		let version: string | undefined;
		for (const { key, value } of yaml.entries(yaml.root, 'A baseline')) {
			if (key === 'schema') version = String(value);
			else if (key === 'files') for (const listed of yaml.entries(value, 'files')) entries.set(listed.key, yaml.texts(listed.value, listed.key));
		}
		if (yaml.problems.length === 0 && version !== String(schema))
			yaml.problem(yaml.root, 'This is no baseline of this version: write it with --write-baseline.');
		return { entries, problems: yaml.problems };
	} catch (error) {
		if (!(error instanceof ReadError)) throw error;
		return { entries, problems: [{ file, range: undefined, message: error.message, broken: true }] };
	}
}
