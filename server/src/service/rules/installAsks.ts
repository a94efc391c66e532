import { installationsBy } from '../caches.ts';
import type { Command, Script } from '../shell.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

const aliases: Readonly<Record<string, readonly string[]>> = {
	apt: ['DL3014', 'DS-0021', 'DF015', 'aptGetInstallUseY'],
	yum: ['DL3030', 'DF027', 'yumInstallForceYes'],
	dnf: ['DL3038'],
	zypper: ['DL3034', 'DF043'],
};

export const installAsks: Rule = {
	id: 'install-asks',
	aliases: [...new Set(Object.values(aliases).flat())],
	category: 'files',
	severity: 'warning',
	title: 'Installation that asks, where nobody answers',
	why: 'A build has no terminal: where a package manager asks whether to go on, it gets no answer and gives up. It asks as soon as it would install more than what is named. `-y` is the answer of [apt-get](https://manpages.debian.org/apt-get#OPTIONS), yum and dnf, and of `zypper install`. Silent where a configuration file, a pipe or a variable may answer.',
	defaultBecause: 'The build fails, sooner or later.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
		},
	],
	*check({ doc }) {
		// an answer that is written into a configuration file
		if (/assume-?yes["']?\s*(?:[=:"']|true|1|yes)|APT::Get::Assume-Yes|noconfirm/i.test(doc.text)) return;
		for (const { command, script, installation } of installationsBy(doc, 'apt', 'yum', 'dnf', 'zypper')) {
			if (isAnswered(command, script)) continue;
			const install = command.words.find(({ value }) => /^(?:(?:re|local|group)?install.*|in)$/.test(value ?? ''));
			const edit = insertBehind(script, install, '-y');
			yield {
				span: { start: command.span.start, end: install?.span.end ?? command.span.end },
				message: `${command.name} may ask whether to go on, and nobody answers: add -y.`,
				aliases: aliases[installation.manager] ?? [],
				actions: edit ? [{ id: 'insert-yes', title: 'Insert -y', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }] : [],
			};
		}
	},
};

/** `-y` in any spelling, what asks nothing, and what a variable may hold. `-qq` of apt-get means yes. */
const answer =
	/^(?:--(?:yes|assume-yes|assumeyes|no-confirm|non-interactive|force-yes|quiet=2|assume-no|assumeno|simulate|just-print|dry-run|print-uris|help)|-q=2)$/;

function isAnswered(command: Command, { commands }: Script): boolean {
	const words = command.words.slice(1).map(({ unquoted }) => unquoted);
	const letters = words.filter(word => /^-[A-Za-z]+$/.test(word)).join('');
	if (words.some(word => answer.test(word)) || /y/.test(letters)) return true;
	if (command.name === 'zypper' ? /n/.test(letters) : (letters.match(/q/g)?.length ?? 0) >= 2 || /s/.test(letters)) return true;
	if (words.some(word => /^\$\{?\w*(?:opt|arg|flag|yes|quiet)/i.test(word)) || words[0]?.startsWith('$')) return true;
	return command.redirects.some(({ operator }) => operator.startsWith('<')) || commands.some(({ pipedInto }) => pipedInto === command);
}
