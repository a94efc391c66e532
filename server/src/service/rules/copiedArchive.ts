import { buildCommands } from '../buildCommands.ts';
import type { Rule } from '../types.ts';

const archive = /\.(?:tar|tgz|tbz2?|txz|tlz|tar\.(?:gz|bz2|xz|lzma|lz|zst|Z))$/i;

export const copiedArchive: Rule = {
	id: 'copied-archive',
	aliases: ['DL3010', 'DF067'],
	category: 'files',
	severity: 'info',
	title: 'Archive copied and then unpacked',
	why: 'The archive stays in the layer of COPY, beside what was unpacked from it; deleting it later wins nothing back. ADD unpacks a local archive by itself and leaves nothing. See [ADD](https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives). Silent for archives from other stages, and for formats that ADD does not unpack.',
	defaultBecause: 'The image holds the files twice.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\nUSER 65532',
			good: 'FROM debian:12\nADD app.tar.gz /opt/\nUSER 65532',
		},
	],
	*check({ doc }) {
		const unpacking = buildCommands(doc, 'tar', 'bsdtar', 'gtar').filter(({ command }) => command.words.some(unpacks));
		if (unpacking.length === 0) return;
		for (const copy of doc.all('COPY')) {
			if (copy.json || copy.flags.some(({ name }) => name === 'from')) continue;
			const destination = copy.words.at(-1)?.text ?? '';
			for (const source of copy.words.slice(0, -1)) {
				if (!archive.test(source.text)) continue;
				const names = new Set([baseName(source.text), ...(archive.test(destination) ? [baseName(destination)] : [])]);
				const found = unpacking.find(
					({ run, command }) =>
						doc.stageOf(run) === doc.stageOf(copy) && run.span.start > copy.span.start && command.words.some(({ unquoted }) => names.has(baseName(unquoted))),
				);
				if (!found) continue;
				yield {
					span: source.span,
					message: `${baseName(source.text)} stays in the image beside what is unpacked from it in line ${found.run.line + 1}: ADD unpacks by itself.`,
					related: [{ span: found.command.span, message: 'Unpacked here.' }],
				};
			}
		}
	},
};

/** `-xzf`, `xf`, `--extract`. */
function unpacks({ unquoted }: { readonly unquoted: string }, index: number): boolean {
	return /^(?:--extract|--get|-[A-Za-z]*x[A-Za-z]*)$/.test(unquoted) || (index === 1 && /^[A-Za-z]*x[A-Za-z]*$/.test(unquoted));
}

function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
