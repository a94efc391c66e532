import { shippedInstallations } from '../caches.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const recommendedPackages: Rule = {
	id: 'recommended-packages',
	aliases: ['DL3015', 'DS-0029', 'DF016', 'aptGetInstallUseNoRec'],
	category: 'stages',
	severity: 'hint',
	title: 'Installation of all that apt recommends',
	why: 'apt installs what a package recommends too: documentation, editors, servers of mail, often more than what was asked for. `--no-install-recommends` leaves it out; what is really needed is then named. See [Debian policy](https://www.debian.org/doc/debian-policy/ch-relationships.html#binary-dependencies-depends-recommends-suggests-enhances-pre-depends). Silent in stages that are not shipped, and where the file sets it for good.',
	defaultBecause: 'Something that is recommended may be what makes it work.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
		},
	],
	*check({ doc }) {
		// a configuration file of apt that is written or copied
		if (/Install-Recommends|APT::Install|apt\.conf/.test(doc.text)) return;
		for (const { command, script, installation } of shippedInstallations(doc, 'apt')) {
			const words = command.words.map(({ unquoted }) => unquoted);
			if (words.some(word => /^(?:--(?:no-)?install-recommends|--with(?:out)?-recommends|-[A-Za-z]*R)$|^\$\{?\w*(?:opt|arg|flag|recommend)/i.test(word)))
				continue;
			if (installation.packages.length === 0 && !installation.hasUnknown) continue;
			const install = command.words.find(({ value }) => /install$/.test(value ?? ''));
			const edit = command.name === 'aptitude' ? undefined : insertBehind(script, install, '--no-install-recommends');
			yield {
				span: { start: command.span.start, end: install?.span.end ?? command.span.end },
				message: 'Recommended packages are installed too: --no-install-recommends leaves them out.',
				actions: edit
					? [
							{
								id: 'insert-no-recommends',
								title: 'Insert --no-install-recommends',
								kind: 'quickfix',
								safety: 'review',
								why: 'A package that is only recommended may be needed after all: name it then.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
