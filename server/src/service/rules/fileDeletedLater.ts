import { isSecretFile } from '../data/secretFiles.ts';
import { removedLater } from '../removed.ts';
import type { Rule } from '../types.ts';

export const fileDeletedLater: Rule = {
	id: 'file-deleted-later',
	aliases: [],
	category: 'cache',
	severity: 'info',
	title: 'File that a later layer deletes',
	why: 'A layer is never changed by a later one: the file is only hidden, and is still pulled and stored. Delete it in the RUN that made it; mount what is only needed for a step: `RUN --mount=type=bind,source=...,target=...`. See [bind mounts](https://docs.docker.com/build/building/best-practices/#add-or-copy). Silent for stages that are not shipped.',
	defaultBecause: 'Somebody wanted the image smaller, and it is not.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY a.deb /tmp/a.deb\nRUN dpkg -i /tmp/a.deb && rm /tmp/a.deb\nUSER 65532',
			good: 'FROM debian:12\nRUN --mount=type=bind,source=a.deb,target=/tmp/a.deb dpkg -i /tmp/a.deb\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { span, path, removal } of removedLater(doc)) {
			if (isSecretFile(path) || isSecretFile(doc.text.slice(span.start, span.end))) continue;
			yield {
				span,
				message: `${path} stays in this layer, although line ${doc.lines.positionAt(removal.span.start).line + 1} deletes it.`,
				related: [{ span: removal.span, message: 'Deleted here, in a later layer.' }],
			};
		}
	},
};
