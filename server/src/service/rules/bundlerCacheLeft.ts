import { rootImage } from '../baseImages.ts';
import type { BundleInstall } from '../bundler.ts';
import { bundleInstalls, isConfigured } from '../bundler.ts';
import { cleanAction, hasMountOver, isCleanedBehind, shippedStages } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { isOfficialRuby } from '../rubyImages.ts';
import type { Rule } from '../types.ts';

const caches = /\/cache(?:\/.*)?$|\.gem$|\/(?:bundle|gems)\/?$|\.bundle\/?\**$/;
const cleaner = /^bundler? clean\b|^gem cleanup\b/;

export const bundlerCacheLeft: Rule = {
	id: 'bundler-cache-left',
	aliases: ['ruby/leftover-bundler-cache'],
	category: 'cache',
	severity: 'hint',
	title: 'Cache of Bundler left in the layer',
	why: 'Bundler keeps the archive of each gem beside what it unpacked, and its index in `~/.bundle/cache`: 50 to 200 MB for an application of Rails. Delete them in the same RUN, as the [Dockerfile that Rails makes](https://github.com/rails/rails/blob/main/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt) does. Silent with a cache mount, and in stages that are not shipped.',
	defaultBecause: 'It costs size only.',
	examples: [
		{
			bad: 'FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 65532',
			good: 'FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install && rm -rf ~/.bundle/cache "$GEM_HOME/cache"\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of bundleInstalls(doc)) {
			const stage = doc.stageOf(found.run);
			if (!stage || !shippedStages(doc).has(stage) || hasMountOver(found.run, /bundle|gems|cache/)) continue;
			if (isCleanedBehind(doc, found, caches, cleaner)) continue;
			const folder = cacheFolder(doc, found);
			yield {
				span: found.span,
				message: 'Bundler leaves the archives of all gems in the image.',
				actions: folder ? cleanAction(doc, found, `rm -rf ~/.bundle/cache ${folder}`) : [],
			};
		}
	},
};

/** Where the archives are, for a shell; `undefined` if that cannot be told. */
function cacheFolder(doc: DockerfileDocument, found: BundleInstall): string | undefined {
	const stage = doc.stageOf(found.run);
	const image = stage && rootImage(stage);
	if (doc.scope(found.run)?.declaration('BUNDLE_PATH')) return '"$BUNDLE_PATH"/ruby/*/cache';
	const isMoved = ['path', 'path.system', 'deployment', 'gemfile'].some(setting => isConfigured(doc, found, setting));
	return !isMoved && image && isOfficialRuby(image) ? '"$GEM_HOME/cache"' : undefined;
}
