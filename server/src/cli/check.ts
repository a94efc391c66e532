/** `drydock check [PATH...]`: findings. */
import type { ConfigProblem } from '../host/configLayer.ts';
import { createFactSource } from '../host/factSource.ts';
import { workspaceFiles } from '../host/workspaceFiles.ts';
import { analyze, analyzeSettled } from '../service/analyze.ts';
import { DockerfileDocument } from '../service/document.ts';
import { FactReading, FactStore } from '../service/facts.ts';
import { mayBeInvalid, secondOpinions } from '../service/mayBeInvalid.ts';
import type { Ask, FactSource, Report, Settings, Severity } from '../service/types.ts';
import { readArguments } from './arguments.ts';
import { commonOptions, formatOf, reaches, thresholdOf } from './commonOptions.ts';
import { GithubWriter } from './github.ts';
import { failureOf, findInputs, type Input, textOf } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { JsonWriter } from './json.ts';
import { ProjectSettings } from './projectSettings.ts';
import { type ConfigurationProblem, type FileFailure, type FileReport, fileReport, type OpenQuestion, type ReportWriter } from './report.ts';
import { SarifWriter } from './sarif.ts';
import { TextWriter } from './text.ts';
import { UsageError } from './usageError.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;

/** 0: nothing at or above the threshold; 1: findings; 2: a file could not be looked at, a configuration file is wrong, or a bad argument. */
export async function check(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const { values, positionals } = readArguments(args, { ...commonOptions, 'show-suppressed': { type: 'boolean' } });
		const threshold = thresholdOf(values);
		const format = formatOf(values, formats);
		const writer = writerOf(format, io, { quiet: values.quiet ?? false, color: !values['no-color'] });
		const settings = await ProjectSettings.of(values, io);
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
	readonly settings: ProjectSettings;
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
	const configuration = [...options.settings.problems].map(problem => configurationReport(options.settings, problem));
	writer.end({ files: inputs.length, counts, unanswered, failures, configuration });
	return configuration.length > 0 ? 2 : code;
}

/** Files around the Dockerfile are looked at; no registry and no engine is asked just to find what is wrong. */
async function checkOne(input: Input, options: CheckOptions): Promise<{ report: FileReport; open: readonly Ask[] }> {
	const doc = new DockerfileDocument(textOf(input).text, { path: input.path });
	const { settings } = await options.settings.for(input);
	const { result, unanswered } = await analyzeSettled(doc, { store: new FactStore(), source: fileFacts(input), settings });
	return { report: fileReport(input.path, doc, await withSecondOpinion(doc, result, settings), options.showSuppressed), open: unanswered };
}

/** dockerfile-utils takes longer to load than a file takes to check, and few files have what it finds. */
async function withSecondOpinion(doc: DockerfileDocument, own: Report, settings: Settings): Promise<Report> {
	if (!mayBeInvalid(doc)) return own;
	const { invalidArguments } = await import('../service/validity.ts');
	const second = analyze(doc, { facts: new FactReading(new FactStore()), settings, rules: [invalidArguments] });
	const findings = [...own.findings, ...secondOpinions(doc, own.findings, second.findings)].sort((a, b) => a.span.start - b.span.start);
	return { ...own, findings, crashes: [...own.crashes, ...second.crashes] };
}

function configurationReport(settings: ProjectSettings, { file, range, message }: ConfigProblem): ConfigurationProblem {
	const path = settings.shown(file);
	return { path, range: range ?? null, message: message.replaceAll(file, path) };
}

/** A text that has no place has no files around it. */
export function fileFacts({ place }: Pick<Input, 'place'>): FactSource {
	return place === undefined ? {} : createFactSource({ files: workspaceFiles({ dockerfile: place }) });
}
