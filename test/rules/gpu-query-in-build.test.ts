import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'gpu-query-in-build';

suite(id, () => {
	test('programs and calls', () =>
		checkMarks(
			id,
			`
FROM a
RUN x && nvidia-smi -L
         ^^^^^^^^^^^^^ No graphics card is there while the image is built: nvidia-smi fails.
RUN python3 -c "import torch; print(torch.cuda.is_available())"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No graphics card is there while the image is built: the answer is always no.`,
		));
	test('silent', () =>
		checkSilent(id, 'FROM a\nRUN nvidia-smi || true\nRUN if x; then nvidia-smi; fi\nRUN python -c "import torch" && echo nvidia-smi\nCMD ["nvidia-smi"]'));
});
