import { rootImage } from '../baseImages.ts';
import { isCudaImage } from '../cuda.ts';
import type { DockerfileDocument } from '../document.ts';
import { removePairs } from '../removeInstruction.ts';
import type { Instruction, Pair } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';
import { unquoted } from '../values.ts';

const variables: ReadonlySet<string> = new Set(['NVIDIA_VISIBLE_DEVICES', 'CUDA_VISIBLE_DEVICES']);
/** Words for none at all, which is meant. */
const none = /^(?:|none|void|nodevfiles|-1)$/i;

export const fixedGpu: Rule = {
	id: 'fixed-gpu',
	aliases: ['gpu/no-hardcoded-visible-devices'],
	category: 'files',
	severity: 'warning',
	title: 'GPU that the image chooses',
	why: 'Which GPU a container gets is for whoever starts it: `docker run --gpus`, a scheduler, a device plugin. A number or UUID in the image is wrong on the next machine, and one in `CUDA_VISIBLE_DEVICES` hides what the container was given. See [enumeration of GPUs](https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html). `NVIDIA_VISIBLE_DEVICES=all` is flagged only on `nvidia/cuda`, which says it already.',
	defaultBecause: 'The image works on one machine.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nENV NVIDIA_VISIBLE_DEVICES=all\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const env of doc.all('ENV')) {
			for (const pair of env.pairs) {
				const name = pair.key.text;
				const value = unquoted(pair.value?.text ?? '');
				if (!variables.has(name) || none.test(value) || value.includes('$')) continue;
				if (value !== 'all') {
					yield { span: pair.span, message: `${name} chooses a GPU for whoever starts the container.`, actions: removal(doc, env, pair) };
				} else if (name === 'CUDA_VISIBLE_DEVICES') {
					yield { span: pair.span, message: 'CUDA_VISIBLE_DEVICES takes numbers and UUIDs: "all" hides every GPU.', actions: removal(doc, env, pair) };
				} else if (isSaidBelow(doc, env)) {
					yield { span: pair.span, message: 'The image below says this already.', severity: 'hint', actions: removal(doc, env, pair, true) };
				}
			}
		}
	},
};

/** True if the image is NVIDIA's and nothing in this file has changed the variable since. */
function isSaidBelow(doc: DockerfileDocument, env: Instruction): boolean {
	const stage = doc.stageOf(env);
	const image = stage && rootImage(stage);
	return image !== undefined && isCudaImage(image) && doc.scope(env)?.declaration('NVIDIA_VISIBLE_DEVICES') === undefined;
}

function removal(doc: DockerfileDocument, env: Instruction, pair: Pair, isSame = false): Action[] {
	const action: Action = {
		id: 'remove-variable',
		title: `Remove ${pair.key.text}`,
		kind: 'quickfix',
		safety: isSame ? 'safe' : 'review',
		preferred: true,
		edits: () => {
			const edits = removePairs(doc, env, new Set([pair]));
			return edits && { edits };
		},
	};
	return [isSame ? action : { ...action, why: 'Whoever starts the container must choose the GPU.' }];
}
