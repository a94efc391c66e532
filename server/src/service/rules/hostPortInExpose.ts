import { remove } from '../edit.ts';
import { exposedPorts } from '../exposed.ts';
import { problemOfPort } from '../ports.ts';
import type { Rule } from '../types.ts';

export const hostPortInExpose: Rule = {
	id: 'host-port-in-expose',
	aliases: ['ExposeInvalidFormat'],
	category: 'syntax',
	severity: 'warning',
	title: 'EXPOSE with a port or an address of the host',
	why: 'An image cannot choose ports of the host: only `docker run --publish` can. BuildKit reads over what stands before the last colon, warns, and plans to refuse it. See [ExposeInvalidFormat](https://docs.docker.com/reference/build-checks/expose-invalid-format/).',
	defaultBecause: 'It looks as if it did something, and BuildKit warns.',
	examples: [{ bad: 'FROM debian:12\nEXPOSE 8080:80\nUSER 65532', good: 'FROM debian:12\nEXPOSE 80\nUSER 65532' }],
	*check({ doc }) {
		for (const { text, spec, word, place, literal } of exposedPorts(doc)) {
			if (spec.ip.text === '' && spec.hostPort.text === '') continue;
			const ignored = place(0, spec.port.at);
			yield {
				span: literal ? ignored : word.span,
				message: `EXPOSE ${text} exposes ${spec.port.text} only: the image has no say in ports of the host.`,
				actions:
					literal && !problemOfPort(spec)
						? [
								{
									id: 'keep-container-port',
									title: `Keep ${text.slice(spec.port.at)}`,
									kind: 'quickfix',
									safety: 'safe',
									preferred: true,
									edits: () => ({ edits: [remove(ignored)] }),
								},
							]
						: [],
			};
		}
	},
};
