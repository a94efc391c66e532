/** A program that reports its use to its makers, and the variable with which they say it stops. */
export interface Telemetry {
	readonly name: string;
	readonly variable: string;
	readonly value: string;
	/** How a command line looks that starts it; runners (`npx`, `pnpm exec`) are taken off. */
	readonly starts?: RegExp;
	/** Packages of Python that bring it. */
	readonly packages?: RegExp;
}

export const telemetries: readonly Telemetry[] = [
	{ name: 'Bun', variable: 'DO_NOT_TRACK', value: '1', starts: /^bun(?: |$)/ },
	{ name: 'Azure CLI', variable: 'AZURE_CORE_COLLECT_TELEMETRY', value: '0', starts: /^az (?!--version)/ },
	{ name: 'Wrangler', variable: 'WRANGLER_SEND_METRICS', value: 'false', starts: /^wrangler / },
	{
		name: 'Hugging Face Hub',
		variable: 'HF_HUB_DISABLE_TELEMETRY',
		value: '1',
		starts: /^(?:huggingface-cli|hf) /,
		packages: /^(?:huggingface[-_]hub|transformers|diffusers|datasets|accelerate|sentence-transformers|gradio)$/i,
	},
	{ name: 'Yarn', variable: 'YARN_ENABLE_TELEMETRY', value: '0', starts: /^yarn (?:dlx|workspaces focus|set version|plugin) / },
	{ name: 'Next.js', variable: 'NEXT_TELEMETRY_DISABLED', value: '1', starts: /^next (?:build|start|dev|export)(?: |$)/ },
	{ name: 'Nuxt', variable: 'NUXT_TELEMETRY_DISABLED', value: '1', starts: /^(?:nuxt|nuxi) (?:build|generate|dev|start|preview)(?: |$)/ },
	{ name: 'Gatsby', variable: 'GATSBY_TELEMETRY_DISABLED', value: '1', starts: /^gatsby (?:build|develop|serve)(?: |$)/ },
	{ name: 'Astro', variable: 'ASTRO_TELEMETRY_DISABLED', value: '1', starts: /^astro (?:build|dev|preview|check)(?: |$)/ },
	{ name: 'Turborepo', variable: 'TURBO_TELEMETRY_DISABLED', value: '1', starts: /^turbo (?:run|build|prune|test|lint)(?: |$)/ },
	{
		name: '.NET CLI',
		variable: 'DOTNET_CLI_TELEMETRY_OPTOUT',
		value: '1',
		starts: /^dotnet (?:add|build|clean|new|pack|publish|restore|run|test|tool|workload)(?: |$)/,
	},
	{ name: 'PowerShell', variable: 'POWERSHELL_TELEMETRY_OPTOUT', value: '1', starts: /^pwsh(?: |$)/ },
	{ name: 'vcpkg', variable: 'VCPKG_DISABLE_METRICS', value: '1', starts: /^(?:vcpkg|bootstrap-vcpkg\.sh)(?: (?!.*-disableMetrics)|$)/ },
	{ name: 'Homebrew', variable: 'HOMEBREW_NO_ANALYTICS', value: '1', starts: /^brew / },
];

/** What starts a program of a project. */
export const runner = /^(?:npx|bunx|pnpx|(?:npm|pnpm|yarn|bun) (?:exec|dlx|x|run)|pnpm|yarn)(?: -\S+)* (?=\S)/;
