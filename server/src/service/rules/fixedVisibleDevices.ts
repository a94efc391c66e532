import { isCudaImage } from '../cuda.ts';
import { removePairs } from '../removeInstruction.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';
import { unquoted } from '../values.ts';

export const fixedVisibleDevices: Rule = {
	id: 'fixed-visible-devices',
	aliases: ['gpu/no-hardcoded-visible-devices'],
	category: 'metadata',
	severity: 'info',
	title: 'Graphics cards chosen in the image',
	why: 'Which cards a container sees depends on the machine, and is chosen when it starts (`--gpus`, the device plugin of Kubernetes). A number or name in the image fits one machine. `NVIDIA_VISIBLE_DEVICES=all` is what `nvidia/cuda` images say themselves. See [the environment variables](https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html).',
	defaultBecause: 'The image does not run elsewhere; on one machine it does.',
	examples: [{ bad: 'FROM debian:12\nENV CUDA_VISIBLE_DEVICES=0\nUSER 65532', good: 'FROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		for (const stage of doc.stages) {
			for (const instruction of stage.instructions) {
				if (instruction.keyword !== 'ENV') continue;
				for (const pair of instruction.pairs) {
					const value = unquoted(pair.value?.text ?? '');
					const isAll = pair.key.text === 'NVIDIA_VISIBLE_DEVICES' && value === 'all';
					if (!/^(?:NVIDIA|CUDA)_VISIBLE_DEVICES$/.test(pair.key.text) || /^(?:|none|void|nodevfiles|-1)$|\$/i.test(value)) continue;
					if (isAll && !isCudaImage(chain(stage).at(-1)?.base.image)) continue;
					const edits = removePairs(doc, instruction, new Set([pair]));
					yield {
						span: pair.span,
						message: isAll ? 'The base image says this itself.' : `${pair.key.text} is chosen when a container starts: this fits one machine.`,
						actions: edits
							? [
									{
										id: 'remove-variable',
										title: `Remove ${pair.key.text}`,
										kind: 'quickfix',
										safety: isAll ? 'safe' : 'review',
										...(isAll ? {} : { why: 'The cards must be chosen where the container is started.' }),
										preferred: true,
										edits: () => ({ edits }),
									},
								]
							: [],
					};
				}
			}
		}
	},
};
