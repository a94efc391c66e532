import { architectures, operatingSystems } from '../data/platforms.ts';
import { didYouMean, useKnown } from '../meant.ts';
import { expanded, refusable } from '../refusable.ts';
import { nearest } from '../suggest.ts';
import type { Rule } from '../types.ts';

const system = /^[\w-]+(?:\([\w.%-]*(?:\+[\w.%-]+)*\))?$/;
const part = /^[\w.-]+$/;

export const invalidPlatform: Rule = {
	id: 'invalid-platform',
	aliases: [],
	category: 'syntax',
	severity: 'error',
	title: 'Platform that cannot be read',
	why: 'A [platform](https://docs.docker.com/reference/dockerfile/#from) is `os/architecture`, `os/architecture/variant`, or one of the two names alone if it is well known. The builder refuses others, and lists of several. Silent for a variable whose value nobody knows.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM --platform=amd46 debian:12\nUSER 65532', good: 'FROM --platform=amd64 debian:12\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, severity, lookup } of refusable(doc, ['FROM'])) {
			const flag = instruction.flags.find(({ name }) => name === 'platform');
			if (!flag?.value) continue;
			const platform = expanded(doc, flag.value, lookup);
			if (platform === undefined || isPlatform(platform)) continue;
			const meant = platform.includes('/') ? undefined : nearest(platform, [...operatingSystems, ...architectures]);
			yield {
				span: flag.valueSpan,
				message: platform === '' ? `The platform ${flag.value} is empty.` : `${platform} is no platform${didYouMean(meant)}`,
				severity,
				actions: meant && platform === flag.value ? [useKnown(flag.valueSpan, meant)] : [],
			};
		}
	},
};

function isPlatform(text: string): boolean {
	const [first = '', ...others] = text.split('/');
	if (!system.test(first) || others.length > 2 || !others.every(other => part.test(other))) return false;
	const name = first.replace(/\(.*/, '').toLowerCase();
	return others.length > 0 || operatingSystems.includes(name) || architectures.includes(first.toLowerCase());
}
