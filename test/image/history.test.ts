import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInstruction } from '../../server/src/image/history.ts';

const hash = 'e08f98251610dcb87be26ec8147d20c300fdfe22c41458ddb84099b5c0dcaeb1';

/** What each builder writes, and what the Dockerfile said. */
const texts: readonly (readonly [string, string])[] = [
	// classic
	['/bin/sh -c echo hi', 'RUN echo hi'],
	['|2 TOKEN=abc VER=3 /bin/sh -c make $VER', 'RUN make $VER'],
	['|1 FLAGS=-O2 -g /bin/sh -c make', 'RUN make'],
	['|1 A= /bin/bash -o pipefail -c a | b', 'RUN a | b'],
	['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
	['/bin/sh -ec #(nop)  USER 1000', 'USER 1000'],
	['/bin/bash -o pipefail -c #(nop) WORKDIR /srv', 'WORKDIR /srv'],
	[`/bin/sh -c #(nop) COPY file:${hash} in /x `, 'COPY file:e08f98251610 in /x'],
	[`/bin/sh -c #(nop) COPY --chown=1000:1000file:${hash} in . `, 'COPY --chown=1000:1000 file:e08f98251610 in .'],
	['/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "echo ok"] "5s" "0s" "0s" \'\\x00\'}', 'HEALTHCHECK --interval=5s CMD echo ok'],
	["powershell -Command $ErrorActionPreference = 'Stop'; dir", "RUN $ErrorActionPreference = 'Stop'; dir"],
	['cmd /S /C dir', 'RUN dir'],
	// BuildKit
	['RUN /bin/sh -c echo hi # buildkit', 'RUN echo hi'],
	['RUN |2 VER=3 TOKEN=abc /bin/sh -c make # buildkit', 'RUN make'],
	['RUN |1 VER=3 /usr/bin/tool --run # buildkit', 'RUN /usr/bin/tool --run'],
	['RUN /bin/sh -c one\ntwo\n # buildkit', 'RUN one\ntwo'],
	['COPY a b ./ # buildkit', 'COPY a b ./'],
	['EXPOSE map[443/udp:{} 80/tcp:{}]', 'EXPOSE 443/udp 80/tcp'],
	['HEALTHCHECK &{["CMD" "curl" "-f" "x"] "5s" "3s" "0s" "1s" \'\\x03\'}', 'HEALTHCHECK --interval=5s --timeout=3s --start-interval=1s CMD ["curl","-f","x"]'],
	['HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" \'\\x00\'}', 'HEALTHCHECK NONE'],
	['SHELL [/bin/sh -ec]', 'SHELL [/bin/sh -ec]'],
	// others
	["# debian.sh --arch 'amd64' out/ 'trixie'", "# debian.sh --arch 'amd64' out/ 'trixie'"],
];

for (const [createdBy, text] of texts) test(JSON.stringify(createdBy), () => assert.equal(readInstruction({ createdBy, comment: '' }).text, text));

test('what says nothing is known by its comment', () =>
	assert.deepEqual(readInstruction({ createdBy: '', comment: 'Imported from -' }), { keyword: '', rest: '', text: 'Imported from -', buildkit: false }));

test('BuildKit is known by its mark or by its comment', () => {
	assert(readInstruction({ createdBy: 'RUN x # buildkit', comment: '' }).buildkit);
	assert(readInstruction({ createdBy: 'WORKDIR /x', comment: 'buildkit.dockerfile.v0' }).buildkit);
	assert(!readInstruction({ createdBy: '/bin/sh -c x', comment: '' }).buildkit);
});

test('values of build arguments are never shown', () => {
	for (const createdBy of [
		'|2 A=s3cret B=s3cret x /bin/sh -c make',
		'RUN |1 A=s3cret /bin/sh -c make # buildkit',
		'|1 A=s3cret make',
		'RUN |2 A=x y=z s3cret B=s3cret /bin/bash -c make # buildkit',
	]) {
		assert.doesNotMatch(readInstruction({ createdBy, comment: '' }).text, /s3cret/, createdBy);
	}
});
