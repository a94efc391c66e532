/** What a registry is asked for: a host, a repository there, and a tag. Docker's short names are written out first. */

export interface RegistryName {
	/** As in image names: `docker.io`, `ghcr.io`, `localhost:5000`. */
	readonly host: string;
	/** `library/node`. */
	readonly repository: string;
	/** `latest` where none is given. */
	readonly tag: string;
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const repositoryForm = new RegExp(`^${component}(?:/${component})*$`);
const hostForm = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d+)?$/;
const tagForm = /^\w[\w.-]{0,127}$/;
const longestRepository = 255;

/** `undefined` for what is no image name. A digest is left out of account: whoever has one does not need to ask. */
export function registryName(reference: string): RegistryName | undefined {
	const named = reference.split('@', 1)[0] ?? '';
	const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
	const path = colon < 0 ? named : named.slice(0, colon);
	const tag = colon < 0 ? 'latest' : named.slice(colon + 1);
	const slash = path.indexOf('/');
	const first = slash < 0 ? '' : path.slice(0, slash);
	// Docker's rule: a first part is a host if it looks like one, otherwise it belongs to the name.
	const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
	const host = !isHost || first === 'index.docker.io' ? 'docker.io' : first;
	let repository = isHost ? path.slice(slash + 1) : path;
	if (host === 'docker.io' && !repository.includes('/')) repository = `library/${repository}`;
	if (!hostForm.test(host) || !repositoryForm.test(repository) || repository.length > longestRepository || !tagForm.test(tag)) return undefined;
	return { host, repository, tag };
}
