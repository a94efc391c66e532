import { powerShellRuns } from '../powershell.ts';
import type { Rule } from '../types.ts';

export const powershellProgress: Rule = {
	id: 'powershell-progress',
	aliases: ['powershell/progress-preference'],
	category: 'files',
	severity: 'hint',
	title: 'Download by PowerShell with its progress bar',
	why: "`Invoke-WebRequest` draws a bar for every piece that it gets, which makes it many times slower in Windows PowerShell, and fills the log. [`$ProgressPreference = 'SilentlyContinue'`](https://learn.microsoft.com/virtualization/windowscontainers/manage-docker/optimize-windows-dockerfile) switches it off.",
	defaultBecause: 'It is about time only, and PowerShell 7 is faster.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command "Invoke-WebRequest https://example.com/a.zip -OutFile a.zip"\nUSER ContainerUser',
			good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command "$ProgressPreference = \'SilentlyContinue\'; Invoke-WebRequest https://example.com/a.zip -OutFile a.zip"\nUSER ContainerUser',
		},
	],
	*check({ doc }) {
		for (const { script, span, prelude } of powerShellRuns(doc)) {
			if (!/\b(?:Invoke-WebRequest|iwr)\b/i.test(script) || /ProgressPreference/i.test(`${prelude} ${script}`)) continue;
			yield { span, message: "The progress bar makes this slow: $ProgressPreference = 'SilentlyContinue' switches it off." };
		}
	},
};
