/**
 * What a test needs beyond Node: a program of the system. Where it is missing the test is skipped, loudly, and with
 * DRYDOCK_TEST_ALL=1 (as in continuous integration) it fails: skipped is not passed.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { TestContext } from 'node:test';

/** How to get the programs that tests ask for, on Debian and its children. */
const howToGet: Readonly<Record<string, string>> = {
	'docker-registry': 'apt-get install docker-registry',
	skopeo: 'apt-get install skopeo',
	htpasswd: 'apt-get install apache2-utils',
	docker: 'apt-get install docker.io',
	dockerd: 'apt-get install docker.io',
	podman: 'apt-get install podman',
	buildah: 'apt-get install buildah',
	git: 'apt-get install git',
	rpm: 'apt-get install rpm',
	rpmbuild: 'apt-get install rpm',
	'db5.3_load': 'apt-get install db5.3-util',
	python3: 'apt-get install python3',
	shellcheck: 'apt-get install shellcheck',
	chromium: 'apt-get install chromium',
	go: 'apt-get install golang-go, or take a newer one from the Go project',
};

/** The full path of a program, or `undefined` where there is none on PATH. */
export function findProgram(name: string): string | undefined {
	const folders = isAbsolute(name) ? [''] : (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
	for (const folder of folders) {
		const path = folder === '' ? name : join(folder, name);
		try {
			accessSync(path, constants.X_OK);
			if (statSync(path).isFile()) return path;
		} catch {
			// not in this folder
		}
	}
	return undefined;
}

/** `undefined` if the program is here; otherwise a sentence that says what is missing and how to get it. */
export function missing(program: string, howToInstall: string | undefined = howToGet[program]): string | undefined {
	if (findProgram(program) !== undefined) return undefined;
	return `${program} is not installed.${howToInstall === undefined ? '' : ` To run this test: ${howToInstall}.`}`;
}

/** True where a skipped test counts as a failure. */
export const everythingMustRun = process.env['DRYDOCK_TEST_ALL'] === '1';

/** Skips or fails, as the run asks for. `reason` is a sentence; `undefined` means that nothing is missing. */
function skipOrFail(t: TestContext, reason: string | undefined): boolean {
	if (reason === undefined) return true;
	if (everythingMustRun) throw new Error(`${reason} With DRYDOCK_TEST_ALL=1 nothing may be skipped.`);
	t.skip(reason);
	return false;
}

/**
 * For the first line of a test: `if (!need(t, 'docker-registry')) return;`.
 * Several programs may be named. A missing one skips the test, or fails it under DRYDOCK_TEST_ALL=1.
 */
export function need(t: TestContext, ...programs: readonly string[]): boolean {
	const reasons = programs.map(program => missing(program)).filter(reason => reason !== undefined);
	return skipOrFail(t, reasons.length === 0 ? undefined : reasons.join(' '));
}

/** The same for a condition of one's own: `reason` is a sentence about what is missing and how to get it. */
export function needThat(t: TestContext, holds: boolean, reason: string): boolean {
	return skipOrFail(t, holds ? undefined : reason);
}

/**
 * Options for a whole `describe` or `test`: `describe('push', skipUnless('docker-registry'), () => ...)`.
 * Throws while the file loads under DRYDOCK_TEST_ALL=1, which fails the file.
 */
export function skipUnless(...programs: readonly string[]): { skip: string | false } {
	const reasons = programs.map(program => missing(program)).filter(reason => reason !== undefined);
	if (reasons.length === 0) return { skip: false };
	if (everythingMustRun) throw new Error(`${reasons.join(' ')} With DRYDOCK_TEST_ALL=1 nothing may be skipped.`);
	return { skip: reasons.join(' ') };
}
