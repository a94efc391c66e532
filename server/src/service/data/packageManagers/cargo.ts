import { options, type PackageManager, type PackageSpec, versioned, whole } from './manager.ts';
import { semverPin } from './semver.ts';

const read = (operand: string): PackageSpec | undefined => {
	// a toolchain of rustup
	if (operand.startsWith('+')) return undefined;
	const at = operand.indexOf('@');
	return at > 0 ? versioned(operand, at, at + 1, semverPin(operand.slice(at + 1))) : whole('package', operand, 'none');
};

/** [cargo install](https://doc.rust-lang.org/cargo/commands/cargo-install.html), and cargo-binstall. */
export const cargo: PackageManager = {
	id: 'cargo',
	programs: ['cargo'],
	aliases: [],
	install: { install: { read, readsProject: true }, binstall: { read } },
	project: ['fetch'],
	valued: options(
		'--version --vers --git --branch --tag --rev --path --root --index --registry -F --features --bin --example -j --jobs --profile --target',
		'--target-dir --message-format --color --config -Z -C --manifest-path --lockfile-path',
		'--targets --install-path --strategies --disable-strategies --pkg-url --pkg-fmt --bin-dir --rate-limit --github-token --log-level',
	),
	versionOptions: ['--version', '--vers'],
	pinOf: semverPin,
	// the version is that of a folder or a commit
	elsewhere: ['--path', '--rev', '--tag'],
};
