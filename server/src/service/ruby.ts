/** What Dockerfiles of Ruby programs do. */
import { type BuildCommand, buildCommands } from './buildCommands.ts';
import type { DockerfileDocument } from './document.ts';
import { chain, type Stage } from './stages.ts';
import { starts } from './starts.ts';
import type { Instruction } from './syntax/tree.ts';

const rubyImage = /(?:^|[/-])(?:j|truffle)?(?:ruby|rails)(?:$|[-\d])/;
const forDevelopment = /^(?:dev|development|test|testing|ci|debug)$/;
/** Programs that serve a Rack application. */
const servers = /^(?:rails|puma|unicorn|thrust|rackup|falcon|thin|passenger|iodine)$/;

/** True if a stage is built on an image of Ruby, or says how Rails or Bundler shall work. */
export function isRubyStage(stage: Stage): boolean {
	return chain(stage).some(
		({ base, instructions }) =>
			rubyImage.test(base.image?.path ?? '') ||
			instructions.some(
				({ keyword, pairs }) => keyword === 'ENV' && pairs.some(({ key }) => /^(?:RAILS_ENV|RACK_ENV|BUNDLE_\w+|RUBY_VERSION|GEM_HOME)$/.test(key.text)),
			),
	);
}

/** True if the stage says that what it makes is not for production. */
export function isForDevelopmentHere(doc: DockerfileDocument, stage: Stage): boolean {
	if (forDevelopment.test(stage.name ?? '')) return true;
	const environment = doc.scope(stage.instructions.at(-1) ?? stage.from)?.lookup('RAILS_ENV');
	return typeof environment === 'string' && environment !== '' && environment !== 'production';
}

/** `bundle install`, which `bundle` alone is too, in stages for production. */
export function bundleInstalls(doc: DockerfileDocument): readonly (BuildCommand & { readonly stage: Stage })[] {
	return buildCommands(doc, 'bundle', 'bundler').flatMap(found => {
		const stage = doc.stageOf(found.run);
		const subcommand = found.command.words.slice(1).find(({ unquoted }) => !/^(?:-|_[\d.]+_$)/.test(unquoted))?.unquoted;
		return stage && (subcommand === undefined || subcommand === 'install') && !isForDevelopmentHere(doc, stage) ? [{ ...found, stage }] : [];
	});
}

/** The instruction by which a container of the image serves a Rack application. */
export function rackServer(doc: DockerfileDocument): Instruction | undefined {
	const { shipped } = doc;
	if (!shipped || !isRubyStage(shipped) || isForDevelopmentHere(doc, shipped)) return undefined;
	return starts(doc).find(({ command }) =>
		[command.name, ...command.words.map(({ unquoted }) => unquoted.split('/').at(-1))].some(word => servers.test(word ?? '')),
	)?.instruction;
}

/** True if Ruby is that of the official image. */
export function isOfficialRuby(stage: Stage): boolean {
	const image = chain(stage).at(-1)?.base.image;
	return image?.domain === 'docker.io' && image.path === 'library/ruby';
}
