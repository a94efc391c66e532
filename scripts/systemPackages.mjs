// What the tests need of the system beside Node, and how a Debian gets it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program → Debian's packages. */
const programs = {
	dockerd: 'docker.io',
	docker: 'docker.io',
	podman: 'podman',
	ip: 'iproute2',
	'docker-registry': 'docker-registry',
	skopeo: 'skopeo',
	htpasswd: 'apache2-utils',
	openssl: 'openssl',
	shellcheck: 'shellcheck',
	git: 'git',
	rpmbuild: 'rpm',
	'db5.3_load': 'db5.3-util',
	chromium: 'chromium fonts-liberation',
	// for the native modules of the editor
	python3: 'python3',
	make: 'make',
	'g++': 'g++',
	// for the current Docker engine
	'pkg-config': 'pkg-config',
};

/** As root on Debian, installs what the tests need, in one call, and says so; elsewhere says what is missing and what that means. */
export function installSystemPackages() {
	const absent = Object.entries(programs).filter(([program]) => !onPath(program));
	const missing = new Set(absent.flatMap(([, names]) => names.split(' ')));
	if (!hasStaticBusybox()) missing.add('busybox-static');
	if (!existsSync('/usr/include/seccomp.h')) missing.add('libseccomp-dev');
	if (missing.size === 0) return;
	const names = [...missing];
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		console.log(`NOT INSTALLED: ${names.join(', ')}. Tests that need them are SKIPPED. On Debian: apt-get install ${names.join(' ')}`);
		return;
	}
	console.log(`Installing with apt-get: ${names.join(' ')}`);
	// The tests start daemons of their own: with this runlevel no service is started.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const apt = args => spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
	apt(['update']);
	if (!apt(['install', '-y', '--no-install-recommends', ...names])) console.log('apt-get failed: see above. Tests that need these packages are SKIPPED.');
}

function onPath(program) {
	return (process.env.PATH ?? '').split(delimiter).some(folder => {
		try {
			accessSync(join(folder, program), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** The shell of the tests' base images has no libraries around it. */
function hasStaticBusybox() {
	if (!onPath('busybox')) return false;
	const { stdout, stderr, error } = spawnSync('ldd', [spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.trim()], { encoding: 'utf8' });
	return error !== undefined || /not a dynamic executable|statically linked/.test(`${stdout}${stderr}`);
}
