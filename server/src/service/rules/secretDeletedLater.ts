import { isSecretFile } from '../data/secretFiles.ts';
import { removedLater } from '../removed.ts';
import type { Rule } from '../types.ts';

export const secretDeletedLater: Rule = {
	id: 'secret-deleted-later',
	aliases: [],
	category: 'secrets',
	severity: 'warning',
	title: 'Secret that a later step deletes',
	why: 'A layer is never changed by a later one: the file is only hidden, and everyone who has the image can read it. Give the step the secret with `RUN --mount=type=secret`, and replace the one that has been given away. See [build secrets](https://docs.docker.com/build/building/secrets/).',
	defaultBecause: 'The secret is in the image, although somebody took care that it is not.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY id_rsa /root/.ssh/id_rsa\nRUN make && rm /root/.ssh/id_rsa\nUSER 65532',
			good: 'FROM debian:12\nRUN --mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa make\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { span, path, removal, run, by } of removedLater(doc)) {
			if (by !== 'copy' || (!isSecretFile(path) && !isSecretFile(doc.text.slice(span.start, span.end)))) continue;
			yield {
				span,
				message: `The file stays readable in this layer although line ${doc.lines.positionAt(removal.span.start).line + 1} deletes ${path}.`,
				related: [{ span: removal.span, message: run.keyword === 'RUN' ? 'Deleted here, in a later layer.' : 'Deleted here.' }],
			};
		}
	},
};
