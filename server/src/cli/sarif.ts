/** `--format sarif`: SARIF 2.1.0, which code scanning reads. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { docsUrl } from '../service/docsUrl.ts';
import { rules } from '../service/rules/index.ts';
import type { Range } from '../service/text.ts';
import type { Rule, Severity } from '../service/types.ts';
import { uniqueFingerprintsOf } from './fingerprints.ts';
import type { FileReport, FindingReport, FixReport, ReportWriter, Summary } from './report.ts';
import { version } from './version.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
const indexes = new Map(rules.map(({ id }, index) => [id, index]));

/** Results are written file by file; only the frame around them is written by hand. */
export class SarifWriter implements ReportWriter {
	readonly showsFixes = true;
	readonly #write: (text: string) => void;
	readonly #notes: object[] = [];
	#separator = '\n';

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	begin(): void {
		const driver = {
			name: 'drydock',
			version,
			semanticVersion: version,
			informationUri: docsUrl('').replace(/\/blob\/.*$/, ''),
			rules: rules.map(descriptor),
		};
		this.#write(
			`{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},"columnKind":"utf16CodeUnits","results":[`,
		);
	}

	file(report: FileReport): void {
		const { path, findings, crashes, fixes } = report;
		const fingerprints = uniqueFingerprintsOf(report);
		for (const [index, finding] of findings.entries()) {
			this.#write(`${this.#separator}${JSON.stringify(result(path, finding, fixes[index], fingerprints[index] ?? ''))}`);
			this.#separator = ',\n';
		}
		for (const { rule, message } of crashes) this.#note(path, `The rule ${rule} failed: ${message}`);
	}

	failure({ path, error }: { readonly path: string; readonly error: string }): void {
		this.#note(path, error);
	}

	end({ unanswered, configuration }: Summary): void {
		// skipped is not passed: whoever reads the results must be able to see what was not looked at
		const open = unanswered.map(({ kind, key, path }) => note('note', path, `Not checked: what needs ${kind} ${key === '' ? '.' : key}.`));
		const invocation = {
			executionSuccessful: this.#notes.length === 0 && configuration.length === 0,
			toolExecutionNotifications: [...this.#notes, ...open],
			toolConfigurationNotifications: configuration.map(({ path, range, message }) => note('error', path, message, range)),
		};
		this.#write(`],\n"invocations":[${JSON.stringify(invocation)}]}]}\n`);
	}

	#note(path: string, text: string): void {
		this.#notes.push(note('error', path, text));
	}
}

function note(level: 'error' | 'note', path: string, text: string, range: Range | null = null): object {
	const uri = uriOf(path);
	return { level, message: { text }, locations: [range ? location(uri, range) : { physicalLocation: { artifactLocation: { uri } } }] };
}

function descriptor({ id, aliases, category, severity, title, why }: Rule): object {
	return {
		id,
		shortDescription: { text: `${title}.` },
		fullDescription: { text: why },
		help: { text: why, markdown: why },
		helpUri: docsUrl(id),
		defaultConfiguration: severity === 'off' ? { enabled: false, level: 'note' } : { level: levels[severity] },
		properties: { category, aliases, tags: [category] },
	};
}

function result(path: string, finding: FindingReport, fix: FixReport | undefined, fingerprint: string): object {
	const uri = uriOf(path);
	return {
		ruleId: finding.rule,
		ruleIndex: indexes.get(finding.rule),
		level: levels[finding.severity],
		message: { text: finding.message },
		locations: [location(uri, finding.range)],
		// the one name under which GitHub looks for it
		partialFingerprints: { primaryLocationLineHash: fingerprint },
		...(finding.related.length > 0
			? { relatedLocations: finding.related.map(({ range, message }, id) => ({ id, ...location(uri, range), message: { text: message } })) }
			: {}),
		...(finding.suppressedBy ? { suppressions: [{ kind: 'inSource', location: location(uri, finding.suppressedBy) }] } : {}),
		...(fix ? { fixes: [fixOf(uri, fix)] } : {}),
	};
}

function fixOf(uri: string, { title, safety, edits }: FixReport): object {
	return {
		description: { text: `${title}${safety === 'review' ? ' (to be reviewed)' : ''}` },
		artifactChanges: [
			{
				artifactLocation: { uri },
				replacements: edits.map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
			},
		],
	};
}

function location(uri: string, range: Range): object {
	return { physicalLocation: { artifactLocation: { uri }, region: region(range) } };
}

function region({ start, end }: Range): object {
	return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** Relative paths stay relative to where the run started. */
function uriOf(path: string): string {
	if (isAbsolute(path)) return pathToFileURL(path).href;
	if (path === '-') return 'stdin';
	return path.split(sep).map(encodeURIComponent).join('/');
}
