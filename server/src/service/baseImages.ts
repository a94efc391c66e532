import type { Base } from './stages.ts';

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
