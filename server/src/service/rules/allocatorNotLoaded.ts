import { rootImage } from '../baseImages.ts';
import { bundleInstalls } from '../bundler.ts';
import { shippedInstallations } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { insertBelow } from '../insertInstruction.ts';
import { isOfficialRuby, runsLong } from '../rubyImages.ts';
import type { Stage } from '../stages.ts';
import { isForDevelopment, starts } from '../starts.ts';
import type { Facts, Rule } from '../types.ts';

const library = /^(?:lib)?jemalloc[12]?(?:-dev(?:el)?)?$/;
/** Ways to have it loaded, or linked into Ruby. */
const loads = /LD_PRELOAD|MALLOC_CONF|ld\.so\.preload|with-jemalloc/;

export const allocatorNotLoaded: Rule = {
	id: 'allocator-not-loaded',
	aliases: ['ruby/jemalloc-installed-but-not-preloaded'],
	category: 'packages',
	severity: 'info',
	title: 'Library jemalloc installed and not loaded',
	why: "Long-running processes of Ruby fragment glibc's heap; jemalloc helps, but a program takes it only if it is told to: `ENV LD_PRELOAD=libjemalloc.so.2`. See [jemalloc](https://github.com/jemalloc/jemalloc/wiki/Getting-Started) and the [Dockerfile that Rails makes](https://github.com/rails/rails/blob/main/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt). Silent on images without Ruby, and where a script starts the program that may load it: Rails 7.1 does so in `bin/docker-entrypoint`.",
	defaultBecause: 'The library is in the image for nothing.',
	examples: [
		{
			bad: 'FROM ruby:3.4-slim\nRUN apt-get update && apt-get install -y libjemalloc2\nUSER 65532\nCMD ["bin/rails", "server"]',
			good: 'FROM ruby:3.4-slim\nRUN apt-get update && apt-get install -y libjemalloc2\nENV LD_PRELOAD=libjemalloc.so.2\nUSER 65532\nCMD ["bin/rails", "server"]',
		},
	],
	*check({ doc, facts }) {
		if (isForDevelopment(doc) || loads.test(doc.text)) return;
		for (const { run, installation } of shippedInstallations(doc, 'apt', 'apk', 'dnf', 'yum', 'zypper')) {
			const found = installation.packages.find(({ name }) => library.test(name));
			const stage = doc.stageOf(run);
			if (!found || !stage || !hasRuby(doc, stage, found.name) || mayLoadLater(doc, facts)) continue;
			const file = found.name === 'libjemalloc1' ? 'libjemalloc.so.1' : 'libjemalloc.so.2';
			yield {
				span: found.span,
				message: `Nothing loads ${found.name}: set LD_PRELOAD.`,
				actions: [
					{
						id: 'preload',
						title: `Set LD_PRELOAD=${file}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'Every program of the image gets another allocator.',
						preferred: true,
						edits: () => (run.keyword === 'RUN' ? { edits: [insertBelow(doc, run, `ENV LD_PRELOAD=${file}`)] } : undefined),
					},
				],
			};
		}
	},
};

function hasRuby(doc: DockerfileDocument, stage: Stage, name: string): boolean {
	const image = rootImage(stage);
	if (!image) return false;
	// headers: elsewhere something may be built with them
	if (/-dev/.test(name)) return isOfficialRuby(image);
	return /ruby|rails/.test(image.path) || runsLong(doc) || bundleInstalls(doc).length > 0;
}

/** True if a script of the project starts the program, unless it can be read and says nothing of the library. */
function mayLoadLater(doc: DockerfileDocument, facts: Facts): boolean {
	return starts(doc).some(({ command }) => {
		const path = command.words[0]?.value;
		if (path === undefined) return true;
		if (!/entrypoint|^docker-|\.(?:sh|rb)$|^(?:start|run|boot)/.test(path.slice(path.lastIndexOf('/') + 1))) return false;
		const parts = path.split('/').filter(part => part !== '' && part !== '.');
		const texts = parts.map((_, index) => facts.get('contextFile', parts.slice(index).join('/')));
		return !texts.some(text => typeof text === 'string') || texts.some(text => typeof text === 'string' && /jemalloc|LD_PRELOAD/.test(text));
	});
}
