import type { BundleInstall } from '../bundler.ts';
import { bundleInstalls } from '../bundler.ts';
import type { DockerfileDocument } from '../document.ts';
import { insertAbove } from '../insertInstruction.ts';
import type { Option, ShellWord } from '../shell.ts';
import { removeWord } from '../shellEdits.ts';
import type { Action, Rule } from '../types.ts';

interface Remembered {
	readonly variable: string;
	/** `list`: all words up to the next option. */
	readonly takes: 'nothing' | 'word' | 'list';
}

/** Options of `bundle install` that it wrote into its configuration. */
const remembered: Readonly<Record<string, Remembered>> = {
	'--clean': { variable: 'BUNDLE_CLEAN', takes: 'nothing' },
	'--deployment': { variable: 'BUNDLE_DEPLOYMENT', takes: 'nothing' },
	'--frozen': { variable: 'BUNDLE_FROZEN', takes: 'nothing' },
	'--no-prune': { variable: 'BUNDLE_NO_PRUNE', takes: 'nothing' },
	'--path': { variable: 'BUNDLE_PATH', takes: 'word' },
	'--shebang': { variable: 'BUNDLE_SHEBANG', takes: 'word' },
	'--system': { variable: 'BUNDLE_PATH__SYSTEM', takes: 'nothing' },
	'--with': { variable: 'BUNDLE_WITH', takes: 'list' },
	'--without': { variable: 'BUNDLE_WITHOUT', takes: 'list' },
};

const alias = 'ruby/deprecated-bundler-install-flags';

export const rememberedBundlerOption: Rule = {
	id: 'remembered-bundler-option',
	aliases: [alias],
	category: 'packages',
	severity: 'warning',
	title: 'Option of bundle install that Bundler 4 refuses',
	why: 'Bundler wrote these options into its configuration, so that one call changed all later ones. Bundler 2.1 warns about them, and [Bundler 4](https://github.com/rubygems/rubygems/blob/master/doc/bundler/UPGRADING.md), which comes with Ruby 4, stops. Variables say the same and hold for every call: `ENV BUNDLE_WITHOUT=development:test`. See [bundle config](https://bundler.io/man/bundle-config.1.html).',
	defaultBecause: 'The build fails with the next Ruby.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN bundle install --without development\nUSER 65532',
			good: 'FROM ruby:3.4\nENV BUNDLE_WITHOUT=development\nRUN bundle install\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of bundleInstalls(doc)) {
			for (const option of found.given.options) {
				const known = Object.hasOwn(remembered, option.name) ? remembered[option.name] : undefined;
				if (!known) continue;
				yield {
					span: option.word.part(0, option.name.length),
					message: `Bundler 4 refuses ${option.name}: set ${known.variable}.`,
					aliases: /^--(?:without|deployment|path)$/.test(option.name) ? [alias] : [],
					tags: ['deprecated'],
					actions: useVariable(doc, found, option, known),
				};
			}
		}
	},
};

function useVariable(doc: DockerfileDocument, { run, script, command, rest }: BundleInstall, option: Option, { variable, takes }: Remembered): Action[] {
	const { word } = option;
	const behind = rest.slice(rest.indexOf(word) + 1);
	const end = behind.findIndex(({ unquoted }) => unquoted.startsWith('-'));
	const own = option.value?.word === word ? [] : behind.slice(0, takes === 'word' ? 1 : takes === 'list' ? (end === -1 ? undefined : end) : 0);
	const values =
		takes === 'nothing' ? ['1'] : [option.value?.word === word ? word.unquoted.slice(option.name.length + 1) : [], own.map(({ value }) => value)].flat();
	const value = values.join(':').replace(/[\s:]+/g, ':');
	if (command.conditional || run.keyword !== 'RUN' || values.includes(undefined) || word.value === undefined || !/^[\w./:-]+$/.test(value)) return [];
	const last: ShellWord = own.at(-1) ?? word;
	const place = { start: word.span.start, end: last.span.end };
	const cut = doc.text.slice(place.start, place.end).includes('\n') ? undefined : removeWord(doc, script, { span: place });
	if (!cut) return [];
	return [
		{
			id: 'use-variable',
			title: `Set ${variable} instead`,
			kind: 'quickfix',
			safety: 'review',
			why: 'The variable holds for every call of Bundler from here on, also in the container.',
			preferred: true,
			edits: () => ({ edits: [insertAbove(doc, run, `ENV ${variable}=${value}`), cut] }),
		},
	];
}
