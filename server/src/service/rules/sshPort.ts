import { remove } from '../edit.ts';
import { exposedPorts } from '../exposed.ts';
import { removeInstruction } from '../removeInstruction.ts';
import type { Rule } from '../types.ts';

export const sshPort: Rule = {
	id: 'ssh-port',
	aliases: ['DS-0004', 'CKV_DOCKER_1'],
	category: 'users',
	severity: 'warning',
	title: 'SSH port exposed',
	why: 'Port 22 says that people log in to the container. What they change there is gone with it, and the server is one more way in: use `docker exec`, logs and a new image. See CIS Docker Benchmark 5.7 and [docker exec](https://docs.docker.com/reference/cli/docker/container/exec/).',
	defaultBecause: 'An image that is replaced, not repaired, needs no SSH server; those that are one (git servers, bastions) can say so.',
	examples: [{ bad: 'FROM debian:12\nEXPOSE 22 80\nUSER 65532', good: 'FROM debian:12\nEXPOSE 80\nUSER 65532' }],
	*check({ doc }) {
		for (const { spec, word, literal } of exposedPorts(doc)) {
			const [first = '', last = first] = spec.port.text.split('-');
			if (!/^\d+$/.test(first) || Number(first) > 22 || Number(last) < 22 || /^(?:udp|sctp)$/i.test(spec.protocol.text)) continue;
			const instruction = doc.instructionAt(word.span.start);
			const words = instruction?.words ?? [];
			const index = words.findIndex(({ span }) => span.start === word.span.start);
			const only = words.length === 1;
			const before = words[index - 1];
			const next = words[index + 1];
			const cut = next ? { start: word.span.start, end: next.span.start } : { start: before?.span.end ?? word.span.start, end: word.span.end };
			const offered = literal && first === '22' && last === '22' && instruction?.keyword === 'EXPOSE' && !doc.text.slice(cut.start, cut.end).includes('#');
			yield {
				span: word.span,
				message: 'Port 22 is exposed: nobody should log in to a container by SSH.',
				actions: offered
					? [
							{
								id: 'remove-port',
								title: 'Do not expose port 22',
								kind: 'quickfix',
								safety: 'review',
								why: 'Something may be started on that port; take it out too.',
								preferred: true,
								edits: () => ({ edits: [only ? removeInstruction(doc, instruction) : remove(cut)] }),
							},
						]
					: [],
			};
		}
	},
};
