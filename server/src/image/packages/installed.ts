import type { ImageFiles } from '../imageFiles.ts';
import { apkPackages } from './apk.ts';
import { apkInstalled, dpkgStatus, gemspec, npmManifest, npmPackage, pythonMetadata, pythonName, type ReadSeen, rpmDatabase } from './databases.ts';
import { dpkgPackages } from './dpkg.ts';
import type { InstalledPackage, PackageManager } from './package.ts';
import { rpmPackages } from './rpm.ts';

/** More manifests of npm than any image has, but not more than can be read. */
const mostManifests = 20_000;

/** The packages that a container sees, sorted, and those that are known already. */
export function installedPackages(
	{ visible }: Pick<ImageFiles, 'visible'>,
	read: ReadSeen,
	known: readonly InstalledPackage[] = [],
): readonly InstalledPackage[] {
	const found = new Map(known.map(item => [`${item.manager} ${item.name} ${item.version}`, item]));
	const add = (manager: PackageManager, name: string, version: string): void => {
		found.set(`${manager} ${name} ${version}`, { manager, name, version });
	};
	const text = (path: string): string => read.text(path) ?? '';
	let manifests = 0;
	for (const [path, { file }] of visible) {
		if (file.kind === 'directory') continue;
		const python = pythonMetadata.exec(path);
		const gem = gemspec.exec(path);
		if (python) add('pip', pythonName(python[1] as string), python[2] as string);
		else if (gem) add('gem', gem[1] as string, gem[2] as string);
		else if (dpkgStatus.test(path)) for (const { name, version } of dpkgPackages(text(path))) add('dpkg', name, version);
		else if (apkInstalled.test(path)) for (const { name, version } of apkPackages(text(path))) add('apk', name, version);
		else if (rpmDatabase.test(path)) for (const { name, version } of rpmPackages(read.bytes(path) ?? nothing)) add('rpm', name, version);
		else if (npmManifest.test(path) && manifests++ < mostManifests) {
			const { name, version } = npmPackage(text(path));
			if (name !== undefined && version !== undefined) add('npm', name, version);
		}
	}
	return [...found.values()].sort((a, b) => a.manager.localeCompare(b.manager) || a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

const nothing = new Uint8Array();
