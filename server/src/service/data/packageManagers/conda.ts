import { isPath, isUrl, options, type PackageManager, type PackageSpec, versioned, whole } from './manager.ts';

/** `channel::name`, then `=1.2` (first places), `==1.2`, `=1.2=build`, `>=1.2`, or a version behind a blank. */
const read = (operand: string): PackageSpec | undefined => {
	if (isUrl(operand)) return whole('url', operand);
	if (isPath(operand) || /\.(?:conda|tar\.bz2)$/.test(operand)) return whole('file', operand);
	const [head = '', channel = '', name = '', operator] = /^((?:[^\s=<>!~[]*::)?)([\w.-]+)\s*(==?|[<>!~]=|[<>]|(?<=\s)(?=[\d*]))?\s*/.exec(operand) ?? [];
	if (name === '') return undefined;
	const start = channel.length;
	const nameSpan = { start, end: start + name.length };
	if (operator === undefined) return { ...whole('package', operand, 'none'), name: nameSpan };
	const version = operand.slice(head.length);
	const isExact = (operator !== '=' || version.includes('=')) && !/[<>!~*|,]/.test(operator + version);
	const pin = isExact ? 'exact' : /[<>!~|,]/.test(operator + version) ? 'range' : 'partial';
	return { ...versioned(operand, 0, head.length, pin), name: nameSpan };
};

/** [conda](https://docs.conda.io/projects/conda/en/stable/commands/) and mamba. */
export const conda: PackageManager = {
	id: 'conda',
	programs: ['conda', 'mamba'],
	aliases: [],
	install: { install: { read }, create: { read } },
	project: ['env create', 'env update'],
	nested: ['env'],
	valued: options(
		'-c --channel -n --name -p --prefix --file --repodata-fn --solver --experimental --subdir --platform --revision --clone --console',
		'-r --root-prefix --rc-file --log-level --channel-alias --cacert-path --category --relocate-prefix --safety-checks --download-threads',
		'--extract-threads --environment-specifier --channel-priority --retry-backoff --remote-max-retries --pypi-mapping',
	),
	files: { requirements: ['--file'] },
};

/** [micromamba](https://mamba.readthedocs.io/en/latest/user_guide/micromamba.html): here `-f` names a file. */
export const micromamba: PackageManager = {
	...conda,
	programs: ['micromamba'],
	valued: new Set([...conda.valued, '-f']),
	files: { requirements: ['-f', '--file'] },
};
