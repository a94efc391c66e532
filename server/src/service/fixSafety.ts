import { analyze } from './analyze.ts';
import { DockerfileDocument } from './document.ts';
import { FactReading, FactStore } from './facts.ts';
import { defaultSettings, type Rule, type Safety } from './types.ts';

/** The safest fix that the rule's own examples get; `null` if it has none. */
export function fixSafety(rule: Rule): Safety | null {
	const found = new Set<Safety>();
	for (const { bad, facts, settings } of rule.examples) {
		const reading = new FactReading(new FactStore(facts));
		const { findings } = analyze(new DockerfileDocument(bad), { facts: reading, settings: { ...defaultSettings, ...settings, all: true }, rules: [rule] });
		for (const finding of findings) for (const { safety } of finding.actions) found.add(safety);
	}
	return found.has('safe') ? 'safe' : found.has('review') ? 'review' : null;
}
