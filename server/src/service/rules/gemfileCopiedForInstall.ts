import { type BundleInstall, bundleInstalls } from '../bundler.ts';
import { type Copy, copies } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { removeInstruction } from '../removeInstruction.ts';
import type { Action, Rule } from '../types.ts';

export const gemfileCopiedForInstall: Rule = {
	id: 'gemfile-copied-for-install',
	aliases: ['ruby/prefer-gemfile-bind-mounts'],
	category: 'cache',
	severity: 'off',
	title: 'Gemfile copied only to install from it',
	why: 'A layer holds the Gemfile, and the copy of the project further down brings it again. `RUN --mount=type=bind,source=Gemfile,target=Gemfile ...` shows it to the one step that needs it. See [bind mounts](https://docs.docker.com/build/cache/optimize/#use-bind-mounts). Silent where no later COPY brings the whole project.',
	defaultBecause: 'The layer has a few kilobytes; the cache works the same.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nCOPY . .\nUSER 65532',
			good: 'FROM ruby:3.4\nRUN --mount=type=bind,source=Gemfile,target=Gemfile --mount=type=bind,source=Gemfile.lock,target=Gemfile.lock bundle install\nCOPY . .\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of copies(doc)) {
			const { instruction, copy, sources, from, target } = found;
			if (copy.keyword !== 'COPY' || instruction !== copy || from !== undefined || !sources.some(({ text }) => /^(?:\.\/)?Gemfile(?:\*|$)/.test(text)))
				continue;
			if (!sources.every(({ text }) => /^(?:\.\/)?(?:Gemfile[\w.*]*|\.ruby-version|\.tool-versions)$/.test(text))) continue;
			const isBelow = (other: { readonly span: { readonly start: number } }) => other.span.start > instruction.span.start;
			const stage = doc.stageOf(instruction);
			const install = bundleInstalls(doc).find(({ run, script, span }) => doc.stageOf(run) === stage && isBelow({ span }) && script.form === 'shell');
			const whole = copies(doc).find(
				other =>
					doc.stageOf(other.instruction) === stage &&
					isBelow(other.instruction) &&
					other.target === target &&
					other.sources.some(({ value }) => /^\.\/?$/.test(value ?? '')),
			);
			if (!install || !whole || whole.instruction.span.start < install.span.start) continue;
			yield {
				span: copy.args.span,
				message: 'Only the installation needs this copy: a bind mount leaves no layer.',
				related: [{ span: install.span, message: 'The installation.' }],
				actions: mount(doc, found, install, whole),
			};
		}
	},
};

/** Only where no other step between may read the files. */
function mount(doc: DockerfileDocument, { instruction, sources, target }: Copy, { run }: BundleInstall, whole: Copy): Action[] {
	const between = doc.all('RUN').filter(({ span }) => span.start > instruction.span.start && span.start < whole.instruction.span.start);
	const isSimple = sources.every(({ text }) => !/[*]/.test(text)) && target !== undefined && target === doc.scope(run)?.workdir;
	if (between.length !== 1 || between[0] !== run || !isSimple) return [];
	const flags = sources.map(({ text }) => text.replace(/^\.\//, '')).map(name => ` --mount=type=bind,source=${name},target=${name}`);
	return [
		{
			id: 'mount-gemfile',
			title: 'Mount the Gemfile instead',
			kind: 'quickfix',
			safety: 'review',
			why: 'Bundler cannot write Gemfile.lock then: it must fit the Gemfile.',
			edits: () => ({ edits: [removeInstruction(doc, instruction), insert(run.keywordSpan.end, flags.join(''))] }),
		},
	];
}
