import type { ImageFiles } from '../imageFiles.ts';
import { asRecord, asText } from '../json.ts';
import { apkPackages } from './apk.ts';
import { dpkgPackages } from './dpkg.ts';
import type { InstalledPackage, PackageManager } from './package.ts';
import { rpmPackages } from './rpm.ts';

/** The content of a file as a container sees it; `undefined` if it cannot be read or is too large. */
export interface ReadSeen {
	text(path: string): string | undefined;
	bytes(path: string): Uint8Array | undefined;
}

const dpkgStatus = /^var\/lib\/dpkg\/(?:status|status\.d\/[^/]+(?<!\.md5sums|\.preinst|\.postinst|\.list))$/;
const dpkgList = /^var\/lib\/dpkg\/info\/([^/:]+)(?::[^/]+)?\.list$/;
const apkInstalled = /^(?:usr\/)?lib\/apk\/db\/installed$/;
/** Where RPM's database is by default, and where Fedora and SUSE have put it. */
const rpmDatabase = /^(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm)\/(?:rpmdb\.sqlite|Packages(?:\.db)?)$/;
const pythonMetadata = /(?:site|dist)-packages\/([^/]+?)-([^/-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info(?:\/(?:METADATA|PKG-INFO))?$/;
const pythonRecord = /(?:site|dist)-packages\/([^/]+?)-([^/-]+)\.dist-info\/RECORD$/;
const gemspec = /\/specifications\/(?:default\/)?([^/]+?)-(\d[^/]*)\.gemspec$/;
const npmManifest = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/;

/** Files without whose content packages are not known. */
export function isPackageDatabase(path: string): boolean {
	return [dpkgStatus, dpkgList, apkInstalled, rpmDatabase, pythonRecord, npmManifest].some(pattern => pattern.test(path));
}

/** Those that say which packages there are. */
export function isPackageList(path: string): boolean {
	return [dpkgStatus, apkInstalled, rpmDatabase, npmManifest].some(pattern => pattern.test(path));
}

/** Those that may say whose file a path is. */
export function mayOwn(path: string): (database: string) => boolean {
	const own = /^(.*\/)?node_modules\/(?:@[^/]+\/)?[^/@]+(?=\/)/.exec(path)?.[0];
	return database =>
		dpkgStatus.test(database) ||
		dpkgList.test(database) ||
		apkInstalled.test(database) ||
		rpmDatabase.test(database) ||
		database === `${own}/package.json` ||
		(pythonRecord.test(database) && path.startsWith(database.replace(/[^/]+\/RECORD$/, '')));
}

/** More manifests of npm than any image has, but not more than can be read. */
const mostManifests = 20_000;

/** The packages that a container sees, sorted. What Go links into programs is not read. */
export function installedPackages({ visible }: Pick<ImageFiles, 'visible'>, read: ReadSeen): readonly InstalledPackage[] {
	const found = new Map<string, InstalledPackage>();
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

/** Which package brought a file, "libc6 2.36-9 (dpkg)"; `undefined` if none says that it did. */
export function packageOwner({ visible }: Pick<ImageFiles, 'visible'>, path: string, read: ReadSeen): string | undefined {
	const text = (database: string): string => read.text(database) ?? '';
	const npm = /^(.*\/)?node_modules\/(?:@[^/]+\/)?[^/@]+(?=\/)/.exec(path)?.[0];
	const manifest = npm === undefined ? undefined : `${npm}/package.json`;
	if (manifest !== undefined && visible.has(manifest)) {
		const { name, version } = npmPackage(text(manifest));
		if (name !== undefined) return `${name} ${version ?? ''} (npm)`;
	}
	const gem = /\/gems\/([^/]+?)-(\d[^/]*)\//.exec(path);
	if (gem) return `${gem[1]} ${gem[2]} (gem)`;
	for (const database of visible.keys()) {
		if (apkInstalled.test(database)) {
			const owner = apkPackages(text(database)).find(({ files }) => files.includes(path));
			if (owner) return `${owner.name} ${owner.version} (apk)`;
		}
		if (rpmDatabase.test(database)) {
			const owner = rpmPackages(read.bytes(database) ?? nothing).find(({ files }) => files().some(file => samePath(file, path)));
			if (owner) return `${owner.name} ${owner.version} (rpm)`;
		}
		const list = dpkgList.exec(database)?.[1];
		if (
			list !== undefined &&
			text(database)
				.split('\n')
				.some(line => samePath(line, path))
		) {
			const version = dpkgPackages(text('var/lib/dpkg/status')).find(({ name }) => name === list)?.version;
			return `${list} ${version ?? ''} (dpkg)`.replace('  ', ' ');
		}
		const record = pythonRecord.exec(database);
		const folder = database.slice(0, database.lastIndexOf('/', database.lastIndexOf('/') - 1) + 1);
		if (
			record &&
			path.startsWith(folder) &&
			text(database)
				.split('\n')
				.some(line => folder + recordPath(line) === path)
		)
			return `${pythonName(record[1] as string)} ${record[2]} (pip)`;
	}
	return undefined;
}

const nothing = new Uint8Array();

/** Where `/bin` is a link to `/usr/bin`, packages may still say `/bin`. */
function samePath(line: string, path: string): boolean {
	const listed = line.replace(/^\//, '');
	return listed === path || `usr/${listed}` === path;
}

/** A line of RECORD is CSV: path, hash, size. */
function recordPath(line: string): string {
	return line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : (line.split(',', 1)[0] ?? '');
}

/** PEP 503: letter case and separators say nothing. */
function pythonName(name: string): string {
	return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function npmPackage(manifest: string): { readonly name: string | undefined; readonly version: string | undefined } {
	try {
		const { name, version } = asRecord(JSON.parse(manifest));
		return { name: asText(name), version: asText(version) };
	} catch {
		return { name: undefined, version: undefined };
	}
}
