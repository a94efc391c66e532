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

/** Official images that are Debian unless their tag says something else: [docker-library](https://github.com/docker-library/official-images). */
const debianByDefault =
	/^library\/(?:buildpack-deps|debian|drupal|golang|gradle|httpd|maven|mariadb|mongo|mysql|nginx|node|openjdk|perl|php|postgres|pypy|python|rabbitmq|redis|ruby|rust|tomcat|ubuntu|wordpress)$/;
const gnuToo = /^library\/(?:almalinux|amazoncorretto|amazonlinux|archlinux|centos|eclipse-temurin|fedora|oraclelinux|rockylinux)$/;

/** Whose programs an image has, where its name tells: bash and GNU's tools, or BusyBox on Alpine. */
export function userland({ image }: Base): 'gnu' | 'busybox' | undefined {
	if (image?.domain !== 'docker.io') return undefined;
	const tag = image.tag ?? '';
	if (image.path === 'library/alpine' || /(?:^|-)alpine/.test(tag)) return 'busybox';
	if (/windows|nanoserver|servercore|busybox/.test(tag)) return undefined;
	return debianByDefault.test(image.path) || gnuToo.test(image.path) ? 'gnu' : undefined;
}
