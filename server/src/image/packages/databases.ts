/** The files in which managers of packages write down what they have installed. */
import { asRecord, asText } from '../json.ts';

/** The content of a file as a container sees it; `undefined` if it cannot be read or is too large. */
export interface ReadSeen {
	text(path: string): string | undefined;
	bytes(path: string): Uint8Array | undefined;
}

export const dpkgStatus = /^var\/lib\/dpkg\/(?:status|status\.d\/[^/]+(?<!\.md5sums|\.preinst|\.postinst|\.list))$/;
export const dpkgList = /^var\/lib\/dpkg\/info\/([^/:]+)(?::[^/]+)?\.list$/;
export const apkInstalled = /^(?:usr\/)?lib\/apk\/db\/installed$/;
/** Where RPM's database is by default, and where Fedora and SUSE have put it. */
export const rpmDatabase = /^(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm)\/(?:rpmdb\.sqlite|Packages(?:\.db)?)$/;
export const pythonMetadata = /(?:site|dist)-packages\/([^/]+?)-([^/-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info(?:\/(?:METADATA|PKG-INFO))?$/;
export const pythonRecord = /(?:site|dist)-packages\/([^/]+?)-([^/-]+)\.dist-info\/RECORD$/;
export const gemspec = /\/specifications\/(?:default\/)?([^/]+?)-(\d[^/]*)\.gemspec$/;
export const npmManifest = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/;

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

/** PEP 503: letter case and separators say nothing. */
export function pythonName(name: string): string {
	return name.toLowerCase().replace(/[-_.]+/g, '-');
}

export function npmPackage(manifest: string): { readonly name: string | undefined; readonly version: string | undefined } {
	try {
		const { name, version } = asRecord(JSON.parse(manifest));
		return { name: asText(name), version: asText(version) };
	} catch {
		return { name: undefined, version: undefined };
	}
}
