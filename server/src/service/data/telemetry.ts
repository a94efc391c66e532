/** Programs that tell their makers how they are used, and the variable by which each lets itself be asked not to. Sources: their documentation. */
export const telemetry: readonly { readonly program: RegExp; readonly name: string; readonly value: string }[] = [
	{ program: /^bunx?$/, name: 'DO_NOT_TRACK', value: '1' },
	{ program: /^az$/, name: 'AZURE_CORE_COLLECT_TELEMETRY', value: '0' },
	{ program: /^wrangler$/, name: 'WRANGLER_SEND_METRICS', value: 'false' },
	{ program: /^next$/, name: 'NEXT_TELEMETRY_DISABLED', value: '1' },
	{ program: /^nuxi?t?$/, name: 'NUXT_TELEMETRY_DISABLED', value: '1' },
	{ program: /^gatsby$/, name: 'GATSBY_TELEMETRY_DISABLED', value: '1' },
	{ program: /^astro$/, name: 'ASTRO_TELEMETRY_DISABLED', value: '1' },
	{ program: /^turbo$/, name: 'TURBO_TELEMETRY_DISABLED', value: '1' },
	{ program: /^dotnet$/, name: 'DOTNET_CLI_TELEMETRY_OPTOUT', value: '1' },
	{ program: /^(?:pwsh|powershell)$/, name: 'POWERSHELL_TELEMETRY_OPTOUT', value: '1' },
	{ program: /^vcpkg$/, name: 'VCPKG_DISABLE_METRICS', value: '1' },
	{ program: /^brew$/, name: 'HOMEBREW_NO_ANALYTICS', value: '1' },
];
