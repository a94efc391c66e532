import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DockerfileDocument, defaultSettings, FactReading, FactStore } from '../../server/src/service/index.ts';
import { mayBeInvalid } from '../../server/src/service/mayBeInvalid.ts';
import { invalidArguments } from '../../server/src/service/validity.ts';
import { anyDockerfile, damagedDockerfile } from '../support/generateDockerfile.ts';
import { seed } from '../support/seed.ts';

function messages(text: string): string[] {
	const context = { doc: new DockerfileDocument(text), facts: new FactReading(new FactStore()), settings: defaultSettings };
	return [...invalidArguments.check(context)].map(({ message, span }) => `${span.start} ${message}`);
}

test('where dockerfile-utils has something to say, it is asked', () => {
	fc.assert(
		fc.property(fc.oneof(anyDockerfile, damagedDockerfile), text => {
			const said = messages(text);
			assert.ok(said.length === 0 || mayBeInvalid(new DockerfileDocument(text)), said.join('\n'));
		}),
		{ seed, numRuns: 1_500 },
	);
});

test('it is not asked about a file as people write them', () => {
	const plain = [
		'ARG VERSION=22',
		'FROM --platform=$BUILDPLATFORM node:${VERSION}-alpine AS build',
		'ENV NODE_ENV=production PATH="/app/bin:$PATH"',
		'LABEL org.opencontainers.image.authors="me <me@example.com>"',
		'WORKDIR /app',
		'COPY --link --from=build --chown=1:1 package.json package-lock.json .',
		'RUN --mount=type=cache,target=/root/.npm npm ci && \\',
		'    # why',
		'    npm run build',
		'RUN <<EOF',
		'FROM',
		'EOF',
		'EXPOSE 80 443/tcp 8000-8010',
		'STOPSIGNAL SIGTERM',
		'HEALTHCHECK --interval=1m30s --retries=3 CMD curl -f http://localhost',
		'SHELL ["/bin/sh", "-c"]',
		'ONBUILD RUN true',
		'VOLUME /data',
		'USER 65532',
		'CMD ["node", "server.js"]',
	];
	assert.equal(mayBeInvalid(new DockerfileDocument(`${plain.join('\n')}\n`)), false);
	for (const odd of ['STOPSIGNAL nonsense', 'EXPOSE http', 'ENV a="b', 'USER', 'HEALTHCHECK --timeout=5 CMD x', 'ONBUILD FROM x', 'COPY x'])
		assert.equal(mayBeInvalid(new DockerfileDocument(`FROM debian:12\n${odd}\n`)), true, odd);
	assert.equal(mayBeInvalid(new DockerfileDocument('RUN true\nFROM debian:12\n')), true, 'FROM comes first');
});

test('what BuildKit takes is no finding', () => {
	assert.deepEqual(messages('FROM debian:12\nCOPY package.json package-lock.json .\nSTOPSIGNAL KILL\nSTOPSIGNAL rtmin+3\n'), []);
	assert.deepEqual(messages('FROM debian:12\nSTOPSIGNAL nonsense\n'), ['26 Invalid signal: nonsense.']);
});
