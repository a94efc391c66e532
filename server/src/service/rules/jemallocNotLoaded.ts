import { shippedStages } from '../caches.ts';
import { installationOf } from '../packages.ts';
import { isForDevelopmentHere, isRubyStage } from '../ruby.ts';
import type { Rule } from '../types.ts';

export const jemallocNotLoaded: Rule = {
	id: 'jemalloc-not-loaded',
	aliases: ['ruby/jemalloc-installed-but-not-preloaded'],
	category: 'packages',
	severity: 'info',
	title: 'Memory allocator that is installed and not used',
	why: 'Installing jemalloc changes nothing: Ruby uses it only if it is loaded before everything else, by `LD_PRELOAD`. The [Dockerfile that Rails generates](https://github.com/rails/rails/blob/main/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt) links the library to a fixed place and sets `LD_PRELOAD` to it. Silent with an ENTRYPOINT, which may do it, and outside of Ruby images.',
	defaultBecause: 'The package was installed for a purpose that is not served; an entry point may serve it.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN apt-get update && apt-get install -y --no-install-recommends libjemalloc2 && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM ruby:3.4\nRUN apt-get update && apt-get install -y --no-install-recommends libjemalloc2 && rm -rf /var/lib/apt/lists/*\nENV LD_PRELOAD=libjemalloc.so.2\nUSER 65532',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || !isRubyStage(shipped) || isForDevelopmentHere(doc, shipped) || doc.isWindows(shipped.from)) return;
		const stages = shippedStages(doc);
		const isLoaded = /LD_PRELOAD|MALLOC_CONF|--with-jemalloc/.test(doc.text);
		// the entry point that Rails generates sets LD_PRELOAD
		const hasEntryPoint = [...stages].some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'ENTRYPOINT'));
		if (isLoaded || hasEntryPoint) return;
		for (const instruction of doc.all('RUN')) {
			const stage = doc.stageOf(instruction);
			if (!stage || !stages.has(stage)) continue;
			for (const command of doc.commands(instruction)) {
				const found = installationOf(command)?.packages.find(({ name }) => /^(?:lib)?jemalloc(?:\d*|-dev|-devel)$/.test(name));
				if (found) yield { span: found.span, message: `${found.name} is installed, and nothing loads it: LD_PRELOAD is not set.` };
			}
		}
	},
};
