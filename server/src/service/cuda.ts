/** NVIDIA's images of CUDA, and what else names a version of it. */
import { rootImage } from './baseImages.ts';
import type { Stage } from './stages.ts';
import type { ImageReference } from './syntax/imageReference.ts';

export interface CudaVersion {
	readonly major: number;
	/** `undefined` where only the first number is said: `cupy-cuda12x`. */
	readonly minor: number | undefined;
}

/** What a tag of [nvidia/cuda](https://hub.docker.com/r/nvidia/cuda) says. */
export interface CudaImage {
	readonly version: CudaVersion;
	/** Each has what the one before has. */
	readonly flavor: 'base' | 'runtime' | 'devel';
	readonly hasCudnn: boolean;
}

/** The image of CUDA that a stage and those it is built FROM stand on. */
export function cudaImageOf(stage: Stage): CudaImage | undefined {
	const image = rootImage(stage);
	if (!image || !isCudaImage(image)) return undefined;
	const [, major, minor, cudnn, flavor] = /^(\d+)\.(\d+)(?:\.\d+)?-(cudnn\d*-)?(base|runtime|devel)(?:-|$)/.exec(image.tag ?? '') ?? [];
	if (major === undefined) return undefined;
	return { version: { major: Number(major), minor: Number(minor) }, flavor: flavor as CudaImage['flavor'], hasCudnn: cudnn !== undefined };
}

export function isCudaImage({ domain, path }: ImageReference): boolean {
	return path === 'nvidia/cuda' && (domain === 'docker.io' || domain === 'nvcr.io');
}

/** `cu118` is 11.8, `cu92` is 9.2. */
export function versionOfSuffix(digits: string): CudaVersion {
	return { major: Number(digits.slice(0, -1)), minor: Number(digits.slice(-1)) };
}

/** `11.8`, `12`. */
export function showVersion({ major, minor }: CudaVersion): string {
	return minor === undefined ? String(major) : `${major}.${minor}`;
}

/**
 * True if what was built for `wanted` runs on `given`: the same major version, and not a later minor one
 * ([compatibility](https://docs.nvidia.com/deploy/cuda-compatibility/)).
 */
export function runsOn(wanted: CudaVersion, given: CudaVersion): boolean {
	return wanted.major === given.major && (wanted.minor === undefined || given.minor === undefined || wanted.minor <= given.minor);
}
