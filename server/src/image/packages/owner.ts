import type { ImageFiles } from '../imageFiles.ts';
import { apkPackages } from './apk.ts';
import { apkInstalled, dpkgList, npmPackage, pythonName, pythonRecord, type ReadSeen, rpmDatabase } from './databases.ts';
import { dpkgPackages } from './dpkg.ts';
import { rpmPackages } from './rpm.ts';

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

/** Where `/bin` is a link to `/usr/bin`, packages may still say `/bin`. */
function samePath(line: string, path: string): boolean {
	const listed = line.replace(/^\//, '');
	return listed === path || `usr/${listed}` === path;
}

/** A line of RECORD is CSV: path, hash, size. */
function recordPath(line: string): string {
	return line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : (line.split(',', 1)[0] ?? '');
}

/** Every path that dpkg, apk or RPM says is its own. */
export function systemPaths({ visible }: Pick<ImageFiles, 'visible'>, read: ReadSeen): ReadonlySet<string> {
	const paths = new Set<string>();
	const add = (listed: string): unknown => paths.add(listed).add(`usr/${listed}`);
	for (const database of visible.keys()) {
		if (dpkgList.test(database)) for (const line of (read.text(database) ?? '').split('\n')) add(line.replace(/^\//, ''));
		else if (apkInstalled.test(database)) for (const { files } of apkPackages(read.text(database) ?? '')) files.forEach(add);
		else if (rpmDatabase.test(database)) for (const { files } of rpmPackages(read.bytes(database) ?? nothing)) files().forEach(add);
	}
	return paths;
}

const nothing = new Uint8Array();
