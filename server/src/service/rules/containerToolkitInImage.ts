import { installationsBy } from '../caches.ts';
import type { Rule } from '../types.ts';

const toolkit = /^(?:nvidia-container-(?:toolkit(?:-base)?|runtime)|nvidia-docker2?|libnvidia-container[\w-]*)$/;
/** An image that starts containers itself needs it. */
const engines = /\b(?:dockerd|docker-ce|docker\.io|docker:(?:\S*-)?dind|containerd|podman|cri-o|k3s|rke2|kubelet|nvidia-ctk|buildkitd)\b/;

export const containerToolkitInImage: Rule = {
	id: 'container-toolkit-in-image',
	aliases: ['gpu/no-container-runtime-in-image'],
	category: 'packages',
	severity: 'warning',
	title: "NVIDIA's container toolkit installed in an image",
	why: "The toolkit gives containers the host's GPU: it belongs on the host. Inside of the image it does nothing. See the [container toolkit](https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html). Silent where the file installs or starts a container engine.",
	defaultBecause: 'It has no effect, and hides what the host needs.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y nvidia-container-toolkit\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (engines.test(doc.instructions.map(({ logical }) => logical.text).join('\n'))) return;
		for (const { installation } of installationsBy(doc, 'apt', 'apk', 'yum', 'dnf', 'zypper')) {
			for (const { name, span } of installation.packages) {
				if (toolkit.test(name)) yield { span, message: `${name} belongs on the host: in an image it does nothing.` };
			}
		}
	},
};
