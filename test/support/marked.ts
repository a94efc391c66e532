import assert from 'node:assert/strict';
import {
	analyze,
	DockerfileDocument,
	defaultSettings,
	FactReading,
	FactStore,
	type FactTable,
	type Finding,
	fixAll,
	ruleById,
	type Settings,
} from '../../server/src/service/index.ts';

export interface MarkOptions {
	readonly facts?: FactTable;
	readonly settings?: Partial<Settings>;
}

function settingsFor(id: string, options: MarkOptions): Settings {
	return { ...defaultSettings, ...options.settings, rules: { [id]: 'warning', ...options.settings?.rules } };
}

/** The findings of one rule; a crash of any rule is a failure. */
export function findingsOf(id: string, text: string, options: MarkOptions = {}): readonly Finding[] {
	const rule = ruleById(id);
	assert(rule, `there is a rule ${id}`);
	const doc = new DockerfileDocument(text);
	const report = analyze(doc, { facts: new FactReading(new FactStore(options.facts)), settings: settingsFor(id, options), rules: [rule] });
	assert.deepEqual(report.crashes, []);
	return report.findings.filter(finding => !finding.suppressedBy);
}

const marks = /^(\s*)(\^+)(?: (.*))?$/;

/**
 * Compares the findings of a rule with a text in which a line of carets under a place, followed by the message, marks each.
 * A line of carets is taken out before the text is checked. The message may be left out.
 */
export function checkMarks(id: string, marked: string, options: MarkOptions = {}): void {
	const lines = marked.replace(/^\n/, '').split('\n');
	const text = lines.filter(line => !marks.test(line)).join('\n');
	const wanted: string[] = [];
	let number = -1;
	for (const line of lines) {
		const match = marks.exec(line);
		if (match) wanted.push(`${number}:${match[1]?.length}-${(match[1]?.length ?? 0) + (match[2]?.length ?? 0)} ${match[3] ?? ''}`.trim());
		else number++;
	}
	const doc = new DockerfileDocument(text);
	const found = findingsOf(id, text, options).map(finding => {
		const { start, end } = doc.rangeOf(finding.span);
		return `${start.line}:${start.character}-${end.line === start.line ? end.character : `${end.line}:${end.character}`} ${finding.message}`;
	});
	const withoutMessage = (mark: string) => mark.split(' ', 1)[0];
	assert.deepEqual(
		found.map((mark, index) => (wanted[index]?.includes(' ') ? mark : withoutMessage(mark))),
		wanted,
	);
}

/** Applies the rule's fixes (also those that need a look) and compares; a second run must change nothing. */
export function checkFix(id: string, before: string, after: string, options: MarkOptions = {}): void {
	const fix = (text: string) =>
		fixAll(text, { facts: new FactReading(new FactStore(options.facts)), settings: settingsFor(id, options), review: true, only: [id] });
	const result = fix(before);
	assert.equal(result.text, after);
	assert.equal(fix(after).text, after, 'fixing twice changes nothing more');
}

/** The rule has nothing to say. */
export function checkSilent(id: string, text: string, options: MarkOptions = {}): void {
	assert.deepEqual(
		findingsOf(id, text, options).map(({ message }) => message),
		[],
	);
}
