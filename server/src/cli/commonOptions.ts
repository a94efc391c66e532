/** The options that every command takes which looks at Dockerfiles. */

import { type Threshold, thresholds } from '../host/configLayer.ts';
import { shellCheckFacts } from '../host/shellCheck.ts';
import { isForeignId } from '../service/foreignIds.ts';
import { ruleById, rules } from '../service/rules/index.ts';
import { nearest } from '../service/suggest.ts';
import type { FactSource, Rule, Settings, Severity } from '../service/types.ts';
import { oneOf } from './arguments.ts';
import type { CommandIo } from './io.ts';
import { UsageError } from './usageError.ts';

export const commonOptions = {
	format: { type: 'string' },
	offline: { type: 'boolean' },
	config: { type: 'string' },
	shellcheck: { type: 'string' },
	profile: { type: 'string' },
	'fail-on': { type: 'string' },
	all: { type: 'boolean' },
	rule: { type: 'string', multiple: true },
	'no-inline-ignores': { type: 'boolean' },
	'no-color': { type: 'boolean' },
	quiet: { type: 'boolean', short: 'q' },
	'stdin-path': { type: 'string' },
} as const;

export interface CommonValues {
	readonly format?: string | undefined;
	readonly config?: string | undefined;
	readonly shellcheck?: string | undefined;
	readonly profile?: string | undefined;
	readonly 'fail-on'?: string | undefined;
	readonly all?: boolean | undefined;
	readonly rule?: readonly string[] | undefined;
	readonly 'no-inline-ignores'?: boolean | undefined;
}

/** ShellCheck, unless it is switched off: what it says about the scripts of RUN. */
export function scriptFacts({ shellcheck }: CommonValues, io: CommandIo): FactSource {
	if (shellcheck === 'off') return {};
	return shellCheckFacts({ program: shellcheck, onFailure: message => io.stderr(`${message}\n`) });
}

const levels = ['error', 'warning', 'info', 'hint', 'off'] as const;

/** What the command line itself says of settings; it beats all files. */
export function givenSettings(values: CommonValues): Partial<Settings> {
	return {
		rules: Object.fromEntries((values.rule ?? []).map(ruleOption)),
		...(values.all ? { all: true } : {}),
		...(values['no-inline-ignores'] ? { inlineIgnores: false } : {}),
		...(values.profile === undefined ? {} : { profile: oneOf(values.profile, ['default', 'strict'], 'The profile') }),
	};
}

export function formatOf<T extends string>(values: CommonValues, formats: readonly [T, ...T[]]): T {
	return values.format === undefined ? formats[0] : oneOf(values.format, formats, 'The format');
}

function ruleOption(text: string): [string, Severity | 'off'] {
	const [, id = '', level = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
	if (id === '') throw new UsageError(`--rule takes ID=${levels.join('|')}, not "${text}".`);
	if (!isForeignId(id)) knownRule(id);
	return [id, oneOf(level, levels, `The severity of ${id},`)];
}

/** The rule of an id or alias; a UsageError if there is none. */
export function knownRule(id: string): Rule {
	const rule = ruleById(id);
	if (rule) return rule;
	const near = nearest(
		id,
		rules.flatMap(candidate => [candidate.id, ...candidate.aliases]),
	);
	throw new UsageError(`There is no rule "${id}". ${near ? `Did you mean ${near}?` : 'drydock rules lists them all.'}`);
}

/** `undefined`: the command line does not say. */
export function thresholdOf(values: CommonValues): Threshold | undefined {
	return values['fail-on'] === undefined ? undefined : oneOf(values['fail-on'], thresholds, 'The threshold');
}

export function reaches(severity: Severity, threshold: Threshold): boolean {
	return threshold !== 'never' && thresholds.indexOf(severity) <= thresholds.indexOf(threshold);
}
