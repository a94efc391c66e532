import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits, mergeEdits } from '../../server/src/service/edit.ts';
import { EditTrail } from '../../server/src/service/editTrail.ts';
import { seed } from '../support/seed.ts';

const edit = fc.record({ start: fc.nat(30), length: fc.nat(6), newText: fc.string({ maxLength: 4 }) });
const rounds = fc.array(fc.array(edit, { maxLength: 5 }), { maxLength: 5 });

test('rounds of edits come out as edits of the input that give the same text', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 30 }), rounds, (input, wanted) => {
			const trail = new EditTrail(input);
			let text = input;
			for (const [round, edits] of wanted.entries()) {
				const inside = edits.filter(({ start, length }) => start + length <= text.length);
				const { edits: merged } = mergeEdits(inside.map(({ start, length, newText }) => ({ edits: [{ start, end: start + length, newText }] })));
				trail.apply(merged.map(each => ({ ...each, owner: round })));
				text = applyEdits(text, merged);
				assert.equal(trail.text, text);
			}
			const found = trail.edits();
			assert.equal(applyEdits(input, found), text);
			for (const [index, { start, end }] of found.entries()) assert.ok(start <= end && (index === 0 || start > (found[index - 1]?.end ?? -1)));
		}),
		{ seed, numRuns: 3000 },
	);
});
