import { type Gates, parseShare, parseWaste } from '../image/gates.ts';
import { parseSize } from '../image/size.ts';
import { oneOf, readArguments } from './arguments.ts';
import { UsageError } from './usageError.ts';

export interface LayersOptions {
	readonly image: string;
	readonly dockerfile: string | undefined;
	readonly target: string | undefined;
	readonly platform: string | undefined;
	readonly format: 'text' | 'json';
	readonly engine: string | undefined;
	/** Read the files of an engine's image, too; those of an archive are always read. */
	readonly readsFiles: boolean;
	/** The largest files of each layer, at most this many; 0 for none. */
	readonly files: number;
	readonly findings: boolean;
	readonly packages: boolean;
	/** Another image or archive that this one is compared with. */
	readonly compare: string | undefined;
	readonly gates: Gates;
	readonly diveConfig: string | undefined;
}

const defaultFiles = 10;

/** Throws a `UsageError`. */
export function readLayersOptions(args: readonly string[]): LayersOptions {
	const { values, positionals } = readArguments(args, {
		dockerfile: { type: 'string' },
		target: { type: 'string' },
		platform: { type: 'string' },
		format: { type: 'string' },
		engine: { type: 'string' },
		files: { type: 'boolean' },
		top: { type: 'string' },
		waste: { type: 'boolean' },
		findings: { type: 'boolean' },
		packages: { type: 'boolean' },
		compare: { type: 'string' },
		'max-size': { type: 'string' },
		'max-waste': { type: 'string' },
		'min-efficiency': { type: 'string' },
		'dive-ci': { type: 'string' },
	});
	const [image] = positionals;
	if (image === undefined || positionals.length > 1) throw new UsageError('Name one image or archive: drydock layers IMAGE|ARCHIVE.');
	const files = values.files || values.top !== undefined ? countOf(values.top ?? String(defaultFiles)) : 0;
	return {
		image,
		dockerfile: values.dockerfile,
		target: values.target,
		platform: values.platform,
		format: oneOf(values.format ?? 'text', ['text', 'json'], 'The format'),
		engine: values.engine,
		readsFiles: files > 0 || [values.waste, values.findings, values.packages, values.compare !== undefined].includes(true),
		files,
		findings: values.findings ?? false,
		packages: values.packages ?? false,
		compare: values.compare,
		gates: {
			...limit('maxSize', values['max-size'], parseSize, 'size. Write bytes, or a number with kB, MB, GB, KiB, MiB or GiB.'),
			...limit('maxWaste', values['max-waste'], parseWaste, 'limit. Write a size, or a share like 5%.'),
			...limit('minEfficiency', values['min-efficiency'], parseShare, 'efficiency. Write a number from 0 to 1, or a percentage.'),
		},
		diveConfig: values['dive-ci'],
	};
}

function limit<K extends keyof Gates>(gate: K, text: string | undefined, parse: (text: string) => Gates[K], what: string): Pick<Gates, K> | object {
	if (text === undefined) return {};
	const value = parse(text);
	if (value === undefined) throw new UsageError(`"${text}" is no ${what}`);
	return { [gate]: value };
}

function countOf(text: string): number {
	if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`"${text}" is no number of files. Write 1 or more.`);
	return Number(text);
}
