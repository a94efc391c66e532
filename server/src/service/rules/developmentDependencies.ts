import { bundleInstalls, isConfigured } from '../bundler.ts';
import { type FoundInstallation, isSwitchedOn, shippedInstallations, shippedStages } from '../caches.ts';
import { copies } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { insertAbove } from '../insertInstruction.ts';
import { insertBehind } from '../shellEdits.ts';
import { findStage, type Stage } from '../stages.ts';
import { isForDevelopment } from '../starts.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

interface Habit {
	/** Options and variables with which development dependencies stay out. */
	readonly without: RegExp;
	readonly variables: readonly string[];
	readonly option: string;
	readonly aliases: readonly string[];
}

const node = /^(?:--omit(?:=|$)|--only(?:=|$)|--production(?:$|=true)|--prod$|-P$)/;
const habits: Readonly<Record<string, Habit>> = {
	composer: { without: /^--no-dev$/, variables: ['COMPOSER_NO_DEV'], option: '--no-dev', aliases: ['php/composer-no-dev-in-production'] },
	npm: { without: node, variables: ['NODE_ENV', 'NPM_CONFIG_OMIT', 'npm_config_omit', 'NPM_CONFIG_PRODUCTION'], option: '--omit=dev', aliases: [] },
	pnpm: { without: node, variables: ['NODE_ENV'], option: '--prod', aliases: [] },
};

const bundlerAlias = 'ruby/missing-bundle-without-development';

export const developmentDependencies: Rule = {
	id: 'development-dependencies',
	aliases: ['php/composer-no-dev-in-production', bundlerAlias],
	category: 'packages',
	severity: 'hint',
	title: 'Development dependencies in the shipped stage',
	why: 'Tests, linters and compilers of a project are often the larger half of its packages; in the image they only cost space and can be attacked. Install without them, or in a stage that only builds. See [npm ci --omit](https://docs.npmjs.com/cli/commands/npm-ci#omit) and [composer --no-dev](https://getcomposer.org/doc/03-cli.md#install-i). Silent for stages that are not shipped, where variables say so, and where the stage still builds something.',
	defaultBecause: 'What the project needs to run cannot be seen from here.',
	examples: [
		{
			bad: 'FROM composer:2\nRUN composer install\nUSER 65532',
			good: 'FROM composer:2\nRUN composer install --no-dev\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		for (const found of shippedInstallations(doc, 'composer', 'npm', 'pnpm')) {
			const { command, installation } = found;
			const habit = habits[command.name ?? ''];
			if (!habit || !installation.project || command.words.some(({ unquoted, value }) => habit.without.test(unquoted) || value === undefined)) continue;
			if (isSaid(doc, found, habit) || buildsMore(doc, found)) continue;
			const install = command.words.find(({ value }) => /^(?:ci|i|install|clean-install)$/.test(value ?? ''));
			yield {
				span: { start: command.span.start, end: install?.span.end ?? command.span.end },
				message: `${command.name} installs what only development needs, too.`,
				aliases: habit.aliases,
				actions: without(found, install, habit.option),
			};
		}
		for (const found of bundleInstalls(doc)) {
			const stage = doc.stageOf(found.run);
			if (!stage || !givesGems(doc, stage) || ['without', 'only', 'with'].some(setting => isConfigured(doc, found, setting))) continue;
			const environment = doc.scope(found.run)?.lookup('RAILS_ENV');
			if (typeof environment === 'string' && environment !== 'production') continue;
			yield { span: found.span, message: 'bundle installs what only development needs, too.', aliases: [bundlerAlias], actions: withoutGroups(doc, found.run) };
		}
	},
};

/** The gems are shipped: in a layer of the image, or copied from this stage. */
function givesGems(doc: DockerfileDocument, stage: Stage): boolean {
	if (shippedStages(doc).has(stage)) return true;
	return copies(doc).some(({ instruction, from, sources }) => {
		const into = doc.stageOf(instruction);
		const isFrom = from !== undefined && into && findStage(doc.graph, from, into.index, { indexes: true }) === stage;
		return isFrom && shippedStages(doc).has(into) && sources.some(({ text }) => /bundle|gems|vendor/i.test(text));
	});
}

function withoutGroups(doc: DockerfileDocument, run: Instruction): Action[] {
	if (run.keyword !== 'RUN') return [];
	const variable = 'BUNDLE_WITHOUT=development:test';
	const why = 'The program may need one of them when it runs.';
	const edits = () => ({ edits: [insertAbove(doc, run, `ENV ${variable}`)] });
	return [{ id: 'leave-groups-out', title: `Set ${variable}`, kind: 'quickfix', safety: 'review', why, preferred: true, edits }];
}

function isSaid(doc: DockerfileDocument, found: FoundInstallation, { variables }: Habit): boolean {
	return variables.some(
		name => isSwitchedOn(doc, found, name) || doc.scope(found.run)?.declaration(name) || found.command.assignments.some(assignment => assignment.name === name),
	);
}

/** A later command of the stage runs scripts of the project, or takes the packages out again. */
function buildsMore(doc: DockerfileDocument, { run, command }: FoundInstallation): boolean {
	const stage = doc.stageOf(run);
	return doc
		.all('RUN')
		.some(
			other =>
				doc.stageOf(other) === stage &&
				doc.commands(other).some(({ name, span, words }) => span.start > command.span.start && name === command.name && !/^cache$/.test(words[1]?.value ?? '')),
		);
}

function without({ script }: FoundInstallation, install: Parameters<typeof insertBehind>[1], option: string): Action[] {
	const edit = insertBehind(script, install, option);
	if (!edit) return [];
	const why = 'The program may need one of them when it runs.';
	return [{ id: 'leave-out', title: `Insert ${option}`, kind: 'quickfix', safety: 'review', why, preferred: true, edits: () => ({ edits: [edit] }) }];
}
