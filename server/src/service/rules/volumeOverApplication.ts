import { shippedStages } from '../caches.ts';
import { copies, fromRoot } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { expanded } from '../images.ts';
import { removeInstruction } from '../removeInstruction.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Span } from '../text.ts';
import type { Rule } from '../types.ts';

export const volumeOverApplication: Rule = {
	id: 'volume-over-application',
	aliases: [],
	category: 'files',
	severity: 'warning',
	title: 'Volume over the application',
	why: 'A volume is filled from the image once, when it is made. From then on the container runs what is in the volume: a newer image changes nothing. Declare volumes for data only. See [VOLUME](https://docs.docker.com/reference/dockerfile/#volume) and [populating volumes](https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container).',
	defaultBecause: 'An update of the image does not update the program.',
	examples: [
		{
			bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nVOLUME /app\nUSER node',
			good: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nVOLUME /app/data\nUSER node',
		},
	],
	*check({ doc }) {
		for (const volume of doc.all('VOLUME')) {
			const stage = doc.stageOf(volume);
			if (!stage || !shippedStages(doc).has(stage) || doc.isWindows(volume)) continue;
			const paths = volumePaths(doc, volume);
			for (const { path, span } of paths) {
				const copy = path === undefined ? undefined : applicationIn(doc, path);
				if (!copy) continue;
				yield {
					span,
					message: `The volume lies over what line ${copy.line + 1} copies: containers keep the old files when the image changes.`,
					related: [{ span: copy.span, message: 'The application is copied here.' }],
					actions:
						paths.length > 1
							? []
							: [
									{
										id: 'remove-volume',
										title: 'Remove the volume',
										kind: 'quickfix',
										safety: 'review',
										why: 'The program may keep data there: then declare a volume for the folder of the data.',
										preferred: true,
										edits: () => ({ edits: [removeInstruction(doc, volume)] }),
									},
								],
				};
			}
		}
	},
};

function volumePaths(doc: DockerfileDocument, volume: Instruction): readonly { readonly path: string | undefined; readonly span: Span }[] {
	const words = volume.json?.items.map(({ value, inner }) => ({ text: value, span: inner })) ?? volume.words;
	return words.map(({ text, span }) => {
		const value = expanded(doc, volume, text);
		return { path: value?.startsWith('/') ? fromRoot(doc, volume, value) : undefined, span };
	});
}

/** The copy of a whole folder of sources, or of what another stage has built, to this path, where the program works. */
function applicationIn(doc: DockerfileDocument, path: string): Instruction | undefined {
	const last = doc.shipped?.instructions.at(-1);
	const workdir = last ? doc.scope(last)?.workdir : undefined;
	const isWithin = (inner: string | undefined) => inner !== undefined && path !== '/' && (inner === path || inner.startsWith(`${path}/`));
	return copies(doc).find(({ instruction, copy, sources, target, from }) => {
		const stage = doc.stageOf(copy);
		if (instruction !== copy || !stage || !shippedStages(doc).has(stage)) return false;
		if (!isWithin(target) || !isWithin(workdir)) return false;
		return (
			from !== undefined || sources.some(({ value }) => /^(?:\.?\/?|(?:\.\/)?(?:src|app|dist|build|package\.json|requirements\.txt)\/?)$/.test(value ?? '?'))
		);
	})?.copy;
}
