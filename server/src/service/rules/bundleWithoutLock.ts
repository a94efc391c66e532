import { rootImage } from '../baseImages.ts';
import { bundleInstalls, isConfigured } from '../bundler.ts';
import { developmentNames } from '../data/developmentServers.ts';
import type { DockerfileDocument } from '../document.ts';
import { insertAbove } from '../insertInstruction.ts';
import type { Stage } from '../stages.ts';
import { isForDevelopment } from '../starts.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const bundleWithoutLock: Rule = {
	id: 'bundle-without-lock',
	aliases: ['ruby/missing-bundle-deployment'],
	category: 'pinning',
	severity: 'hint',
	title: 'Call of bundle install that may change Gemfile.lock',
	why: 'Where `Gemfile.lock` does not fit the Gemfile, or is not there, Bundler resolves versions anew and the image holds gems that nobody tested. `BUNDLE_FROZEN=1` makes it stop instead; `BUNDLE_DEPLOYMENT=1`, which Rails sets, does that too and installs into `vendor/bundle` or `BUNDLE_PATH`. See [deployment mode](https://bundler.io/man/bundle-config.1.html#LIST-OF-AVAILABLE-KEYS). Silent for development and tests, and where the file says one of the two in any way.',
	defaultBecause: 'Two builds of the same commit may differ, but mostly the lock fits.',
	examples: [
		{
			bad: 'FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 65532',
			good: 'FROM ruby:3.4-slim\nENV BUNDLE_DEPLOYMENT=1\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		const seen = new Set<Stage>();
		for (const found of bundleInstalls(doc)) {
			const { run, span } = found;
			const stage = doc.stageOf(run);
			// one variable is enough for all calls of a stage
			if (!stage || seen.has(stage) || run.keyword !== 'RUN' || !isForProduction(doc, stage, run)) continue;
			seen.add(stage);
			if (['deployment', 'frozen'].some(setting => isConfigured(doc, found, setting)) || /\bbundle config\b.*\$/.test(doc.text)) continue;
			yield { span, message: 'Bundler may install other versions than Gemfile.lock says.', actions: [frozen(doc, run), deployment(doc, run)] };
		}
	},
};

/** False if the name of the stage or a variable says that it is for something else, or the image may have set the variable. */
function isForProduction(doc: DockerfileDocument, stage: Stage, run: Instruction): boolean {
	const image = rootImage(stage);
	const isPlain = image?.domain === 'docker.io' || /(?:^|\/)ruby$/.test(image?.path ?? '');
	if (!isPlain || !doc.built.has(stage) || developmentNames.test(stage.name ?? '')) return false;
	return ['RAILS_ENV', 'RACK_ENV'].every(name => {
		const value = doc.scope(run)?.lookup(name);
		return typeof value !== 'string' || !/^(?:development|test)$/.test(value);
	});
}

function frozen(doc: DockerfileDocument, run: Instruction): Action {
	return {
		id: 'freeze-lock',
		title: 'Set BUNDLE_FROZEN=1',
		kind: 'quickfix',
		safety: 'review',
		why: 'If Gemfile.lock does not fit the Gemfile, the build stops here.',
		preferred: true,
		edits: () => ({ edits: [insertAbove(doc, run, 'ENV BUNDLE_FROZEN=1')] }),
	};
}

function deployment(doc: DockerfileDocument, run: Instruction): Action {
	return {
		id: 'set-deployment',
		title: 'Set BUNDLE_DEPLOYMENT=1',
		kind: 'quickfix',
		safety: 'review',
		why: 'The gems go to vendor/bundle then, unless BUNDLE_PATH says where; the build stops if Gemfile.lock does not fit.',
		edits: () => ({ edits: [insertAbove(doc, run, 'ENV BUNDLE_DEPLOYMENT=1')] }),
	};
}
