/** The images `nvidia/cuda`, by what their tags say. */
import type { Base } from './stages.ts';

export interface CudaImage {
	readonly major: number;
	readonly minor: number;
	/** What is in it: each has all that the one before has. */
	readonly flavor: 'base' | 'runtime' | 'devel';
	readonly cudnn: boolean;
}

/** `undefined` for other images, and for tags that do not tell. */
export function cudaImage({ image }: Base): CudaImage | undefined {
	if (!isCudaImage(image)) return undefined;
	const tag = image?.tag ?? '';
	const [, major, minor] = /^(\d+)\.(\d+)/.exec(tag) ?? [];
	const flavor = /(?:^|-)(base|runtime|devel)(?:-|$)/.exec(tag)?.[1] as CudaImage['flavor'] | undefined;
	return major === undefined || flavor === undefined ? undefined : { major: Number(major), minor: Number(minor), flavor, cudnn: /-cudnn/.test(tag) };
}

export function isCudaImage(image: Base['image']): boolean {
	return image?.domain === 'docker.io' && image.path === 'nvidia/cuda';
}
