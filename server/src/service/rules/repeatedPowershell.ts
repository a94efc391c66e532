import { powerShellRuns } from '../powershell.ts';
import type { Rule } from '../types.ts';

export const repeatedPowershell: Rule = {
	id: 'repeated-powershell',
	aliases: ['powershell/prefer-shell-instruction'],
	category: 'style',
	severity: 'off',
	title: 'PowerShell started in several RUNs',
	why: 'With [SHELL](https://docs.docker.com/reference/dockerfile/#shell), PowerShell and what it shall do about errors is named once, and the lines hold what they do.',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command Write-Host a\nRUN powershell -Command Write-Host b\nUSER ContainerUser',
			good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN Write-Host a\nRUN Write-Host b\nUSER ContainerUser',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const started = powerShellRuns(doc).filter(run => run.stage === stage && run.starter !== undefined);
			for (const { starter, run } of started) {
				const same = started.filter(other => other.starter?.toLowerCase() === starter?.toLowerCase());
				if (same.length < 2 || same[0]?.run !== run) continue;
				yield {
					span: run.args.span,
					message: `${same.length} RUNs start PowerShell: SHELL would name it once.`,
					related: same.slice(1).map(other => ({ span: other.run.args.span, message: 'The same.' })),
				};
			}
		}
	},
};
