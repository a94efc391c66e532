/** `drydock fix [PATH...]`: applies fixes until none is left to apply. */
import { WriteError } from '../host/writeAtomically.ts';
import { DockerfileDocument } from '../service/document.ts';
import { FactStore, settle } from '../service/facts.ts';
import { type FixOptions, type FixResult, fixAll } from '../service/fixAll.ts';
import { rules } from '../service/rules/index.ts';
import type { Ask, FactSource, Settings } from '../service/types.ts';
import { readArguments } from './arguments.ts';
import { type Appended, appendedFiles, diffOf, editReports, unwritten, writeChanges } from './changes.ts';
import { commonOptions, formatOf, knownRule, scriptFacts } from './commonOptions.ts';
import { fileFacts } from './fileChecker.ts';
import { failureOf, findInputs, type Input, InputError, type InputText, standardInput, textOf } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { JsonFiles } from './json.ts';
import { ProjectSettings } from './projectSettings.ts';
import { type OpenQuestion, openQuestions } from './report.ts';
import { amount, printable } from './text.ts';
import { UsageError } from './usageError.ts';

interface Options {
	readonly settings: ProjectSettings;
	readonly review: boolean;
	readonly only: readonly string[] | undefined;
	readonly dryRun: boolean;
	readonly json: boolean;
	readonly quiet: boolean;
	/** Answers about images; nothing where the network may not be used. */
	readonly images: FactSource;
	/** Answers about scripts, whose repairs are all to be reviewed. */
	readonly scripts: FactSource;
}

/** 0: nothing to change, or written; 1: a dry run found something to change; 2: a file could not be worked on, or a bad argument. */
export async function fix(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const { values, positionals } = readArguments(args, {
			...commonOptions,
			'dry-run': { type: 'boolean' },
			review: { type: 'boolean' },
			only: { type: 'string', multiple: true },
			stdin: { type: 'boolean' },
		});
		const review = values.review ?? false;
		const options: Options = {
			settings: await ProjectSettings.of(values, io),
			review,
			only: values.only
				?.flatMap(list => list.split(','))
				.map(id => id.trim())
				.filter(id => id !== '')
				.map(id => knownRule(id).id),
			dryRun: values['dry-run'] ?? false,
			json: formatOf(values, ['text', 'json']) === 'json',
			quiet: values.quiet ?? false,
			images: review && !values.offline ? await imageFacts(io) : {},
			scripts: review ? scriptFacts(values, io) : {},
		};
		if (values.stdin && positionals.some(path => path !== '-')) throw new UsageError('--stdin fixes standard input: name no PATH with it.');
		const inputs = values.stdin ? [await standardInput(io, values['stdin-path'])] : await findInputs(positionals, io, values['stdin-path']);
		if (inputs.length === 0) io.stderr('No Dockerfile was found. Name one, or a folder that has one.\n');
		return await fixEach(inputs, options, io);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

/** Only fixes that pin an image need one, and those are to be reviewed: whoever asks for them agrees to the question. */
async function imageFacts(io: CommandIo): Promise<FactSource> {
	const [{ createFactSource }, { Registry }] = await Promise.all([import('../host/factSource.ts'), import('../host/registry.ts')]);
	return createFactSource({ registry: new Registry({ environment: { ...io.env } }), onFailure: (_ask, message) => io.stderr(`${message}\n`) });
}

async function fixEach(inputs: readonly Input[], options: Options, io: CommandIo): Promise<number> {
	const json = options.json ? new JsonFiles(io.stdout) : undefined;
	const unanswered: OpenQuestion[] = [];
	let code = 0;
	json?.begin({ schema: 1 });
	for (const input of inputs) {
		const { path } = input;
		try {
			const source = textOf(input);
			const { result, open } = await fixOne(input, source, await settingsFor(input, options.settings), options);
			const others = appendedFiles(input, result.files);
			const changed = result.text !== source.text || others.length > 0;
			if (!options.dryRun && changed)
				await writeChanges(isStream(input) ? { path, place: undefined } : input, source, result.text, isStream(input) ? [] : others);
			unanswered.push(...openQuestions(open, path));
			if (json) json.entry(jsonEntry(path, source, result, others, changed));
			else tell(input, source, result, others, options, io);
			if (!changed && hardProblems(source.text) > 0) io.stderr(`${printable(path)} does not parse and was left as it is. drydock check says where.\n`);
			if (options.dryRun && changed) code = Math.max(code, 1);
			for (const { rule, message } of result.crashes) {
				code = 2;
				io.stderr(`The rule ${rule} failed at ${printable(path)}, which is a mistake of Drydock: ${message.split('\n', 1)[0]}\n`);
			}
		} catch (error) {
			code = 2;
			const message = error instanceof WriteError ? error.message.replaceAll(input.place ?? path, path) : failureOf(path, error);
			json?.entry({ path, error: message });
			io.stderr(`${printable(message)}\n`);
		}
	}
	json?.end({ unanswered });
	return code;
}

/** What comes from standard input goes to standard output, and no file is touched. */
function isStream(input: Input): boolean {
	return input.text !== undefined;
}

/** What the project has switched off must not be rewritten because its file has a slip. */
async function settingsFor(input: Input, project: ProjectSettings): Promise<Settings> {
	const { settings, problems } = await project.for(input);
	const [problem] = problems;
	if (problem) throw new InputError(`${input.path} was left as it is: correct ${project.shown(problem.file)} first, which says what may be fixed.`);
	return settings;
}

async function fixOne(input: Input, { text }: InputText, settings: Settings, options: Options): Promise<{ result: FixResult; open: readonly Ask[] }> {
	const { review, only } = options;
	const source = { ...options.images, ...options.scripts, ...fileFacts(input) };
	const { result, unanswered } = await settle(new FactStore(), source, facts =>
		fixParsing(text, { path: input.path, facts, settings, review, ...(only === undefined ? {} : { only }) }),
	);
	return { result, open: unanswered };
}

/** A file that does not parse is left alone but for fixes of that: of everything else nobody can say what it would mean. */
function fixParsing(text: string, options: FixOptions): FixResult {
	const result = fixAll(text, options);
	if (hardProblems(text) === 0 || hardProblems(result.text) === 0) return result;
	const only = rules.filter(({ id, category }) => category === 'syntax' && (options.only?.includes(id) ?? true)).map(({ id }) => id);
	const least = fixAll(text, { ...options, only });
	return hardProblems(least.text) < hardProblems(text)
		? least
		: {
				text,
				edits: [],
				applied: [],
				refused: [...result.applied.map(({ rule, title }) => ({ rule, title, why: 'The file does not parse.' })), ...result.refused],
				files: [],
				crashes: result.crashes,
			};
}

function hardProblems(text: string): number {
	return new DockerfileDocument(text).syntax.problems.filter(({ kind }) => kind !== 'empty-continuation-line').length;
}

function jsonEntry(path: string, { text, bom }: InputText, result: FixResult, others: readonly Appended[], changed: boolean): object {
	return {
		path,
		changed,
		text: bom + result.text,
		edits: editReports(text, result.edits),
		applied: result.applied,
		refused: result.refused,
		crashes: result.crashes,
		...(others.length > 0 ? { otherFiles: others.map(other => ({ path: other.path, text: other.after })) } : {}),
	};
}

function tell(input: Input, source: InputText, result: FixResult, others: readonly Appended[], options: Options, io: CommandIo): void {
	if (options.dryRun) io.stdout(diffOf(input.path, source, result.edits, others));
	else if (isStream(input)) {
		io.stdout(source.bom + result.text);
		io.stderr(unwritten(others));
	} else if (result.applied.length > 0 && !options.quiet) {
		const titles = new Map<string, number>();
		for (const { rule, title } of result.applied) titles.set(`${rule}: ${title}`, (titles.get(`${rule}: ${title}`) ?? 0) + 1);
		io.stdout(`${printable(input.path)}: ${result.applied.length === 1 ? '1 fix' : `${result.applied.length} fixes`}\n`);
		for (const [title, count] of titles) io.stdout(`    ${printable(title)}${count > 1 ? ` (${amount(count, 'time')})` : ''}\n`);
		for (const other of others) io.stdout(`    ${printable(other.path)} ${other.before === undefined ? 'made' : 'extended'}\n`);
	}
	if (!options.quiet)
		for (const { rule, title, why } of result.refused) io.stderr(`${printable(input.path)}: ${rule}: not done: ${printable(title)}. ${why}\n`);
}
