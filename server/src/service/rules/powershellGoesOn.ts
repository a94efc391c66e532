import { powerShellRuns, statementCount, withoutQuotes } from '../powershell.ts';
import type { Rule } from '../types.ts';

export const powershellGoesOn: Rule = {
	id: 'powershell-goes-on',
	aliases: ['powershell/error-action-preference'],
	category: 'files',
	severity: 'info',
	title: 'PowerShell that goes on after an error',
	why: 'PowerShell goes on after most errors, so a later statement decides whether the step succeeds: a download fails, and an empty folder is installed. [`$ErrorActionPreference = \'Stop\'`](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_preference_variables#erroractionpreference) ends the script; `$PSNativeCommandUseErrorActionPreference = $true` does the same for programs, since PowerShell 7.4. Set it once, in SHELL: `SHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]`.',
	defaultBecause: 'It hides failures, but scripts that check for themselves exist.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/powershell:7.5-debian-12\nSHELL ["pwsh", "-Command"]\nRUN Install-Module PSReadLine -Force; Write-Host done\nUSER 65532',
			good: 'FROM mcr.microsoft.com/powershell:7.5-debian-12\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN Install-Module PSReadLine -Force; Write-Host done\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { script, span, prelude } of powerShellRuns(doc)) {
			if (statementCount(withoutQuotes(script)) < 2) continue;
			// what is said anywhere in the script counts: it may be put into a function or a try
			if (/ErrorActionPreference|-ErrorAction\s+['"]?Stop|\bthrow\b|LASTEXITCODE/i.test(`${prelude} ${script}`)) continue;
			yield { span, message: "A statement that fails does not end this: set $ErrorActionPreference = 'Stop' in SHELL." };
		}
	},
};
