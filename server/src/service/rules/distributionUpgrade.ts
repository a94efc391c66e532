import { buildCommands } from '../buildCommands.ts';
import { readArguments } from '../shell.ts';
import { removeFromChain } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

const upgrades: Readonly<Record<string, RegExp>> = {
	'apt-get': /^(?:dist-upgrade|full-upgrade)$/,
	apt: /^(?:dist-upgrade|full-upgrade)$/,
	aptitude: /^(?:dist-upgrade|full-upgrade)$/,
	zypper: /^(?:dup|dist-upgrade)$/,
	dnf: /^(?:distro-sync|dsync|distribution-synchronization|system-upgrade)$/,
	yum: /^(?:distro-sync|distribution-synchronization)$/,
	'do-release-upgrade': /^/,
};

const valued = new Set(['-o', '-c', '-t', '--option', '--config-file', '--target-release', '--releasever']);

export const distributionUpgrade: Rule = {
	id: 'distribution-upgrade',
	aliases: ['DS-0024', 'DL3035', 'DF044'],
	category: 'pinning',
	severity: 'warning',
	title: 'Distribution upgraded in the build',
	why: 'The image is no longer the one that FROM names: packages are replaced and removed as the archive says on that day, and the layer holds all of them twice. Take a newer base image instead. See [apt-get](https://docs.docker.com/build/building/best-practices/#apt-get) and [rebuilding](https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often).',
	defaultBecause: 'It makes the tag of the base image a lie.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get dist-upgrade -y\nUSER 65532',
			good: 'FROM debian:12.11\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { script, command } of buildCommands(doc, ...Object.keys(upgrades))) {
			const { operands } = readArguments(command.words.slice(1), { valued });
			const [subcommand] = operands;
			const name = command.name as string;
			if (!upgrades[name]?.test(subcommand?.value ?? '') && name !== 'do-release-upgrade') continue;
			const edit = removeFromChain(doc, script, command);
			yield {
				span: { start: command.span.start, end: subcommand?.span.end ?? command.span.end },
				message: 'This makes another distribution of the one that FROM names: take a newer base image.',
				aliases: name === 'zypper' ? ['DL3035', 'DF044'] : name.startsWith('apt') ? ['DS-0024'] : [],
				actions: edit
					? [
							{
								id: 'remove-upgrade',
								title: 'Remove the upgrade',
								kind: 'quickfix',
								safety: 'review',
								why: 'What follows may need the newer packages.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
