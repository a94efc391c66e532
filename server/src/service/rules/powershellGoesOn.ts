import { powerShellScripts, setPreference, statementsOf } from '../powershell.ts';
import type { Rule } from '../types.ts';

/** Ways to stop, or to look at what happened. */
const stops = /ErrorActionPreference\s*=|-(?:ErrorAction|EA)\b|\$LASTEXITCODE|\btrap\b|\bthrow\b|\bexit\b/i;

export const powershellGoesOn: Rule = {
	id: 'powershell-goes-on',
	aliases: ['powershell/error-action-preference'],
	category: 'files',
	severity: 'warning',
	title: 'PowerShell that goes on after an error',
	why: "PowerShell reports most errors of its commands and goes on; only the last one decides whether the step fails. A download that failed is then unpacked, and what is built is broken. `$ErrorActionPreference = 'Stop'` makes errors stop the script, and for programs, since 7.3, `$PSNativeCommandUseErrorActionPreference = $true`. See [preference variables](https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_preference_variables#erroractionpreference). Silent for a single statement, and where the script looks after errors itself.",
	defaultBecause: 'A step that failed counts as done.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/powershell:7.4-ubuntu-22.04\nSHELL ["pwsh", "-Command"]\nRUN Install-Module PSReadLine -Force; Write-Host done\nUSER 65532',
			good: 'FROM mcr.microsoft.com/powershell:7.4-ubuntu-22.04\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN Install-Module PSReadLine -Force; Write-Host done\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const script of powerShellScripts(doc)) {
			const { text, prelude } = script;
			if (stops.test(prelude) || stops.test(text.text)) continue;
			const [first, ...others] = statementsOf(text.text);
			if (!first || others.length === 0) continue;
			const edit = setPreference(doc, script, 'ErrorActionPreference', 'Stop');
			yield {
				span: text.span(first.start, first.end),
				message: "If this fails, the step goes on: set $ErrorActionPreference = 'Stop'.",
				actions: edit
					? [
							{
								id: 'stop-at-errors',
								title: "Set $ErrorActionPreference = 'Stop'",
								kind: 'quickfix',
								safety: 'review',
								why: 'What fails unseen today fails the build then.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
