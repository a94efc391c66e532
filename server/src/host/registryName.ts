/** What a registry is asked for: a host, a repository there, and a tag. Docker's short names are written out. */
import { parseImageReference } from '../service/syntax/imageReference.ts';

export interface RegistryName {
	/** As in image names: `docker.io`, `ghcr.io`, `localhost:5000`. */
	readonly host: string;
	/** `library/node`. */
	readonly repository: string;
	/** `latest` where none is given. */
	readonly tag: string;
}

/** `undefined` for what is no image name. A digest is left out of account: whoever has one does not need to ask. */
export function registryName(reference: string): RegistryName | undefined {
	const image = parseImageReference(reference);
	return image && { host: image.domain, repository: image.path, tag: image.tag ?? 'latest' };
}
