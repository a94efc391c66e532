/** `drydock check [PATH...]`: findings. */
import type { ConfigProblem, Threshold } from '../host/configLayer.ts';
import type { FactSource, Severity } from '../service/types.ts';
import { readArguments } from './arguments.ts';
import { CheckstyleWriter } from './checkstyle.ts';
import { commonOptions, formatOf, reaches, scriptFacts, thresholdOf } from './commonOptions.ts';
import { FileChecker } from './fileChecker.ts';
import { FindingFilter, filterOptions } from './findingFilter.ts';
import { GithubWriter } from './github.ts';
import { GitlabWriter } from './gitlab.ts';
import { inOrder } from './inOrder.ts';
import { findInputs, type Input } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { JsonWriter } from './json.ts';
import { ProjectSettings } from './projectSettings.ts';
import { type ConfigurationProblem, type FileFailure, type OpenQuestion, openQuestions, type ReportWriter } from './report.ts';
import { SarifWriter } from './sarif.ts';
import { printable, TextWriter } from './text.ts';
import { UsageError } from './usageError.ts';

const formats = ['text', 'json', 'sarif', 'github', 'gitlab', 'checkstyle'] as const;

/** 0: nothing at or above the threshold; 1: findings; 2: a file could not be looked at, a configuration file is wrong, or a bad argument. */
export async function check(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const { values, positionals } = readArguments(args, { ...commonOptions, ...filterOptions, 'show-suppressed': { type: 'boolean' } });
		const threshold = thresholdOf(values);
		const format = formatOf(values, formats);
		const writer = writerOf(format, io, { quiet: values.quiet ?? false, color: !values['no-color'] });
		const settings = await ProjectSettings.of(values, io);
		const inputs = await findInputs(positionals, io, values['stdin-path']);
		const filter = await FindingFilter.of(values, io);
		const scripts = scriptFacts(values, io);
		return await checkAll(inputs, { settings, threshold, filter, scripts, showSuppressed: values['show-suppressed'] ?? false }, writer, io);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

interface CheckOptions {
	readonly settings: ProjectSettings;
	/** `undefined`: what the project says, else `warning`. */
	readonly threshold: Threshold | undefined;
	readonly filter: FindingFilter;
	readonly scripts: FactSource;
	readonly showSuppressed: boolean;
}

function writerOf(format: (typeof formats)[number], io: CommandIo, looks: { readonly quiet: boolean; readonly color: boolean }): ReportWriter {
	switch (format) {
		case 'json':
			return new JsonWriter(io.stdout);
		case 'sarif':
			return new SarifWriter(io.stdout);
		case 'github':
			return new GithubWriter(io.stdout);
		case 'gitlab':
			return new GitlabWriter(io.stdout);
		case 'checkstyle':
			return new CheckstyleWriter(io.stdout);
		default:
			return new TextWriter(io.stdout, { quiet: looks.quiet, color: looks.color && io.terminal === true && !io.env['NO_COLOR'] });
	}
}

/** More would wait for the processor, not for the disk. */
const filesAtOnce = 8;

/** A few files at once: memory does not grow with their number. */
async function checkAll(inputs: readonly Input[], options: CheckOptions, writer: ReportWriter, io: CommandIo): Promise<number> {
	const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
	const unanswered: OpenQuestion[] = [];
	const failures: FileFailure[] = [];
	let code = 0;
	if (inputs.length === 0) io.stderr('No Dockerfile was found. Name one, or a folder that has one.\n');
	writer.begin();
	const checker = new FileChecker(options.settings, {
		showSuppressed: options.showSuppressed,
		showFixes: writer.showsFixes ?? false,
		scripts: options.scripts,
	});
	for await (const { input, outcome } of inOrder(inputs, filesAtOnce, async one => ({ input: one, outcome: await checker.check(one) }))) {
		if ('failure' in outcome) {
			code = 2;
			failures.push(outcome.failure);
			writer.failure(outcome.failure);
			io.stderr(`${printable(outcome.failure.error)}\n`);
			continue;
		}
		const { open, failOn } = outcome;
		const report = options.filter.apply(outcome.report, input);
		const threshold = options.threshold ?? failOn ?? 'warning';
		writer.file(report);
		for (const { severity, suppressedBy } of report.findings) {
			if (suppressedBy) continue;
			counts[severity]++;
			if (reaches(severity, threshold)) code = Math.max(code, 1);
		}
		for (const { rule, message } of report.crashes) {
			code = 2;
			io.stderr(`The rule ${rule} failed at ${printable(report.path)}, which is a mistake of Drydock: ${message.split('\n', 1)[0]}\n`);
		}
		unanswered.push(...openQuestions(open, report.path));
	}
	const configuration = options.settings.problems.map(problem => configurationReport(options.settings, problem));
	writer.end({ files: inputs.length, counts, unanswered, failures, configuration });
	await options.filter.end();
	return configuration.length > 0 ? 2 : code;
}

function configurationReport(settings: ProjectSettings, { file, range, message }: ConfigProblem): ConfigurationProblem {
	const path = settings.shown(file);
	return { path, range: range ?? null, message: message.replaceAll(file, path) };
}
