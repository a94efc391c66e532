// A Docker engine of today, its client, BuildKit and nerdctl, built from their Go modules for the tests: no package of a stable Debian has them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';

const modules = join(root, 'test', 'engine', 'tools');
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'drydock');
/** nerdctl needs an older containerd as a library. */
const nerdctlModules = join(modules, 'nerdctl');
const lock = [modules, nerdctlModules]
	.flatMap(folder => ['go.mod', 'go.sum'].map(name => readFileSync(join(folder, name))))
	.reduce((hash, text) => hash.update(text), createHash('sha256'))
	.digest('hex');
/** `bin/` holds the programs, `docker-config/` the configuration with which the client finds buildx. */
export const enginesFolder = join(cache, `engines-${lock.slice(0, 12)}`);
const stamp = 'ready';
const versionOf = (module, folder) => new RegExp(`${module} v([\\d.]+)`).exec(readFileSync(join(folder, 'go.mod'), 'utf8'))?.[1];
const withSeccomp = [
	'github.com/moby/moby/v2/cmd/dockerd',
	'github.com/containerd/containerd/v2/cmd/containerd',
	'github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2',
	'github.com/opencontainers/runc',
	'github.com/moby/buildkit/cmd/buildkitd',
	'github.com/moby/buildkit/cmd/buildctl',
];
const clients = ['github.com/docker/cli/cmd/docker', 'github.com/docker/buildx/cmd/buildx'];

export const enginesInstalled = () => existsSync(join(enginesFolder, stamp));

/** Why they cannot be had here, as a sentence, without trying. */
export function enginesImpossible() {
	if (process.platform !== 'linux') return 'The Docker engine of the tests runs on Linux only.';
	if (process.getuid() !== 0) return 'Only root can start a Docker engine. To run these tests: as root.';
	if (!spawnSync('go', ['version']).stdout) return 'Go is not installed: the Docker engine of the tests is built with it.';
	return existsSync('/usr/include/seccomp.h') ? undefined : 'libseccomp is missing. To run these tests: apt-get install libseccomp-dev pkg-config gcc.';
}

/**
 * Fills the cache folder if need be (some minutes of two processors, at the lowest priority; 350 MB). Returns what to say if it
 * cannot. It is made beside its place and moved there when whole.
 */
export function installEngines() {
	if (enginesInstalled()) return undefined;
	const problem = enginesImpossible();
	if (problem) return problem;
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(`${enginesFolder}.`);
	try {
		const bin = join(folder, 'bin');
		mkdirSync(bin);
		const docker = `-X github.com/docker/cli/cli/version.Version=${versionOf('github.com/docker/cli', modules)}`;
		const nerdctl = `-X github.com/containerd/nerdctl/v2/pkg/version.Version=${versionOf('github.com/containerd/nerdctl/v2', nerdctlModules)}`;
		for (const [cwd, ...args] of [
			[modules, '-tags', 'seccomp', '-ldflags', '-s -w', '-o', `${bin}/`, ...withSeccomp],
			[modules, '-ldflags', `-s -w ${docker}`, '-o', `${bin}/`, ...clients],
			[nerdctlModules, '-ldflags', `-s -w ${nerdctl}`, '-o', `${bin}/`, 'github.com/containerd/nerdctl/v2/cmd/nerdctl'],
		]) {
			const { status, stderr, error } = spawnSync('nice', ['-n', '19', 'go', 'build', '-trimpath', ...args], { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
			if (status !== 0) return `go build failed while the Docker engine was made:\n${error?.message ?? stderr.slice(-2000)}`;
		}
		const plugins = join(folder, 'docker-config', 'cli-plugins');
		mkdirSync(plugins, { recursive: true });
		symlinkSync(join('..', '..', 'bin', 'buildx'), join(plugins, 'docker-buildx'));
		writeFileSync(join(folder, stamp), lock);
		if (enginesInstalled()) return undefined;
		rmSync(enginesFolder, { recursive: true, force: true });
		renameSync(folder, enginesFolder);
		return undefined;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

if (import.meta.main) {
	const problem = installEngines();
	if (problem) {
		console.error(problem);
		process.exitCode = 1;
	}
}
