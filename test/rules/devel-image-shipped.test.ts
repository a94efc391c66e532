import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'devel-image-shipped';
const devel = 'nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04';

test('the base of the last stage', () => {
	checkMarks(
		id,
		`
FROM ${devel} AS build
RUN nvcc a.cu
FROM ${devel}
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The image ships the compiler and headers of CUDA, and nothing here compiles.
COPY --from=build /a /a`,
	);
	checkMarks(id, `FROM ${devel} AS base\nRUN pip install torch\nFROM base\n     ^^^^\nCMD ["a"]`);
});

for (const text of [
	`FROM ${devel}\nRUN make`,
	`FROM ${devel}\nRUN apt-get install -y build-essential`,
	`FROM ${devel}\nRUN pip install flash-attn`,
	`FROM ${devel}\nRUN pip install git+https://github.com/a/b`,
	`FROM ${devel}\nRUN pip install $P`,
	`FROM ${devel}\nRUN python setup.py install`,
	`FROM ${devel}\nRUN ./build.sh`,
	`FROM ${devel}\nRUN pip install dist/*.whl`,
	`FROM ${devel}\nCMD ["python3", "-m", "vllm.entrypoints.openai.api_server"]`,
	`FROM ${devel} AS dev\nRUN pip install torch`,
	'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04',
	`FROM ${devel}\nRUN pip install torch\nFROM scratch`,
	'ARG T\nFROM nvidia/cuda:$T',
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent(id, text));
}

test('the word in the tag, also in the default of an ARG', () => {
	checkFix(id, `FROM ${devel} AS a`, 'FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04 AS a');
	checkFix(id, `ARG BASE=${devel}\nFROM $BASE`, 'ARG BASE=nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04\nFROM $BASE');
});
