import { type PowerShellScript, powerShellScripts } from '../powershell.ts';
import type { Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const repeatedPowershellCall: Rule = {
	id: 'repeated-powershell-call',
	aliases: ['powershell/prefer-shell-instruction'],
	category: 'style',
	severity: 'off',
	title: 'PowerShell called by RUN after RUN',
	why: 'A [SHELL](https://docs.docker.com/reference/dockerfile/#shell) instruction says it once, and is the place for `$ErrorActionPreference` too. Flagged at the first of several calls with the same options, in each stage.',
	defaultBecause: 'Both ways do the same.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command Expand-Archive a.zip\nRUN powershell -Command Expand-Archive b.zip\nUSER ContainerUser',
			good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN Expand-Archive a.zip\nRUN Expand-Archive b.zip\nUSER ContainerUser',
		},
	],
	*check({ doc }) {
		const calls = new Map<Stage | undefined, Map<string, PowerShellScript[]>>();
		for (const script of powerShellScripts(doc)) {
			if (script.call === undefined) continue;
			const stage = doc.stageOf(script.run);
			const inStage = calls.get(stage) ?? new Map<string, PowerShellScript[]>();
			calls.set(stage, inStage);
			const key = script.call
				.replace(/^@|\.exe\b/gi, '')
				.replace(/\s+/g, ' ')
				.toLowerCase();
			inStage.set(key, [...(inStage.get(key) ?? []), script]);
		}
		for (const [first, ...others] of [...calls.values()].flatMap(inStage => [...inStage.values()])) {
			if (!first || others.length === 0) continue;
			yield {
				span: first.run.keywordSpan,
				message: `${others.length + 1} RUNs call ${first.program} with the same options: a SHELL instruction says it once.`,
				related: others.map(({ run }) => ({ span: run.keywordSpan, message: 'Another one.' })),
			};
		}
	},
};
