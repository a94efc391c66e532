import { powerShellScripts, setPreference } from '../powershell.ts';
import type { Rule } from '../types.ts';

export const powershellProgress: Rule = {
	id: 'powershell-progress',
	aliases: ['powershell/progress-preference'],
	category: 'files',
	severity: 'hint',
	title: 'Download by PowerShell that draws its progress',
	why: "Windows PowerShell draws a bar for every block that `Invoke-WebRequest` reads, which makes downloads [several times slower](https://github.com/PowerShell/PowerShell/issues/2138). `$ProgressPreference = 'SilentlyContinue'` leaves it out. See [$ProgressPreference](https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_preference_variables#progresspreference). Silent for `pwsh`, where that was repaired in version 6.",
	defaultBecause: 'It costs time only.',
	examples: [
		{
			bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command Invoke-WebRequest https://example.com/a.zip -OutFile a.zip\nUSER ContainerUser',
			good: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest https://example.com/a.zip -OutFile a.zip\nUSER ContainerUser",
		},
	],
	*check({ doc }) {
		for (const script of powerShellScripts(doc)) {
			const { text, prelude, program } = script;
			const call = /(?<=^|[\s;{(|])(?:Invoke-WebRequest|iwr)(?=\s)/i.exec(text.text);
			if (!call || program === 'pwsh' || /ProgressPreference\s*=/i.test(prelude) || /ProgressPreference\s*=/i.test(text.text.slice(0, call.index))) continue;
			const edit = setPreference(doc, script, 'ProgressPreference', 'SilentlyContinue');
			yield {
				span: text.span(call.index, call.index + call[0].length),
				message: "The progress bar slows this down: set $ProgressPreference = 'SilentlyContinue'.",
				actions: edit
					? [
							{
								id: 'no-progress',
								title: "Set $ProgressPreference = 'SilentlyContinue'",
								kind: 'quickfix',
								safety: 'review',
								why: 'The log no longer shows how far a download is.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
