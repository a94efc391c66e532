import { type BuildCommand, buildCommands } from '../buildCommands.ts';
import type { DockerfileDocument } from '../document.ts';
import { pipedThrough } from '../downloads.ts';
import type { Command } from '../shell.ts';
import type { Rule } from '../types.ts';

const says: Readonly<Record<string, string>> = {
	date: 'the clock',
	uuidgen: 'chance',
	hostname: 'the name of the building container',
	'dbus-uuidgen': 'chance',
	shuf: 'chance',
};

export const buildTimeValue: Rule = {
	id: 'build-time-value',
	aliases: [],
	category: 'pinning',
	severity: 'hint',
	strict: 'warning',
	title: 'Clock, chance or name of the builder in a file',
	why: 'The file is another one in each build, so no two images of one source are the same, and nobody can check that an image comes from its source. Write a date into a label of the build (`docker build --label`), or use `SOURCE_DATE_EPOCH`. See [reproducible builds](https://docs.docker.com/build/ci/github-actions/reproducible-builds/) and [SOURCE_DATE_EPOCH](https://reproducible-builds.org/docs/source-date-epoch/).',
	defaultBecause: 'It matters to those who want repeatable builds.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN date > /build-date\nUSER 65532',
			good: 'FROM debian:12\nRUN date -d "@$SOURCE_DATE_EPOCH" > /build-date\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of buildCommands(doc, ...Object.keys(says))) {
			const { command } = found;
			// a given date is no clock, and a name that is set is not asked
			if (command.words.some(({ unquoted }) => /^(?:-[drsf]|--(?:date|reference|set|file|random-source)|-u?d)/.test(unquoted)) || !isWritten(doc, found))
				continue;
			if (command.name === 'hostname' && command.words.length > 1) continue;
			yield { span: command.span, message: `${command.name} writes ${says[command.name ?? '']} into the image: each build gives another one.` };
		}
	},
};

/** What it says, or what the command says that it is substituted in, goes into a file. */
function isWritten(doc: DockerfileDocument, found: BuildCommand): boolean {
	const { command, run } = found;
	if (!command.substituted) return [command, ...pipedThrough(found)].some(writes);
	const around = doc.commands(run).findLast(({ span, depth }) => span.start < command.span.start && span.end >= command.span.end && depth < command.depth);
	return around !== undefined && [around, ...pipedThrough({ ...found, command: around })].some(writes);
}

function writes({ name, words, redirects }: Command): boolean {
	if (
		redirects.some(
			({ operator, target, descriptor }) =>
				/^(?:>|>>|>\||&>)$/.test(operator) && (descriptor ?? 1) === 1 && !/^\/(?:dev|proc)\//.test(target?.unquoted ?? '/dev/'),
		)
	) {
		return true;
	}
	return name === 'tee' ? words.length > 1 : name === 'sed' && words.some(({ unquoted }) => /^(?:-[a-zA-Z]*i|--in-place)/.test(unquoted));
}
