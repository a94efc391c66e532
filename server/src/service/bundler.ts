/** Calls of Bundler, and what the file has told it. */
import { type BuildCommand, buildCommands } from './buildCommands.ts';
import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import { type Arguments, type Command, readArguments, type ShellWord } from './shell.ts';
import { chain } from './stages.ts';
import type { Span } from './text.ts';

/** A call of `bundle install`, also as `bundle` alone and `bundle _2.5.6_ install`. */
export interface BundleInstall extends BuildCommand {
	/** Options and what stands between them. */
	readonly given: Arguments;
	/** What stands behind `install`. */
	readonly rest: readonly ShellWord[];
	/** The program up to `install`. */
	readonly span: Span;
}

/** Options of bundle install with a value of their own; `--with` and `--without` take all words up to the next option. */
const valued = new Set('--path --without --with --gemfile --jobs -j --retry --shebang --trust-policy --target-rbconfig --redirect'.split(' '));
const globalValued = new Set(['--gemfile', '--retry', '-r']);

export const bundleInstalls = perDocument((doc): readonly BundleInstall[] =>
	buildCommands(doc, 'bundle', 'bundler').flatMap(found => {
		const { words, span } = found.command;
		const { operands } = readArguments(words.slice(1), { valued: globalValued, stopsAtOperand: true });
		const [subcommand, ...rest] = operands[0] && /^_[\d.]+_$/.test(operands[0].unquoted) ? operands.slice(1) : operands;
		// up to Bundler 2, `bundle` alone installs
		const isAlone = installsAlone(words[1]?.unquoted, subcommand);
		if (!isAlone && subcommand?.value !== 'install' && subcommand?.value !== 'i') return [];
		const behind = isAlone ? words.slice(1) : rest;
		return [
			{
				...found,
				given: readArguments(behind, { valued }),
				rest: behind,
				span: { start: span.start, end: isAlone ? span.end : (subcommand?.span.end ?? span.end) },
			},
		];
	}),
);

function installsAlone(first: string | undefined, subcommand: ShellWord | undefined): boolean {
	if (first === undefined) return true;
	// options of the program itself, which may stand in front of a subcommand
	if (/^--(?:gemfile|retry|verbose|no-color)(?:=|$)/.test(first)) return subcommand === undefined;
	return first.startsWith('-') && !/^(?:--version|-v|--help|-h)$/.test(first);
}

/**
 * True if an option, a variable, or `bundle config` above the command says something about a setting (`deployment`, `path`).
 * What a copied `.bundle/config` says is not seen.
 */
export function isConfigured(doc: DockerfileDocument, found: BundleInstall, setting: string): boolean {
	const { run, command, given } = found;
	const variable = `BUNDLE_${setting.toUpperCase().replace(/\./g, '__')}`;
	return (
		given.options.some(({ name }) => name === `--${setting}`) ||
		doc.scope(run)?.declaration(variable) !== undefined ||
		command.assignments.some(({ name }) => name === variable) ||
		command.allWords.some(({ unquoted }) => unquoted.startsWith(`${variable}=`)) ||
		commandsBefore(doc, found).some(({ name, words, assignments }) => {
			if (name === undefined) return assignments.some(assignment => assignment.name === variable);
			if (name === 'export') return words.some(({ unquoted }) => unquoted.startsWith(`${variable}=`));
			return words.some(({ value }) => value === setting || value === variable);
		})
	);
}

/** Commands that may tell Bundler something: its own `config`, exports, and assignments that stand alone. */
const tellings = perDocument(doc =>
	doc
		.all('RUN')
		.flatMap(run => doc.commands(run).map(command => ({ stage: doc.stageOf(run), command })))
		.filter(({ command: { name, words } }) => name === undefined || name === 'export' || (/^bundler?$/.test(name) && words[1]?.value === 'config')),
);

/** Those of them that run before the command, in its stage and those it is built on. */
function commandsBefore(doc: DockerfileDocument, { run, command }: BuildCommand): readonly Command[] {
	const stage = doc.stageOf(run);
	const stages = new Set(stage ? chain(stage) : []);
	return tellings(doc).flatMap(telling =>
		telling.stage && stages.has(telling.stage) && telling.command.span.start < command.span.start ? [telling.command] : [],
	);
}
