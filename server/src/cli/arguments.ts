/** Reading arguments with Node's own parser, and saying what is wrong with them in sentences. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../service/suggest.ts';
import { UsageError } from './usageError.ts';

type OptionTable = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends OptionTable> = ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>>;

/** Throws a UsageError; an option that is misspelt comes with the one that may have been meant. */
export function readArguments<T extends OptionTable>(args: readonly string[], options: T): Parsed<T> {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: true });
	} catch (error) {
		const usage = UsageError.from(error);
		const misspelt = /^The option (--[^\s=]+) is not known/.exec(usage.message)?.[1];
		const near = misspelt && nearest(misspelt.slice(2), Object.keys(options));
		throw near ? new UsageError(`${usage.message} Did you mean --${near}?`) : usage;
	}
}

/** One of a few words, or a sentence that names them. */
export function oneOf<T extends string>(value: string, among: readonly T[], what: string): T {
	const found = among.find(choice => choice === value);
	if (found !== undefined) return found;
	const near = nearest(value, among);
	throw new UsageError(`${what} "${value}" is not one of ${among.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`);
}
