import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'gpu-query-in-build';

test('programs, Python in words and in here-documents', () =>
	checkMarks(
		id,
		`
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
RUN nvcc --version && nvidia-smi -L
                      ^^^^^^^^^^^^^ nvidia-smi fails here: a build has no GPU.
RUN python3 -c "import torch; assert torch.cuda.is_available(), 'no'"
                                     ^^^^^^^^^^^^^^^^^^^^^^^ torch.cuda.is_available knows of no GPU here: a build has none.
RUN <<EOF
python3 - <<PY
import torch
print(torch.cuda.device_count())
      ^^^^^^^^^^^^^^^^^^^^^^^
PY
EOF`,
	));

test('may fail, at run time, with a device, without a call', () => {
	checkSilent(id, 'FROM a\nRUN nvidia-smi || true\nRUN if nvidia-smi; then echo; fi\nRUN nvidia-smi --version\nRUN ! nvidia-smi');
	checkSilent(id, 'FROM a\nCMD nvidia-smi\nENTRYPOINT ["python", "-c", "import torch; torch.cuda.is_available()"]');
	checkSilent(id, 'FROM a\nRUN --device=nvidia.com/gpu=all nvidia-smi');
	checkSilent(id, 'FROM a\nRUN python -c "import torch.cuda" && echo nvidia-smi\n# nvidia-smi');
});
