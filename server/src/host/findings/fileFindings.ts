import type { FindingKind, ImageFinding } from '../../image/finding.ts';
import type { ImageFiles } from '../../image/imageFiles.ts';
import type { LayerFile } from '../../image/layerIndex.ts';
import { formatSize } from '../../image/size.ts';
import { isCredentialFile } from '../../service/data/credentialFiles.ts';

/** Which layers are those of the base image. */
export type FromBase = (layer: number) => boolean;

/** What can be told from names, modes and sizes alone. */
export function fileFindings({ indexes, visible }: Pick<ImageFiles, 'indexes' | 'visible'>, fromBase: FromBase): ImageFinding[] {
	const found: ImageFinding[] = [];
	for (const [layer, { files }] of indexes.entries()) {
		const caches = new Map<PackageCache, number>();
		let git: { readonly path: string; size: number } | undefined;
		for (const file of files) {
			const isSeen = visible.get(file.path)?.layer === layer;
			const about = { layer, path: file.path, size: file.size, fromBase: fromBase(layer), isSeen };
			const cache = file.kind === 'file' ? packageCaches.find(({ pattern }) => pattern.test(file.path)) : undefined;
			if (cache) caches.set(cache, (caches.get(cache) ?? 0) + file.size);
			const folder = /^(?:.*\/)?\.git(?=\/(?:HEAD|config|objects\/))/.exec(file.path)?.[0];
			if (folder !== undefined && !/\.git\/modules/.test(file.path)) git = { path: git?.path ?? folder, size: (git?.size ?? 0) + file.size };
			const finding = singleFinding(file, about);
			if (finding) found.push(finding);
		}
		for (const [{ name, path, remedy }, size] of caches)
			if (size >= leastCache)
				found.push(
					finding('package-cache', 'hint', `${formatSize(size)} of ${name} stay in this layer: ${remedy}.`, {
						layer,
						path,
						size,
						fromBase: fromBase(layer),
						isSeen: true,
					}),
				);
		if (git) {
			const isSeen = visible.get(`${git.path}/HEAD`)?.layer === layer;
			found.push(
				finding('git-folder', 'warning', `The history of the source is in the image: put ${git.path.split('/').at(-1)} into .dockerignore.`, {
					layer,
					...git,
					fromBase: fromBase(layer),
					isSeen,
				}),
			);
		}
	}
	return found;
}

interface About {
	readonly layer: number;
	readonly path: string;
	readonly size: number;
	readonly fromBase: boolean;
	/** It is what a container sees. */
	readonly isSeen: boolean;
}

export function finding(kind: FindingKind, severity: ImageFinding['severity'], message: string, { isSeen, ...about }: About): ImageFinding {
	const hidden = isSeen ? '' : ' A later layer hides it, and everybody who has the image can still read it.';
	return { kind, severity, message: message + hidden, ordinal: undefined, recoverable: !isSeen, ...about };
}

const keyName = /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|ssh_host_\w+_key|[\w-]*(?:private|privkey)[\w-]*\.(?:pem|key)|server\.key|tls\.key|master\.key)$/;
/** Keys and settings that packages bring for tests and examples. */
const examples =
	/(?:^|\/)(?:tests?|testdata|fixtures?|examples?|samples?|docs?|site-packages|dist-packages|node_modules|gems|go\/pkg\/mod|snakeoil)(?:\/|$)|ssl-cert-snakeoil\.key$/;

function singleFinding(file: LayerFile, about: About): ImageFinding | undefined {
	const { kind, mode, path, size } = file;
	if (kind === 'file' && size > 0 && !examples.test(path)) {
		if (keyName.test(path)) return finding('private-key', 'error', `/${path} is named as a private key: mount it as a secret, and replace it.`, about);
		if (isCredentialFile(path)) return finding('credential-file', 'warning', `/${path} is a file for credentials: mount it as a secret.`, about);
	}
	if (about.fromBase || !about.isSeen) return undefined;
	if (kind === 'file' && mode & 0o6000 && mode & 0o111)
		return finding(
			'setuid',
			'info',
			`/${path} runs with the rights of its ${mode & 0o4000 ? 'owner' : 'group'}, whoever starts it (${(mode & 0o7777).toString(8)}).`,
			about,
		);
	const isOpen = (mode & 0o002) !== 0 && !(kind === 'directory' && mode & 0o1000);
	if ((kind === 'file' || kind === 'directory') && isOpen && !/^(?:tmp|var\/tmp|dev|proc|sys)(?:\/|$)/.test(path))
		return finding(
			'world-writable',
			'info',
			`Everybody in the container can write ${kind === 'file' ? '' : 'into '}/${path} (${(mode & 0o7777).toString(8)}).`,
			about,
		);
	return undefined;
}

interface PackageCache {
	readonly name: string;
	readonly pattern: RegExp;
	readonly path: string;
	readonly remedy: string;
}

const leastCache = 100_000;
const inMount = 'give it a cache mount';
const home = '(?:root|home/[^/]+)';
const packageCaches: readonly PackageCache[] = [
	{ name: 'package lists of apt', pattern: /^var\/lib\/apt\/lists\//, path: 'var/lib/apt/lists', remedy: `remove them in the same RUN, or ${inMount}` },
	{ name: 'packages that apt downloaded', pattern: /^var\/cache\/apt\//, path: 'var/cache/apt', remedy: `run apt-get clean in the same RUN, or ${inMount}` },
	{ name: "apk's cache", pattern: /^(?:var\/cache|etc)\/apk\/(?!repositories|keys|world|arch)/, path: 'var/cache/apk', remedy: 'use apk add --no-cache' },
	{
		name: 'what dnf or yum downloaded',
		pattern: /^var\/cache\/(?:dnf|yum|libdnf5)\//,
		path: 'var/cache/dnf',
		remedy: `run dnf clean all in the same RUN, or ${inMount}`,
	},
	{ name: "pip's cache", pattern: new RegExp(`^${home}/\\.cache/pip/`), path: 'root/.cache/pip', remedy: `use --no-cache-dir, or ${inMount}` },
	{
		name: "npm's cache",
		pattern: new RegExp(`^${home}/\\.npm/_cacache/`),
		path: 'root/.npm/_cacache',
		remedy: `run npm cache clean --force in the same RUN, or ${inMount}`,
	},
	{
		name: "Yarn's cache",
		pattern: new RegExp(`^(?:usr/local/share/\\.cache/yarn|${home}/\\.cache/yarn|${home}/\\.yarn/berry/cache)/`),
		path: 'usr/local/share/.cache/yarn',
		remedy: `run yarn cache clean in the same RUN, or ${inMount}`,
	},
	{ name: "Go's build cache", pattern: new RegExp(`^${home}/\\.cache/go-build/`), path: 'root/.cache/go-build', remedy: inMount },
	{ name: "Maven's repository", pattern: new RegExp(`^${home}/\\.m2/repository/`), path: 'root/.m2/repository', remedy: inMount },
	{ name: "Gradle's cache", pattern: new RegExp(`^${home}/\\.gradle/caches/`), path: 'root/.gradle/caches', remedy: inMount },
	{ name: "Cargo's registry", pattern: new RegExp(`^(?:usr/local/cargo|${home}/\\.cargo)/registry/`), path: 'root/.cargo/registry', remedy: inMount },
];
