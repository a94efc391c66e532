import { rootImage } from '../baseImages.ts';
import { bundleInstalls } from '../bundler.ts';
import { type Copy, copies, fromRoot } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { expanded } from '../images.ts';
import { insertBelow } from '../insertInstruction.ts';
import { runsRubyServer } from '../rubyImages.ts';
import { chain, type Stage } from '../stages.ts';
import { isForDevelopment } from '../starts.ts';
import type { Action, Rule } from '../types.ts';

const state = 'db log storage tmp';
/** Programs that may make the folders writable, or make them elsewhere. */
const ownership = /^(?:chown|chmod|chgrp|setfacl|install|rsync)$/;

export const unwritableState: Rule = {
	id: 'unwritable-state',
	aliases: ['ruby/state-paths-not-writable-as-non-root'],
	category: 'users',
	severity: 'info',
	title: 'Rails without folders that its user may write',
	why: "COPY gives all files to root, whatever USER says. Rails writes to `tmp`, `log`, `storage` and `db`: as another user it fails when the server writes its PID, or with the first upload. Give these four to the user, and leave the program root's. See [COPY --chown](https://docs.docker.com/reference/dockerfile/#copy---chown---chmod) and the [Dockerfile that Rails makes](https://github.com/rails/rails/blob/main/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt). Silent if anything in the stage changes owners or modes.",
	defaultBecause: 'The container does not start, unless something is mounted over the folders.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nWORKDIR /rails\nCOPY . .\nUSER 1000\nCMD ["bin/rails", "server"]',
			good: 'FROM ruby:3.4\nWORKDIR /rails\nCOPY . .\nRUN mkdir -p db log storage tmp && chown -R 1000 db log storage tmp\nUSER 1000\nCMD ["bin/rails", "server"]',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || isForDevelopment(doc) || !isRails(doc, shipped)) return;
		const instructions = chain(shipped)
			.toReversed()
			.flatMap(stage => stage.instructions);
		const lastUser = instructions.findLast(({ keyword }) => keyword === 'USER');
		const user = lastUser && doc.userAfter(lastUser);
		if (!user || /^(?:root|0+)(?::|$)/.test(user)) return;
		const runs = instructions.filter(({ keyword }) => keyword === 'RUN');
		if (runs.some(run => doc.scripts(run).length === 0 || doc.commands(run).some(({ name }) => ownership.test(name ?? '')))) return;
		for (const found of copies(doc)) {
			if (!instructions.includes(found.instruction) || found.instruction !== found.copy || !isApplication(doc, shipped, found)) continue;
			if (found.copy.flags.some(({ name }) => name === 'chown' || name === 'chmod')) continue;
			yield {
				span: found.copy.keywordSpan,
				message: `Rails runs as ${user} and cannot write to tmp, log, storage and db, which are root's.`,
				related: lastUser ? [{ span: lastUser.span, message: 'The user is set here.' }] : [],
				actions: /^[\w.:-]+$/.test(user) ? [...ownState(doc, found, user), ownAll(found, user)] : [],
			};
			return;
		}
	},
};

function isRails(doc: DockerfileDocument, shipped: Stage): boolean {
	const hasEnvironment = chain(shipped).some(({ instructions }) => instructions.some(({ pairs }) => pairs.some(({ key }) => /^RAILS_/.test(key.text))));
	const isRuby = /(?:^|\/)ruby$/.test(rootImage(shipped)?.path ?? '') || bundleInstalls(doc).length > 0;
	return isRuby && runsRubyServer(doc) && (hasEnvironment || /\brails\b/.test(doc.text));
}

/** `COPY . .` into the folder where the server starts, or that whole folder of another stage. */
function isApplication(doc: DockerfileDocument, shipped: Stage, { sources, target, from }: Copy): boolean {
	const last = shipped.instructions.findLast(({ keyword }) => keyword === 'WORKDIR');
	const folder = last ? fromRoot(doc, last, expanded(doc, last, last.args.text)) : doc.scope(shipped.from)?.workdir;
	if (target === undefined || target === '/' || target !== folder) return false;
	return sources.some(({ value }) => (from === undefined ? value === '.' || value === './' : value?.replace(/\/\.?$/, '') === target));
}

/** Only where root still works: the others cannot change owners. */
function ownState(doc: DockerfileDocument, { instruction, target }: Copy, user: string): Action[] {
	const scope = doc.scope(instruction);
	const isRoot = scope?.user.instruction === undefined || /^(?:root|0+)(?::|$)/.test(scope.user.value ?? '');
	if (!isRoot || target !== scope?.workdir) return [];
	return [
		{
			id: 'own-state',
			title: `Give ${state.replaceAll(' ', ', ')} to ${user}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'Other folders that the application writes are not among them.',
			preferred: true,
			edits: () => ({ edits: [insertBelow(doc, instruction, `RUN mkdir -p ${state} && chown -R ${user} ${state}`)] }),
		},
	];
}

function ownAll({ copy }: Copy, user: string): Action {
	return {
		id: 'own-all',
		title: `Give all files to ${user}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'The running program can then change itself.',
		edits: () => ({ edits: [insert(copy.keywordSpan.end, ` --chown=${user}`)] }),
	};
}
