import { buildCommands } from '../buildCommands.ts';
import { hasSecretMount } from '../secretMounts.ts';
import { type Command, readArguments } from '../shell.ts';
import type { Rule } from '../types.ts';

export const passwordInLayer: Rule = {
	id: 'password-in-layer',
	aliases: ['CKV2_DOCKER_17'],
	category: 'secrets',
	severity: 'warning',
	title: 'Password of a user set while building',
	why: 'The command stays in the history of the image and its hash in `/etc/shadow`: whoever can pull the image has the password, and all its containers share it. A container needs none: nobody logs in, and USER says who runs the program. See [build secrets](https://docs.docker.com/build/building/secrets/). Silent where the password comes from a secret mount or is random, so that nobody knows it, and for accounts that are locked.',
	defaultBecause: 'A password that everybody has is worse than none.',
	examples: [{ bad: 'FROM debian:12\nRUN echo "app:secret" | chpasswd\nUSER app', good: 'FROM debian:12\nRUN useradd --uid 1000 app\nUSER 1000' }],
	*check({ doc }) {
		for (const { run, command } of buildCommands(doc, 'chpasswd', 'passwd', 'usermod', 'useradd')) {
			if (hasSecretMount(run)) continue;
			const message = messageFor(command);
			const input = doc.commands(run).find(({ pipedInto }) => pipedInto === command);
			if ([input, command].some(known => known?.words.some(({ unquoted }) => random.test(unquoted)))) continue;
			if (message) yield { span: command.span, message, ...(command.name === 'chpasswd' ? {} : { aliases: [] }) };
		}
	},
};

/** What makes passwords that nobody has seen. */
const random = /\$\(.*(?:\/dev\/u?random|openssl rand|pwgen|uuidgen)|`.*(?:\/dev\/u?random|openssl rand|pwgen|uuidgen)/s;

const valued: ReadonlySet<string> = new Set(
	'-p --password -c --comment -d --home -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -l --login -R --root -s --shell -u --uid -b --base-dir -P --prefix'.split(
		' ',
	),
);

function messageFor(command: Command): string | undefined {
	const isPasswd = command.name === 'passwd';
	const { options } = readArguments(command.words.slice(1), { valued: isPasswd ? new Set() : valued });
	const has = (...names: readonly string[]) => options.find(({ name }) => names.includes(name));
	if (command.name === 'chpasswd') return 'A password is set here: everybody who has the image has it.';
	if (isPasswd) {
		if (has('-d', '--delete')) return 'The password is deleted: everybody can become this user.';
		return has('--stdin') ? 'A password is set here: everybody who has the image has it.' : undefined;
	}
	const password = has('-p', '--password')?.value;
	// what is no hash locks the account
	if (!password || /^[!*x]*$/.test(password.text)) return undefined;
	return 'A password is set here: everybody who has the image has it.';
}
