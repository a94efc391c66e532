import type { DockerfileDocument } from './document.ts';
import { type FactReading, type FactStore, settle } from './facts.ts';
import { rules } from './rules/index.ts';
import { normalId, type Suppression, suppressedBy, suppressionsOf } from './suppress.ts';
import type { AbortSignalLike, Ask, Crash, FactSource, Finding, Problem, Report, Rule, RuleReport, Settings, Severity } from './types.ts';

export interface AnalyzeOptions {
	readonly facts: FactReading;
	readonly settings: Settings;
	/** Other rules than all of ours. */
	readonly rules?: readonly Rule[];
	/** An earlier look at the same document with the same settings: only rules whose questions have been answered since run again. */
	readonly previous?: Report | undefined;
}

const nothing: RuleReport = { findings: [], crash: undefined, unanswered: [] };

/** What is wrong with a document, in order of place. Pure: questions that nobody has answered are in `unanswered`. */
export function analyze(doc: DockerfileDocument, options: AnalyzeOptions): Report {
	const { facts, settings, previous } = options;
	const overrides = new Map(Object.entries(settings.rules).map(([id, severity]) => [normalId(id), severity]));
	const suppressions = settings.inlineIgnores ? suppressionsOf(doc) : [];
	const byRule = new Map(previous?.byRule);
	let own = facts.part();
	for (const rule of previous ? previous.byRule.keys() : (options.rules ?? rules)) {
		const before = previous?.byRule.get(rule);
		if (before && !before.unanswered.some(ask => facts.isAnswered(ask))) {
			for (const ask of before.unanswered) facts.leaveOpen(ask);
			continue;
		}
		if (!before && !mayReport(rule, settings, overrides)) continue;
		// most rules find nothing and ask nothing: they cost no objects
		let findings: Finding[] | undefined;
		let crash: Crash | undefined;
		try {
			for (const problem of rule.check({ doc, facts: own, settings })) {
				const finding = findingOf(doc, rule, problem, settings, overrides, suppressions);
				if (!finding) continue;
				findings ??= [];
				findings.push(finding);
			}
		} catch (error) {
			crash = { rule: rule.id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
		}
		const { unanswered } = own;
		byRule.set(rule, findings || crash || unanswered.length > 0 ? { findings: findings ?? [], crash, unanswered } : nothing);
		if (unanswered.length > 0) own = facts.part();
	}
	const reports = [...byRule.values()];
	const findings = reports.flatMap(report => report.findings).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
	return { findings, crashes: reports.flatMap(({ crash }) => crash ?? []), unanswered: facts.unanswered, byRule };
}

/** `analyze` with all that the source can answer; see `settle`. */
export function analyzeSettled(
	doc: DockerfileDocument,
	{ store, source, signal, ...options }: Omit<AnalyzeOptions, 'facts' | 'previous'> & { store: FactStore; source: FactSource; signal?: AbortSignalLike },
): Promise<{ result: Report; unanswered: readonly Ask[] }> {
	let previous: Report | undefined;
	return settle(
		store,
		source,
		facts => {
			previous = analyze(doc, { ...options, facts, previous });
			return previous;
		},
		signal,
	);
}

type Overrides = ReadonlyMap<string, Severity | 'off'>;

function defaultSeverity(rule: Rule, settings: Settings): Severity | 'off' {
	const severity = settings.profile === 'strict' ? (rule.strict ?? rule.severity) : rule.severity;
	return severity === 'off' && settings.all ? 'info' : severity;
}

/** A rule runs if it could report anything: an alias may be switched on where the rule is off. */
function mayReport(rule: Rule, settings: Settings, overrides: Overrides): boolean {
	const own = overrides.size > 0 ? overrides.get(normalId(rule.id)) : undefined;
	if (own !== undefined) return own !== 'off';
	return defaultSeverity(rule, settings) !== 'off' || (overrides.size > 0 && rule.aliases.some(alias => (overrides.get(normalId(alias)) ?? 'off') !== 'off'));
}

function findingOf(
	doc: DockerfileDocument,
	rule: Rule,
	problem: Problem,
	settings: Settings,
	overrides: Overrides,
	suppressions: readonly Suppression[],
): Finding | undefined {
	const aliases = problem.aliases ?? rule.aliases;
	const severity = severityOf(rule, problem, aliases, settings, overrides);
	if (severity === 'off') return undefined;
	const instruction = suppressions.length > 0 ? doc.instructionAt(problem.span.start) : undefined;
	return {
		rule,
		severity,
		span: problem.span,
		message: problem.message,
		aliases,
		actions: problem.actions ?? [],
		related: problem.related ?? [],
		tags: problem.tags ?? [],
		suppressedBy: suppressedBy(suppressions, [rule.id, ...aliases], instruction),
	};
}

function severityOf(rule: Rule, problem: Problem, aliases: readonly string[], settings: Settings, overrides: Overrides): Severity | 'off' {
	if (overrides.size > 0) {
		const said = overrides.get(normalId(rule.id)) ?? aliases.map(alias => overrides.get(normalId(alias))).find(severity => severity !== undefined);
		if (said) return said;
	}
	const severity = defaultSeverity(rule, settings);
	return severity === 'off' || settings.profile === 'strict' ? severity : (problem.severity ?? severity);
}
