import { downloads } from '../downloads.ts';
import type { Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

const aliases = { curl: 'prefer-curl-config', wget: 'prefer-wget-config' } as const;
const configured = { curl: /\bCURL_HOME\b|\.curlrc\b/, wget: /\bWGETRC\b|wgetrc\b/ } as const;

export const downloadWithoutRetry: Rule = {
	id: 'download-without-retry',
	aliases: Object.values(aliases),
	category: 'files',
	severity: 'off',
	title: 'Download that gives up at once',
	why: 'A short failure of the network or the server ends the build. [`curl --retry 5 --retry-connrefused`](https://curl.se/docs/manpage.html#--retry) or a `.curlrc` with it tries again; wget tries twenty times, but not after a refused connection (`--retry-connrefused`). Told once for each stage and program.',
	defaultBecause: 'A build that fails can be started again.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSLo /a https://example.com/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl --retry 5 --retry-connrefused -fsSLo /a https://example.com/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		const told = new Map<Stage, Set<string>>();
		for (const { tool, command, given, run } of downloads(doc)) {
			const stage = doc.stageOf(run);
			if (!stage || configured[tool].test(doc.text) || given.options.some(({ name }) => /^--(?:retry|tries)|^-t$/.test(name))) continue;
			const known = told.get(stage) ?? new Set();
			told.set(stage, known);
			if (known.has(tool)) continue;
			known.add(tool);
			yield { span: command.span, message: `${tool} gives up at the first failure.`, aliases: [aliases[tool]] };
		}
	},
};
