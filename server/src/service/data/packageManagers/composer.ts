import { options, type PackageManager, type PackageSpec, versioned, whole } from './manager.ts';
import { semverPin } from './semver.ts';

const read = (operand: string): PackageSpec | undefined => {
	const [, name, version] = /^([\w.-]+(?:\/[\w.-]+)?)(?:[:=](.+))?$/s.exec(operand) ?? [];
	if (name === undefined) return undefined;
	// php, ext-intl: what the machine has
	if (!name.includes('/')) return whole('capability', operand);
	return version === undefined ? whole('package', operand, 'none') : versioned(operand, name.length, name.length + 1, semverPin(version));
};

/** [composer require](https://getcomposer.org/doc/03-cli.md#require-r). */
export const composer: PackageManager = {
	id: 'composer',
	programs: ['composer', 'composer.phar'],
	aliases: [],
	install: { require: { read }, 'global require': { read } },
	project: ['install', 'i'],
	nested: ['global'],
	valued: options('-d --working-dir --prefer-install --ignore-platform-req --apcu-autoloader-prefix --audit-format -f --format'),
	pinOf: semverPin,
	isVersionOf: operand => /^(?:[\d^~<>=*v]|dev-)/.test(operand) && !operand.includes('/'),
};
