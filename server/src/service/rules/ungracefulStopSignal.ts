import { replace } from '../edit.ts';
import { expanded } from '../images.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const ungracefulStopSignal: Rule = {
	id: 'ungraceful-stop-signal',
	aliases: ['no-ungraceful-stopsignal'],
	category: 'files',
	severity: 'warning',
	title: 'STOPSIGNAL that no program can react to',
	why: 'A program cannot catch SIGKILL or SIGSTOP ([signal(7)](https://man7.org/linux/man-pages/man7/signal.7.html)): it writes nothing back, closes nothing, or just stands still until the engine kills it. Docker sends SIGKILL by itself if the [stop signal](https://docs.docker.com/reference/dockerfile/#stopsignal) had no effect for ten seconds.',
	defaultBecause: 'Every stop is a crash.',
	examples: [{ bad: 'FROM debian:12\nSTOPSIGNAL SIGKILL\nUSER 65532', good: 'FROM debian:12\nSTOPSIGNAL SIGTERM\nUSER 65532' }],
	*check({ doc }) {
		const shipped = doc.shipped ? chain(doc.shipped) : [];
		for (const instruction of shipped.toReversed().flatMap(({ instructions }) => instructions)) {
			if (instruction.keyword !== 'STOPSIGNAL') continue;
			const { span, text } = instruction.args;
			const signal = expanded(doc, instruction, text);
			if (signal === undefined || !/^(?:(?:SIG)?(?:KILL|STOP)|9|19)$/i.test(signal)) continue;
			yield {
				span,
				message: `No program can react to ${signal}: it ends without finishing anything.`,
				actions: text.includes('$')
					? []
					: [
							{
								id: 'use-sigterm',
								title: 'Use SIGTERM',
								kind: 'quickfix',
								safety: 'review',
								why: 'A program that ignores SIGTERM is killed ten seconds later.',
								preferred: true,
								edits: () => ({ edits: [replace(span, 'SIGTERM')] }),
							},
						],
			};
		}
	},
};
