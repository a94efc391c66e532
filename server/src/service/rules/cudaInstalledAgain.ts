import { installationsBy } from '../caches.ts';
import { type CudaImage, cudaImageOf, showVersion } from '../cuda.ts';
import type { Rule } from '../types.ts';

/** What the variants of the image have, as their [Dockerfiles](https://gitlab.com/nvidia/container-images/cuda/-/tree/master/dist) install it. */
const contents: readonly { readonly flavor: CudaImage['flavor'] | 'cudnn'; readonly packages: RegExp }[] = [
	{ flavor: 'base', packages: /^cuda-(?:cudart|compat)$/ },
	{ flavor: 'runtime', packages: /^(?:cuda-(?:runtime|libraries|nvtx)|libcublas|libcusparse|libnpp|libnccl2)$/ },
	{
		flavor: 'devel',
		packages: /^(?:cuda-(?:toolkit|nvcc|compiler|cudart-dev(?:el)?|libraries-dev(?:el)?|command-line-tools|minimal-build|nvml-dev(?:el)?)|libnccl-dev(?:el)?)$/,
	},
	{ flavor: 'cudnn', packages: /^libcudnn\d+(?:-cuda)?$/ },
];
const order = ['base', 'runtime', 'devel'];

export const cudaInstalledAgain: Rule = {
	id: 'cuda-installed-again',
	aliases: ['gpu/no-redundant-cuda-install'],
	category: 'packages',
	severity: 'info',
	title: 'Parts of CUDA installed on an image that has them',
	why: "The variants of `nvidia/cuda` come with CUDA: `runtime` with the libraries, `devel` with the compiler, `cudnn` with cuDNN. Installing them again takes gigabytes, or brings another version beside the image's. See the [tags](https://hub.docker.com/r/nvidia/cuda). Silent where the package names another version on purpose, and where the variant has less.",
	defaultBecause: 'It costs size, and mostly comes from an older image.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN apt-get update && apt-get install -y cuda-nvcc-12-4\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, installation } of installationsBy(doc, 'apt', 'yum', 'dnf', 'zypper')) {
			const stage = doc.stageOf(run);
			const image = stage && cudaImageOf(stage);
			if (!image) continue;
			for (const { name, span } of installation.packages) {
				if (name === 'nvidia-cuda-toolkit') {
					yield { span, message: `${name} is the distribution's CUDA, beside the ${showVersion(image.version)} of the image.` };
				} else if (has(image, name)) {
					yield { span, message: `The image has ${name} already.`, related: [{ span: stage.base.word.span, message: 'The image.' }] };
				}
			}
		}
	},
};

function has({ version, flavor, hasCudnn }: CudaImage, name: string): boolean {
	// cuda-nvcc-12-4, libcudnn9-cuda-12
	const [, bare = name, major, minor] = /^(.*?)-(\d+)(?:-(\d+))?$/.exec(name) ?? [];
	if (major !== undefined && (Number(major) !== version.major || (minor !== undefined && Number(minor) !== version.minor))) return false;
	const found = contents.find(({ packages }) => packages.test(bare));
	if (!found) return false;
	return found.flavor === 'cudnn' ? hasCudnn : order.indexOf(found.flavor) <= order.indexOf(flavor);
}
