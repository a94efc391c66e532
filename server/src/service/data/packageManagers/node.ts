import { type InstallForm, isPath, isUrl, options, type PackageManager, type PackageSpec, whole } from './manager.ts';
import { semverPin } from './semver.ts';

/** A [package spec](https://docs.npmjs.com/cli/commands/npm-install): name, tag, version or range, alias, folder, tarball, repository. */
const read = (operand: string): PackageSpec | undefined => {
	// the value of a switch
	if (operand === 'true' || operand === 'false') return undefined;
	if (isUrl(operand) || /^(?:git@|(?:git|github|gitlab|bitbucket|gist|patch):)/.test(operand)) return whole('url', operand);
	if (isPath(operand) || /^(?:file|link|portal|workspace):/.test(operand)) return whole(/\.t(?:ar\.)?gz$/.test(operand) ? 'file' : 'folder', operand);
	if (/\.t(?:ar\.)?gz$/.test(operand)) return whole('file', operand);
	// owner/repository
	if (/^[^@/]+\//.test(operand)) return whole('url', operand);
	const at = operand.indexOf('@', 1);
	if (at === -1) return whole('package', operand, 'none');
	const version = operand.slice(at + 1);
	const spec: PackageSpec = { kind: 'package', name: { start: 0, end: at }, version: { start: at + 1, end: operand.length }, pin: 'none' };
	if (version.startsWith('npm:')) {
		const other = read(version.slice(4));
		const shift = at + 5;
		return other && { ...spec, version: other.version && { start: other.version.start + shift, end: other.version.end + shift }, pin: other.pin };
	}
	if (isUrl(version) || /^(?:git@|(?:git|github|gitlab|bitbucket|file|link|workspace|patch|portal|catalog):)/.test(version)) {
		return { ...spec, kind: 'url', pin: 'elsewhere' };
	}
	return { ...spec, pin: semverPin(version) };
};

const packages: InstallForm = { read };
const packagesOrProject: InstallForm = { read, readsProject: true };

function forms(names: string, form: InstallForm): Readonly<Record<string, InstallForm>> {
	return Object.fromEntries(names.split(' ').map(name => [name, form]));
}

/** [npm](https://docs.npmjs.com/cli/using-npm/config): everything that is no switch takes a value. */
export const npm: PackageManager = {
	id: 'npm',
	programs: ['npm'],
	aliases: ['DL3016'],
	install: { ...forms('install add i in ins inst insta instal isnt isnta isntal isntall', packagesOrProject) },
	project: ['ci', 'clean-install', 'ic', 'install-clean', 'isntall-clean', 'cit', 'install-ci-test', 'clean-install-test', 'it', 'install-test'],
	valued: options(
		'--access --also --allow-git --arch --audit-level --auth-type --before --ca --cache --cache-max --cache-min --cafile -c --call --cert --cidr',
		'--cpu --depth --editor --expect-result-count --fetch-retries --fetch-retry-factor --fetch-retry-maxtimeout',
		'--fetch-retry-mintimeout --fetch-timeout --git --globalconfig --heading --https-proxy --http-proxy --include --init-author-email',
		'--init-author-name --init-author-url --init-license --init-module --init-type --init-version --install-strategy --key --libc',
		'--local-address -L --location --lockfile-version --loglevel --logs-dir --logs-max --maxsockets -m --message --min-release-age',
		'--network-timeout --node-options --node-gyp --noproxy --omit --only --os --otp --pack-destination --package -C --prefix --preid',
		'--provenance-file --proxy --python --registry --replace-registry-host --scope --script-shell --shell --tag --tag-version-prefix',
		'--target --target_arch --target_platform --tmp --umask --user --user-agent --userconfig -w --workspace',
	),
};

/** [yarn](https://classic.yarnpkg.com/en/docs/cli/), the classic one and Berry. */
export const yarn: PackageManager = {
	id: 'yarn',
	programs: ['yarn', 'yarnpkg'],
	aliases: [],
	install: { add: packages, 'global add': packages },
	project: ['', 'install'],
	nested: ['global'],
	valued: options(
		'--cwd --modules-folder --cache-folder --registry --network-timeout --network-concurrency --mutex --preferred-cache-folder --proxy',
		'--https-proxy --prefix --global-folder --link-folder --otp --mode --use-yarnrc --emoji --audit-level --groups --tag --install.prefix',
	),
};

/** [pnpm](https://pnpm.io/cli/add). */
export const pnpm: PackageManager = {
	id: 'pnpm',
	programs: ['pnpm'],
	aliases: [],
	install: { add: packages, install: packagesOrProject, i: packagesOrProject },
	project: ['ci', 'fetch'],
	valued: options(
		'-C --dir -F --filter --filter-prod --store-dir --virtual-store-dir --registry --reporter --loglevel --network-concurrency',
		'--child-concurrency --fetch-retries --fetch-retry-factor --fetch-retry-maxtimeout --fetch-retry-mintimeout --fetch-timeout --lockfile-dir',
		'--modules-dir --package-import-method --public-hoist-pattern --hoist-pattern --test-pattern --changed-files-ignore-pattern --cpu --os',
		'--libc --global-dir --global-bin-dir --node-linker --save-catalog-name --allow-build --workspace-concurrency --script-shell --tag',
		'--resolution-mode --save-prefix --cache-dir --state-dir --use-node-version --node-version --trust-lockfile --minimum-release-age',
	),
};

/** [bun](https://bun.sh/docs/cli/install). */
export const bun: PackageManager = {
	id: 'bun',
	programs: ['bun'],
	aliases: [],
	install: { add: packages, a: packages, install: packagesOrProject, i: packagesOrProject },
	project: ['ci'],
	valued: options(
		'-c --config --cwd --registry --cache-dir --backend --network-concurrency --concurrent-scripts --omit --filter --ca --cafile --linker --cpu --os --minimum-release-age',
	),
};
