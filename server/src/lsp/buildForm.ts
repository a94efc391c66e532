import type { BuildForm, SecretMount } from '../protocol/index.ts';
import type { DockerfileDocument } from '../service/index.ts';

/** What can be chosen for a build, from the text alone. */
export function formParts(doc: DockerfileDocument): Pick<BuildForm, 'targets' | 'args' | 'secrets' | 'ssh'> {
	const args = new Map<string, BuildForm['args'][number]>();
	const secrets = new Map<string, SecretMount>();
	const ssh = new Map<string, SecretMount>();
	for (const instruction of doc.instructions) {
		if (instruction.keyword === 'ARG') {
			for (const { key, value } of instruction.pairs) {
				const known = args.get(key.text);
				// A bare ARG in a stage only takes the global one in.
				if (!known || (known.default === undefined && value))
					args.set(key.text, { name: key.text, default: value === undefined ? undefined : unquoted(value.text), line: known?.line ?? instruction.line });
			}
		}
		for (const { options } of instruction.flags.filter(({ name }) => name === 'mount')) {
			const mount = new Map(options.map(({ key, value }) => [key, value]));
			const type = mount.get('type');
			const mounts = type === 'secret' ? secrets : type === 'ssh' ? ssh : undefined;
			const id = type === 'ssh' ? (mount.get('id') ?? 'default') : secretId(mount);
			if (!mounts || !id) continue;
			const required = mount.has('required') && mount.get('required') !== 'false';
			mounts.set(id, { id, required: required || mounts.get(id)?.required === true, line: mounts.get(id)?.line ?? instruction.line });
		}
	}
	return {
		targets: doc.stages.flatMap(({ nameWord, from }) => (nameWord ? [{ name: nameWord.text, line: from.line }] : [])),
		args: [...args.values()],
		secrets: [...secrets.values()],
		ssh: [...ssh.values()],
	};
}

/** Without an id a secret is called as the file it is mounted as. */
function secretId(mount: ReadonlyMap<string, string | undefined>): string | undefined {
	const target = mount.get('target') ?? mount.get('dst') ?? mount.get('destination');
	return mount.get('id') ?? target?.split('/').at(-1);
}

function unquoted(text: string): string {
	return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
