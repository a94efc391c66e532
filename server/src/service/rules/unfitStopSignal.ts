import { rootImage } from '../baseImages.ts';
import { distributions, type StopSignal, stopSignals } from '../data/stopSignals.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert, replace } from '../edit.ts';
import { expanded } from '../images.ts';
import { chain, type Stage } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const unfitStopSignal: Rule = {
	id: 'unfit-stop-signal',
	aliases: stopSignals.flatMap(({ alias }) => alias ?? []),
	category: 'files',
	severity: 'info',
	title: 'Program that wants another stop signal',
	why: 'Engines send SIGTERM unless [STOPSIGNAL](https://docs.docker.com/reference/dockerfile/#stopsignal) says otherwise. To [nginx](https://nginx.org/en/docs/control.html) it means "stop at once", SIGQUIT "finish what you serve"; for [php-fpm](https://man.archlinux.org/man/php-fpm.8) it is the same, for [httpd](https://httpd.apache.org/docs/2.4/stopping.html) SIGWINCH; [systemd](https://www.freedesktop.org/software/systemd/man/latest/systemd.html#Signals) shuts down on SIGRTMIN+3. Their own images say so. Flagged where the signal is written, and where the base is a bare distribution.',
	defaultBecause: 'Requests are lost at every deployment.',
	examples: [
		{
			bad: 'FROM debian:12\nUSER 65532\nCMD ["nginx", "-g", "daemon off;"]',
			good: 'FROM debian:12\nUSER 65532\nSTOPSIGNAL SIGQUIT\nCMD ["nginx", "-g", "daemon off;"]',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		const all = shipped && chain(shipped).flatMap(({ instructions }) => instructions.toReversed());
		const command = all && (all.find(({ keyword }) => keyword === 'ENTRYPOINT') ?? all.find(({ keyword }) => keyword === 'CMD'));
		const started = command?.json ? doc.commands(command)[0] : undefined;
		const wanted = started && stopSignals.find(({ programs }) => programs.test(started.name ?? '') || programs.test(started.program ?? ''));
		if (!all || !command || !started || !wanted || wanted.notOn?.test(rootImage(shipped)?.path ?? '')) return;
		const program = started.name;
		const written = all.find(({ keyword }) => keyword === 'STOPSIGNAL');
		const aliases = wanted.alias ? [wanted.alias] : [];
		if (written) {
			const signal = expanded(doc, written, written.args.text)?.toUpperCase().replace(/^SIG/, '');
			if (!signal || !/^(?:TERM|INT|15|2)$/.test(signal)) return;
			const message = `${program} wants ${wanted.signal}: on SIG${signal.replace('15', 'TERM').replace(/^2$/, 'INT')} ${wanted.otherwise}.`;
			yield { span: written.args.span, message, aliases, actions: written.args.text.includes('$') ? [] : [use(wanted, written)] };
		} else if (isBare(shipped)) {
			const message = `${program} wants STOPSIGNAL ${wanted.signal}: on SIGTERM ${wanted.otherwise}.`;
			yield { span: command.args.span, message, aliases, actions: [add(doc, wanted, command)] };
		}
	},
};

function isBare(stage: Stage): boolean {
	const { scratch, image } = (chain(stage).at(-1) as Stage).base;
	return scratch || (image?.domain === 'docker.io' && distributions.has(image.path));
}

const why = 'Whoever stops the container waits until the program is done, ten seconds at most unless told otherwise.';

function use({ signal }: StopSignal, { args }: Instruction): Action {
	return {
		id: 'use-stop-signal',
		title: `Use ${signal}`,
		kind: 'quickfix',
		safety: 'review',
		why,
		preferred: true,
		edits: () => ({ edits: [replace(args.span, signal)] }),
	};
}

function add(doc: DockerfileDocument, { signal }: StopSignal, command: Instruction): Action {
	return {
		id: 'add-stop-signal',
		title: `Add STOPSIGNAL ${signal}`,
		kind: 'quickfix',
		safety: 'review',
		why,
		preferred: true,
		edits: () => {
			const top = command.comments[0]?.line ?? command.line;
			return { edits: [insert(doc.lines.startOf(top), `STOPSIGNAL ${signal}${lineEndOf(doc)}`)] };
		},
	};
}
