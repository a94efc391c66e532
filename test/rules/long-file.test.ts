import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { checkSilent, findingsOf } from '../support/marked.ts';

const id = 'long-file';

suite(id, () => {
	test('on the first line too many, comments and empty lines not counted', () => {
		const text = `# c\n\nFROM a\n${'RUN a \\\n\n  # c\n  b\n'.repeat(25)}`;
		const [finding] = findingsOf(id, text);
		assert.equal(finding?.message, 'The file has 51 lines; 50 are enough for most.');
		assert.equal(new DockerfileDocument(text).rangeOf(finding.span).start.line, 2 + 100);
	});
	test('silent', () => checkSilent(id, `FROM a\n${'RUN a \\\n\n  # c\n  b\n'.repeat(24)}RUN c`));
});
