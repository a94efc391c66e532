import { isPath, isUrl, options, type PackageManager, type PackageSpec, type Pin, versioned, whole } from './manager.ts';

/** `1.2` is that version; `~> 1.2` and `>= 1` are not. */
const pinOf = (version: string): Pin => (/^\s*=?\s*\d[\w.]*\s*$/.test(version) ? 'exact' : 'range');

const read = (operand: string): PackageSpec | undefined => {
	if (isUrl(operand) || isPath(operand) || operand.endsWith('.gem')) return whole('file', operand);
	const colon = operand.indexOf(':');
	return colon > 0 ? versioned(operand, colon, colon + 1, pinOf(operand.slice(colon + 1))) : whole('package', operand, 'none');
};

/** [gem install](https://guides.rubygems.org/command-reference/#gem-install). */
export const gem: PackageManager = {
	id: 'gem',
	programs: ['gem'],
	aliases: ['DL3028', 'DF053'],
	install: { install: { read, readsProject: true }, i: { read, readsProject: true } },
	valued: options(
		'-v --version -i --install-dir -n --bindir --build-root --platform -P --trust-policy --without -s --source -p --http-proxy -B',
		'--bulk-threshold --config-file --target-rbconfig',
	),
	versionOptions: ['-v', '--version'],
	pinOf,
	elsewhere: ['-l', '--local'],
	// options of the extension's own build
	endsAtDashes: true,
};
