import { buildCommands } from '../buildCommands.ts';
import { readArguments } from '../shell.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

const valued = new Set(
	'-b -c -d -D -e -f -g -G -k -K -p -P -R -s -u -Z --base-dir --comment --home-dir --expiredate --inactive --gid --groups --skel --key --password --prefix --root --shell --uid --selinux-user'.split(
		' ',
	),
);
/** The logs are sparse files with an entry for each number up to the highest. */
const highUid = 99_999;

export const useraddWithHighUid: Rule = {
	id: 'useradd-with-high-uid',
	aliases: ['DL3046', 'DF064'],
	category: 'users',
	severity: 'info',
	title: 'User with a high number, and logs as large',
	why: 'useradd makes room in `/var/log/lastlog` and `faillog` for all numbers up to this one. The files are sparse, but layers are not: they can take gigabytes. See [useradd --no-log-init](https://man7.org/linux/man-pages/man8/useradd.8.html) and the [advice on USER](https://docs.docker.com/build/building/best-practices/#user).',
	defaultBecause: 'The image gets large without any sign of it in the file.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN useradd -u 1000000 app\nUSER 1000000',
			good: 'FROM debian:12\nRUN useradd --no-log-init -u 1000000 app\nUSER 1000000',
		},
	],
	*check({ doc }) {
		for (const { script, command } of buildCommands(doc, 'useradd')) {
			const { options } = readArguments(command.words.slice(1), { valued });
			const uid = options.findLast(({ name }) => name === '-u' || name === '--uid')?.value;
			if (!uid || !/^\d+$/.test(uid.text) || Number(uid.text) <= highUid || options.some(({ name }) => name === '-l' || name === '--no-log-init')) continue;
			const edit = insertBehind(script, command.words[0], '--no-log-init');
			yield {
				span: uid.word.part(uid.from, uid.from + uid.text.length),
				message: `useradd makes logs with room for ${uid.text} users: give it --no-log-init.`,
				actions: edit
					? [{ id: 'insert-no-log-init', title: 'Insert --no-log-init', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }]
					: [],
			};
		}
	},
};
