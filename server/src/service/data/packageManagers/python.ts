import { isPath, isUrl, options, type PackageManager, type PackageSpec, type Pin, versioned, whole } from './manager.ts';

/** name, extras, and the rest: `uvicorn[standard]`, `>=1,<2`, `@ url`, `; marker`. */
const requirement = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*/;

/** A [requirement](https://packaging.python.org/en/latest/specifications/dependency-specifiers/), path or URL. */
export function readRequirement(operand: string): PackageSpec | undefined {
	if (isUrl(operand)) return whole('url', operand, urlPin(operand));
	if (/\.(?:whl|zip|tar\.(?:gz|bz2|xz)|tgz)$/.test(operand)) return whole('file', operand);
	// an extra may follow a path: .[dev]
	if (isPath(operand.replace(/\[[^\]]*\]$/, '')) || operand.startsWith('file:') || /^[\w.-]+\//.test(operand)) return whole('folder', operand);
	const [head = '', name = ''] = requirement.exec(operand) ?? [];
	if (name === '') return undefined;
	const rest = operand.slice(head.length);
	const end = head.length + (/^[^;]*/.exec(rest)?.[0].trimEnd().length ?? 0);
	const specifiers = operand.slice(head.length, end);
	if (specifiers === '') return { ...whole('package', operand, 'none'), name: { start: 0, end: name.length } };
	const url = /^@\s*/.exec(specifiers)?.[0];
	const operator = url ?? /^\(?\s*(?:===?|[<>!~]=|[<>])\s*/.exec(specifiers)?.[0];
	if (operator === undefined) return undefined;
	const version = { start: head.length + operator.length, end };
	const pin = url === undefined ? specifierPin(specifiers) : urlPin(operand.slice(version.start, end));
	return { kind: url === undefined ? 'package' : 'url', name: { start: 0, end: name.length }, version, pin };
}

function specifierPin(specifiers: string): Pin {
	const equal = specifiers.split(',').find(specifier => /^\s*===?[^=]/.test(specifier));
	if (equal === undefined) return 'range';
	return equal.includes('*') ? 'partial' : 'exact';
}

/** A repository without a revision gives what it has on the day. */
function urlPin(url: string): Pin {
	if (!/^(?:git|hg|svn|bzr)\+/.test(url)) return 'elsewhere';
	const revision = /[^/]@([^@#/]+)(?:#.*)?$/.exec(url)?.[1];
	if (revision === undefined) return 'none';
	return /^[0-9a-f]{40}$/.test(revision) ? 'exact' : 'partial';
}

/** `ruff@0.6.2`, `ruff@latest`: how uv and pipx run and install tools. */
export function readTool(operand: string): PackageSpec | undefined {
	const [, name, version] = /^([A-Za-z0-9][\w.-]*)@([^/:]+)$/.exec(operand) ?? [];
	if (name === undefined || version === undefined) return readRequirement(operand);
	return versioned(operand, name.length, name.length + 1, version === 'latest' ? 'tag' : 'exact');
}

/** [pip install](https://pip.pypa.io/en/stable/cli/pip_install/). */
export const pip: PackageManager = {
	id: 'pip',
	programs: ['pip', 'pip2', 'pip3'],
	aliases: ['DL3013', 'DF051'],
	install: { install: { read: readRequirement } },
	valued: options(
		'-r --requirement -c --constraint --build-constraint -e --editable -t --target --prefix --root --src --source --source-dir -b --build',
		'-i --index-url --pypi-url --extra-index-url -f --find-links --platform --python-version --implementation --abi --upgrade-strategy --group',
		'-C --config-settings --config-setting --global-option --build-option --install-option --no-binary --only-binary --progress-bar',
		'--root-user-action --report --python --log --log-file --keyring-provider --proxy --retries --timeout --default-timeout --exists-action',
		'--trusted-host --cert --client-cert --cache-dir --use-feature --use-deprecated --resume-retries --uploaded-prior-to',
	),
	files: { requirements: ['-r', '--requirement'], constraints: ['-c', '--constraint'] },
	packageOptions: ['-e', '--editable'],
	elsewhere: ['--no-index', '-c', '--constraint'],
};

/** [pipx](https://pipx.pypa.io/stable/docs/). */
export const pipx: PackageManager = {
	id: 'pipx',
	programs: ['pipx'],
	aliases: [],
	install: { install: { read: readTool }, inject: { read: readTool, skips: 1 }, run: { read: readTool, runs: true } },
	valued: options('--pip-args --python --index-url -i --suffix --spec --preinstall --backend --fetch-python --default-python --lock -r --requirement'),
	files: { requirements: ['-r', '--requirement'] },
	packageOptions: ['--preinstall', '--spec'],
};

/** [uv](https://docs.astral.sh/uv/reference/cli/). */
export const uv: PackageManager = {
	id: 'uv',
	programs: ['uv'],
	aliases: [],
	install: {
		'pip install': { read: readRequirement },
		'tool install': { read: readTool },
		'tool run': { read: readTool, runs: true },
		add: { read: readRequirement },
	},
	project: ['sync', 'pip sync'],
	nested: ['pip', 'tool'],
	valued: options(
		'-r --requirement --requirements -c --constraint --constraints --override --overrides --exclude --excludes -b --build-constraint',
		'--build-constraints -e --editable --extra --no-extra --group --only-group --no-group --index --default-index -i --index-url',
		'--extra-index-url -f --find-links --index-strategy --keyring-provider -P --upgrade-package --upgrade-group --reinstall-package',
		'--resolution --prerelease --fork-strategy --exclude-newer --exclude-newer-package -C --config-setting --config-settings',
		'--config-settings-package --no-build-isolation-package --link-mode -p --python --prefix -t --target --python-version --python-platform',
		'--torch-backend --no-binary --only-binary --no-build-package --no-binary-package --refresh-package --cache-dir --color --directory',
		'--project --config-file --allow-insecure-host --trusted-host --from -w --with --with-requirements --with-editable',
		'--with-executables-from --env-file --package --script --optional --tag --branch --rev --marker -m --bounds --no-install-package',
		'--python-preference --no-sources-package --no-editable-package',
	),
	files: {
		requirements: ['-r', '--requirement', '--requirements', '--with-requirements'],
		constraints: ['-c', '--constraint', '--constraints'],
	},
	packageOptions: ['-e', '--editable', '-w', '--with', '--with-editable', '--with-executables-from'],
	elsewhere: ['--no-index', '-c', '--constraint', '--constraints', '--exclude-newer'],
};
