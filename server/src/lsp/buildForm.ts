import type { BuildForm } from '../protocol/index.ts';
import type { DockerfileDocument } from '../service/index.ts';

/** What can be chosen for a build, from the text alone. */
export function formParts(doc: DockerfileDocument): Pick<BuildForm, 'targets' | 'args' | 'secrets'> {
	const args = new Map<string, BuildForm['args'][number]>();
	const secrets = new Map<string, BuildForm['secrets'][number]>();
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
			if (mount.get('type') !== 'secret') continue;
			const target = mount.get('target') ?? mount.get('dst') ?? mount.get('destination');
			const id = mount.get('id') ?? target?.split('/').at(-1);
			if (!id) continue;
			const required = mount.has('required') && mount.get('required') !== 'false';
			secrets.set(id, { id, required: required || secrets.get(id)?.required === true, line: secrets.get(id)?.line ?? instruction.line });
		}
	}
	return {
		targets: doc.stages.flatMap(({ nameWord, from }) => (nameWord ? [{ name: nameWord.text, line: from.line }] : [])),
		args: [...args.values()],
		secrets: [...secrets.values()],
	};
}

function unquoted(text: string): string {
	return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
