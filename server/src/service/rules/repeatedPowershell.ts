import { type PowerShellRun, powerShellRuns } from '../powershell.ts';
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
			const byStarter = new Map<string, PowerShellRun[]>();
			for (const run of powerShellRuns(doc)) {
				const starter = run.starter?.toLowerCase();
				if (run.stage !== stage || starter === undefined) continue;
				const others = byStarter.get(starter);
				if (others) others.push(run);
				else byStarter.set(starter, [run]);
			}
			for (const same of byStarter.values()) {
				const [first] = same;
				if (!first || same.length < 2) continue;
				yield {
					span: first.run.args.span,
					message: `${same.length} RUNs start PowerShell: SHELL would name it once.`,
					related: same.slice(1).map(other => ({ span: other.run.args.span, message: 'The same.' })),
				};
			}
		}
	},
};
