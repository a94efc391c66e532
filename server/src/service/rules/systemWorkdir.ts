import { fromRoot } from '../copies.ts';
import { expanded } from '../images.ts';
import type { Rule } from '../types.ts';

export const systemWorkdir: Rule = {
	id: 'system-workdir',
	aliases: ['DS-0030'],
	category: 'files',
	severity: 'warning',
	title: 'WORKDIR in a folder of the kernel',
	why: '`/proc`, `/sys` and `/dev` are mounted over when a container starts: what the build puts there is gone, and a working directory in `/proc` is the way out of the container that [CVE-2024-21626](https://nvd.nist.gov/vuln/detail/CVE-2024-21626) describes. `/boot` and its like belong to a system that boots. Use a folder of your own.',
	defaultBecause: 'Nothing that stands there lasts.',
	examples: [{ bad: 'FROM debian:12\nWORKDIR /proc/self/fd/8\nUSER 65532', good: 'FROM debian:12\nWORKDIR /srv\nUSER 65532' }],
	*check({ doc }) {
		for (const instruction of doc.all('WORKDIR')) {
			if (doc.isWindows(instruction)) continue;
			const path = fromRoot(doc, instruction, expanded(doc, instruction, instruction.args.text));
			const folder = /^\/(?:proc|sys|dev|boot|initrd|lost\+found)(?=\/|$)/.exec(path ?? '')?.[0];
			if (folder) yield { span: instruction.args.span, message: `${folder} belongs to the system: what is put there is hidden or lost.` };
		}
	},
};
