import { endOfLife } from '../data/endOfLife.ts';
import type { Rule } from '../types.ts';

export const endOfLifeBase: Rule = {
	id: 'end-of-life-base',
	aliases: ['ruby/eol-ruby-version'],
	category: 'pinning',
	severity: 'info',
	title: 'Base image that gets no fixes any more',
	why: 'The makers of this line of an official image have stopped: what is found in it from then on stays. The days are those that they published, for [Ruby](https://www.ruby-lang.org/en/downloads/branches/), Python, Node.js, PHP, Debian, Ubuntu, CentOS and Alpine. Which version the program needs only you know, so there is no fix.',
	defaultBecause: 'It is a fact, but moving to another line is a piece of work.',
	examples: [{ bad: 'FROM ruby:2.7-slim\nUSER 65532', good: 'FROM ruby:3.4-slim\nUSER 65532' }],
	*check({ doc }) {
		for (const { base } of doc.stages) {
			const { image } = base;
			const lines = image?.domain === 'docker.io' && Object.hasOwn(endOfLife, image.path) ? endOfLife[image.path] : undefined;
			const line = lines && lineOf(image?.tag ?? '', lines);
			if (!image || !lines || line === undefined) continue;
			yield {
				span: base.word.span,
				message: `${image.path.replace('library/', '')} ${line} gets no fixes since ${lines[line]}.`,
				aliases: image.path === 'library/ruby' ? ['ruby/eol-ruby-version'] : [],
			};
		}
	},
};

/** The longest line that the tag begins with: `3.8` of `3.8.1-slim`. */
function lineOf(tag: string, lines: Readonly<Record<string, string>>): string | undefined {
	const found = Object.keys(lines).filter(line => tag === line || (tag.startsWith(line) && /^[-.]/.test(tag.slice(line.length))));
	const [longest] = found.sort((a, b) => b.length - a.length);
	// 3.9 is no 3, of which other lines live
	return longest !== undefined &&
		/^\d+$/.test(longest) &&
		/^\.\d/.test(tag.slice(longest.length)) &&
		Object.keys(lines).some(line => line.startsWith(`${longest}.`))
		? undefined
		: longest;
}
