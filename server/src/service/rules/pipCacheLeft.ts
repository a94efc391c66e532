import { hasMountOver, isCleanedBehind, isSwitchedOn, shippedInstallations } from '../caches.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

const caches = /\.cache(?:\/(?:pip(?:\/.*)?|\*)?)?$|\/pip-?cache|^\/root\/?$/;

export const pipCacheLeft: Rule = {
	id: 'pip-cache-left',
	aliases: ['DL3042', 'DF030', 'pipUseNoCacheDir'],
	category: 'cache',
	severity: 'info',
	title: 'Cache of pip left in the layer',
	why: 'pip keeps what it downloads and builds for the next time, which never comes in an image. `--no-cache-dir` leaves it out; a cache mount keeps it outside. See [pip](https://pip.pypa.io/en/stable/topics/caching/#disabling-caching). Silent with `PIP_NO_CACHE_DIR`, with a cache mount, and in stages that are not shipped.',
	defaultBecause: 'It costs size, and makes layers differ.',
	examples: [
		{
			bad: 'FROM python:3.13-slim\nRUN pip install flask==3.1.0\nUSER 65532',
			good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of shippedInstallations(doc, 'pip')) {
			const { run, script, command } = found;
			if (command.words.some(({ unquoted }) => /^--(?:no-cache-dir|no-cache|cache-dir)(?:=|$)/.test(unquoted)) || isSwitchedOn(doc, found, 'PIP_NO_CACHE_DIR'))
				continue;
			// $PIP_OPTIONS
			if (command.words.some(({ value, unquoted }) => value === undefined && /^\$\{?\w*(?:OPT|ARG|FLAG|CACHE)\w*\}?$/i.test(unquoted))) continue;
			if (hasMountOver(run, caches) || isCleanedBehind(doc, found, caches, /^(?:pip[\d.]*|python[\d.]* -m pip) cache purge/)) continue;
			if (
				doc
					.all('RUN')
					.some(other => doc.commands(other).some(({ words }) => words.some(({ unquoted }) => /^global\.(?:no-cache-dir|cache-dir)$/.test(unquoted))))
			)
				continue;
			const install = command.words.find(({ value }) => value === 'install');
			const edit = insertBehind(script, install, '--no-cache-dir');
			yield {
				span: { start: command.span.start, end: install?.span.end ?? command.span.end },
				message: 'pip leaves what it downloads in the image: give it --no-cache-dir.',
				actions: edit
					? [{ id: 'insert-no-cache-dir', title: 'Insert --no-cache-dir', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }]
					: [],
			};
		}
	},
};
