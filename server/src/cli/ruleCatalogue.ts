/** `drydock rules`: the catalogue. */
import { docsUrl } from '../service/docsUrl.ts';
import { fixSafety } from '../service/fixSafety.ts';
import { rules } from '../service/rules/index.ts';
import type { Rule } from '../service/types.ts';
import { readArguments } from './arguments.ts';
import { formatOf } from './commonOptions.ts';
import type { CommandIo } from './io.ts';
import { UsageError } from './usageError.ts';
import { version } from './version.ts';

/** 0, or 2 for a bad argument. */
export function ruleCatalogue(args: readonly string[], io: CommandIo): number {
	try {
		const { values, positionals } = readArguments(args, { format: { type: 'string' }, 'no-color': { type: 'boolean' } });
		if (positionals.length > 0) throw new UsageError('drydock rules takes no names: it lists all rules.');
		const format = formatOf(values, ['text', 'json']);
		const entries = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map(entryOf);
		io.stdout(format === 'json' ? `${JSON.stringify({ schema: 1, tool: { name: 'drydock', version }, rules: entries }, undefined, 2)}\n` : textOf(entries));
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

type Entry = ReturnType<typeof entryOf>;

function entryOf(rule: Rule) {
	const { id, aliases, category, severity, title, why } = rule;
	return { id, aliases, category, severity, default: severity !== 'off', strict: rule.strict ?? severity, title, fix: fixSafety(rule), why, help: docsUrl(id) };
}

function textOf(entries: readonly Entry[]): string {
	const width = Math.max(...entries.map(({ id }) => id.length));
	return entries
		.map(
			({ id, severity, fix, title, aliases }) =>
				`${id.padEnd(width)}  ${severity.padEnd(7)}  ${(fix === null ? '' : `fix: ${fix}`).padEnd(11)}  ${title}${aliases.length > 0 ? ` (${aliases.join(', ')})` : ''}\n`,
		)
		.join('');
}
