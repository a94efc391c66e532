import { runsAsNonRoot } from '../baseImages.ts';
import { chain, type Stage } from '../stages.ts';
import { starts } from '../starts.ts';
import type { Rule } from '../types.ts';

const data = /^\/(?:data|srv|var\/(?:lib|log|cache|run|spool)\/[^/]+)(?:\/|$)/;

export const rootOverData: Rule = {
	id: 'root-over-data',
	aliases: ['stateful-root-runtime'],
	category: 'users',
	severity: 'off',
	title: 'Program that keeps data as root',
	why: 'The image declares a volume or works in a folder for data, and its program runs as root: a fault in it owns the data, and through a mount perhaps the host. See [USER](https://docs.docker.com/build/building/best-practices/#user). Silent where a program that steps down is started.',
	defaultBecause: 'That the image runs as root another rule says, for every image.',
	examples: [{ bad: 'FROM debian:12\nVOLUME /var/lib/app\nCMD ["id"]', good: 'FROM debian:12\nVOLUME /var/lib/app\nUSER 65532\nCMD ["id"]' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || doc.isWindows(shipped.from)) return;
		const stages = chain(shipped);
		const last = stages.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'USER').at(-1) ?? [])[0];
		const isRoot = last ? /^(?:root|0+)(?::|$)/.test(doc.userAfter(last) ?? '') : !runsAsNonRoot((stages.at(-1) as Stage).base);
		if (!isRoot || starts(doc).some(({ instruction }) => /\b(?:gosu|su-exec|suexec|setpriv)\b/.test(instruction.args.text))) return;
		const place = shipped.instructions.find(({ keyword, args }) => keyword === 'VOLUME' || (keyword === 'WORKDIR' && data.test(args.text)));
		if (place) yield { span: place.args.span, message: 'The program keeps data here, and runs as root.' };
	},
};
