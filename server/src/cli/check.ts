/** `drydock check [PATH...]`: findings. */
import { createFactSource } from '../host/factSource.ts';
import { workspaceFiles } from '../host/workspaceFiles.ts';
import { analyze } from '../service/analyze.ts';
import { DockerfileDocument } from '../service/document.ts';
import { FactStore, settle } from '../service/facts.ts';
import type { Ask, FactSource, Settings, Severity } from '../service/types.ts';
import { allRules } from './allRules.ts';
import { readArguments } from './arguments.ts';
import { commonOptions, formatOf, reaches, settingsOf, thresholdOf } from './commonOptions.ts';
import { GithubWriter } from './github.ts';
import { failureOf, findInputs, type Input, textOf } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { JsonWriter } from './json.ts';
import { type FileFailure, type FileReport, fileReport, type OpenQuestion, type ReportWriter } from './report.ts';
import { SarifWriter } from './sarif.ts';
import { TextWriter } from './text.ts';
import { UsageError } from './usageError.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;

/** 0: nothing at or above the threshold; 1: findings; 2: a file could not be looked at, a rule failed, or a bad argument. */
export async function check(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const { values, positionals } = readArguments(args, { ...commonOptions, 'show-suppressed': { type: 'boolean' } });
		const settings = settingsOf(values);
		const threshold = thresholdOf(values);
		const format = formatOf(values, formats);
		const writer = writerOf(format, io, { quiet: values.quiet ?? false, color: !values['no-color'] });
		const inputs = await findInputs(positionals, io, values['stdin-path']);
		return await checkAll(
			inputs,
			{ settings, showSuppressed: values['show-suppressed'] ?? false, reached: severity => reaches(severity, threshold) },
			writer,
			io,
		);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

interface CheckOptions {
	readonly settings: Settings;
	readonly showSuppressed: boolean;
	readonly reached: (severity: Severity) => boolean;
}

function writerOf(format: (typeof formats)[number], io: CommandIo, looks: { readonly quiet: boolean; readonly color: boolean }): ReportWriter {
	switch (format) {
		case 'json':
			return new JsonWriter(io.stdout);
		case 'sarif':
			return new SarifWriter(io.stdout);
		case 'github':
			return new GithubWriter(io.stdout);
		default:
			return new TextWriter(io.stdout, { quiet: looks.quiet, color: looks.color && io.terminal === true && !io.env['NO_COLOR'] });
	}
}

/** One file after the other: memory does not grow with their number. */
async function checkAll(inputs: readonly Input[], options: CheckOptions, writer: ReportWriter, io: CommandIo): Promise<number> {
	const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
	const unanswered: OpenQuestion[] = [];
	const failures: FileFailure[] = [];
	let code = 0;
	if (inputs.length === 0) io.stderr('No Dockerfile was found. Name one, or a folder that has one.\n');
	writer.begin();
	for (const input of inputs) {
		const { path } = input;
		try {
			const { report, open } = await checkOne(input, options);
			writer.file(report);
			for (const { severity, suppressedBy } of report.findings) {
				if (suppressedBy) continue;
				counts[severity]++;
				if (options.reached(severity)) code = Math.max(code, 1);
			}
			for (const { rule, message } of report.crashes) {
				code = 2;
				io.stderr(`The rule ${rule} failed at ${path}, which is a mistake of Drydock: ${message.split('\n', 1)[0]}\n`);
			}
			unanswered.push(...open.map(({ kind, key }) => ({ kind, key, path })));
		} catch (error) {
			code = 2;
			const failure = { path, error: failureOf(path, error) };
			failures.push(failure);
			writer.failure(failure);
			io.stderr(`${failure.error}\n`);
		}
	}
	writer.end({ files: inputs.length, counts, unanswered, failures });
	return code;
}

/** Files around the Dockerfile are looked at; no registry and no engine is asked just to find what is wrong. */
async function checkOne(input: Input, { settings, showSuppressed }: CheckOptions): Promise<{ report: FileReport; open: readonly Ask[] }> {
	const doc = new DockerfileDocument(textOf(input).text, { path: input.path });
	const { result, unanswered } = await settle(new FactStore(), fileFacts(input), facts => analyze(doc, { facts, settings, rules: allRules }));
	return { report: fileReport(input.path, doc, result, showSuppressed), open: unanswered };
}

/** A text that has no place has no files around it. */
export function fileFacts({ place }: Pick<Input, 'place'>): FactSource {
	return place === undefined ? {} : createFactSource({ files: workspaceFiles({ dockerfile: place }) });
}
