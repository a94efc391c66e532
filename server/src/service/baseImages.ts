import { type Base, chain, type Stage } from './stages.ts';
import type { ImageReference } from './syntax/imageReference.ts';

/** The image that a stage and those it is built FROM stand on. */
export function rootImage(stage: Stage): ImageReference | undefined {
	return chain(stage).at(-1)?.base.image;
}

/** True if the base image is known to set another user than root. */
export function runsAsNonRoot({ image }: Base): boolean {
	if (!image) return false;
	const tag = image.tag ?? '';
	return (
		/(?:^|[-.])nonroot(?:$|[-.])/.test(tag) ||
		/-unprivileged$|(?:^|\/)nonroot(?:\/|$)/.test(image.path) ||
		image.domain === 'cgr.dev' ||
		/^(?:dhi\.io)$/.test(image.domain) ||
		/(?:^|-)chiseled(?:$|-)/.test(tag)
	);
}

/** Official images whose entry point begins as root, to give files to the user that it then becomes. */
const becomesAnother = /^library\/(?:cassandra|couchdb|ghost|influxdb|mariadb|mongo|mysql|percona|postgres|rabbitmq|redis|valkey|zookeeper)$/;

/** True if the entry point of the base image gives up root: it does as long as no other one takes its place. */
export function entryPointStepsDown({ image }: Base): boolean {
	return image?.domain === 'docker.io' && becomesAnother.test(image.path);
}

const bare = /^library\/(?:alpine|busybox|debian|ubuntu)$/;

/** True if the base sets no variable but PATH: nothing at all, and the official images of plain systems. */
export function setsNoVariables({ scratch, image }: Base): boolean {
	return scratch || (image?.domain === 'docker.io' && bare.test(image.path));
}

/** Official images that are Debian unless their tag says something else: [docker-library](https://github.com/docker-library/official-images). */
const debianByDefault =
	/^library\/(?:buildpack-deps|debian|drupal|golang|gradle|httpd|maven|mariadb|mongo|mysql|nginx|node|openjdk|perl|php|postgres|pypy|python|rabbitmq|redis|ruby|rust|tomcat|ubuntu|wordpress)$/;
const gnuToo = /^library\/(?:almalinux|amazoncorretto|amazonlinux|archlinux|centos|eclipse-temurin|fedora|oraclelinux|rockylinux)$/;

const bashAsSh = /^library\/(?:almalinux|amazoncorretto|amazonlinux|archlinux|centos|fedora|oraclelinux|rockylinux)$/;

/** The shell that is `/bin/sh` in the base image, where its name tells: dash on Debian, bash on Red Hat's and Arch's kind, BusyBox on Alpine. */
export function systemShell(base: Base): 'dash' | 'bash' | 'ash' | undefined {
	switch (userland(base)) {
		case 'busybox':
			return 'ash';
		case 'gnu':
			return bashAsSh.test(base.image?.path ?? '') ? 'bash' : 'dash';
		default:
			return undefined;
	}
}

/** Whose programs an image has, where its name tells: bash and GNU's tools, or BusyBox on Alpine. */
export function userland({ image }: Base): 'gnu' | 'busybox' | undefined {
	if (image?.domain !== 'docker.io') return undefined;
	const tag = image.tag ?? '';
	if (image.path === 'library/alpine' || /(?:^|-)alpine/.test(tag)) return 'busybox';
	if (/windows|nanoserver|servercore|busybox/.test(tag)) return undefined;
	return debianByDefault.test(image.path) || gnuToo.test(image.path) ? 'gnu' : undefined;
}
