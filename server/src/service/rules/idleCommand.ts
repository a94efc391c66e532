import { shippedStages } from '../caches.ts';
import { isForDevelopment, starts } from '../starts.ts';
import type { Rule } from '../types.ts';

const sleeps = /^(?:sleep (?:infinity|inf|\d{7,}|\d+d)|tail (?:-\S+ )*-[fF]n?\S*(?: \d+)? \/dev\/null)$/;

export const idleCommand: Rule = {
	id: 'idle-command',
	aliases: [],
	category: 'files',
	severity: 'info',
	title: 'Container that does nothing',
	why: 'A container that only waits is there for somebody to come in and work in it by hand: what they change is in no image and in no file. Let the container run its program; keep the tool image apart, and run it with a command. See [ephemeral containers](https://docs.docker.com/build/building/best-practices/#create-ephemeral-containers). A shell is only a hint, and only if the image exposes a port. Silent if the name of the file or of the last stage says that it is for development.',
	defaultBecause: 'What the image is for cannot be seen from it, and nobody notices when it does not work.',
	examples: [
		{
			bad: 'FROM debian:12\nUSER 65532\nCMD ["sleep", "infinity"]',
			good: 'FROM debian:12\nUSER 65532\nCMD ["/usr/local/bin/server"]',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		const all = starts(doc);
		for (const { command, line, instruction } of all) {
			// others run too, or an entry point takes it for an argument
			if (all.length > 1 || command.redirects.length > 0) continue;
			if (sleeps.test(line)) yield { span: command.span, message: `The container only waits: ${line} does nothing.` };
			else if (/^(?:ba|da|a|z)?sh$/.test(line) && instruction.keyword === 'CMD') {
				const exposes = [...shippedStages(doc)].some(stage => stage.instructions.some(({ keyword }) => keyword === 'EXPOSE'));
				if (exposes) yield { span: command.span, message: `The image exposes a port, but starts nothing except ${line}.`, severity: 'hint' };
			}
		}
	},
};
