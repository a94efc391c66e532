import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unordered-labels';
const oci = 'org.opencontainers.image';

suite(id, () => {
	test('the first that stands too early', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL "${oci}.title"=x b=1 ${oci}.version=2
                                         ^ The label ${oci}.version belongs before b.`,
		);
	});

	test('silent: sorted, others as they are, several instructions', () => {
		checkSilent(id, `FROM debian:12\nLABEL ${oci}.title=1 ${oci}.source=2 ${oci}.url=3 ${oci}.created=4 ${oci}.base.digest=5 b=1 a=2\nLABEL ${oci}.title=2`);
	});

	test('the fix changes places only', () => {
		checkFix(
			id,
			`FROM debian:12\nLABEL z="1 2" \\\n      ${oci}.url='u' \\\n\n  ${oci}.title=$T a=\nUSER 1`,
			`FROM debian:12\nLABEL ${oci}.title=$T \\\n      ${oci}.url='u' \\\n\n  z="1 2" a=\nUSER 1`,
		);
	});

	test('no fix beside comments', () => {
		const text = `FROM debian:12\nLABEL z=1 \\\n# what it is called\n  ${oci}.title=$T`;
		checkFix(id, text, text);
	});
});
