/** Images that have Ruby, and applications of Rails. */
import type { DockerfileDocument } from './document.ts';
import { starts } from './starts.ts';
import type { ImageReference } from './syntax/imageReference.ts';

/** True for the official image of Ruby, also where another registry mirrors it. */
export function isOfficialRuby({ path }: ImageReference): boolean {
	return /(?:^|\/)library\/ruby$/.test(path);
}

/** `3.4` of `ruby:3.4.1-slim`; the last branch of a major version that is over. */
export function rubyBranchOf(image: ImageReference): string | undefined {
	if (!isOfficialRuby(image)) return undefined;
	const [, major, minor] = /^(\d+)(?:\.(\d+))?(?:[.-]|$)/.exec(image.tag ?? '') ?? [];
	if (minor !== undefined) return `${major}.${minor}`;
	return major === '2' ? '2.7' : undefined;
}

const servers = /^(?:rails|puma|pumactl|unicorn(?:_rails)?|thrust|rackup|falcon|thin|passenger|iodine|pitchfork)$/;
const workers = /^(?:sidekiq|resque|good_job|solid_queue)$/;

/** True if a container of the image runs one of Ruby's web servers: it answers requests until it is stopped. */
export function runsRubyServer(doc: DockerfileDocument): boolean {
	return starts(doc).some(({ command }) => servers.test(command.name ?? '') || command.words.some(({ value }) => servers.test(nameOf(value))));
}

/** The same, or it works through a queue. */
export function runsLong(doc: DockerfileDocument): boolean {
	return runsRubyServer(doc) || starts(doc).some(({ command }) => workers.test(command.name ?? ''));
}

function nameOf(path: string | undefined): string {
	return path?.slice(path.lastIndexOf('/') + 1) ?? '';
}
