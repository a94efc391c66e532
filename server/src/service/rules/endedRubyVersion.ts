import { endedRubyBranches, supportedRubyBranch } from '../data/rubyBranches.ts';
import { replace } from '../edit.ts';
import { type ImageUse, imageUses } from '../images.ts';
import { rubyBranchOf } from '../rubyImages.ts';
import type { Action, Rule } from '../types.ts';

export const endedRubyVersion: Rule = {
	id: 'ended-ruby-version',
	aliases: ['ruby/eol-ruby-version'],
	category: 'pinning',
	severity: 'warning',
	title: 'Version of Ruby that gets no security fixes',
	why: 'Three years and three months after its release a branch of Ruby ends: holes that are found in it stay open, and the images of its tags are no longer built. See [maintenance branches](https://www.ruby-lang.org/en/downloads/branches/). Flagged for the official image, and only for branches that had ended when this version of Drydock was made.',
	defaultBecause: 'The date has passed.',
	examples: [{ bad: 'FROM ruby:2.7-slim\nUSER 65532', good: 'FROM ruby:3.4-slim\nUSER 65532' }],
	*check({ doc }) {
		for (const use of imageUses(doc)) {
			const branch = use.kind === 'from' ? rubyBranchOf(use.image) : undefined;
			const ended = branch && endedRubyBranches.get(branch);
			if (!ended) continue;
			yield { span: use.span, message: `Ruby ${branch} has had no security fixes since ${ended}.`, actions: newerBranch(use) };
		}
	},
};

/** Variants that every branch has; names of distributions come and go. */
const lasting = /^(\d[\d.]*)(?:-slim|-alpine)?$/;

function newerBranch({ image, writable }: ImageUse): Action[] {
	const version = lasting.exec(image.tag ?? '')?.[1];
	if (!version || !writable || !image.tagSpan || image.digest) return [];
	const start = writable.start + image.tagSpan.start;
	return [
		{
			id: 'use-supported-branch',
			title: `Use Ruby ${supportedRubyBranch}`,
			kind: 'quickfix',
			safety: 'review',
			why: 'Programs and gems may need changes: run the tests.',
			preferred: true,
			edits: () => ({ edits: [replace({ start, end: start + version.length }, supportedRubyBranch)] }),
		},
	];
}
