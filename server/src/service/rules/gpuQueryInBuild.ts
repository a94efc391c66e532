import { type BuildCommand, buildCommands, buildPrograms } from '../buildCommands.ts';
import type { Span } from '../text.ts';
import type { Rule } from '../types.ts';

export const gpuQueryInBuild: Rule = {
	id: 'gpu-query-in-build',
	aliases: ['gpu/no-buildtime-gpu-queries'],
	category: 'files',
	severity: 'warning',
	title: 'Question about the GPU while the image is built',
	why: 'A build has no GPU, and the driver is not in the image: `nvidia-smi` is not found or fails, `torch.cuda.is_available()` is False whatever the machine has. Ask when the container starts. See [Docker Spaces](https://huggingface.co/docs/hub/spaces-sdks-docker) and [GPUs in containers](https://docs.docker.com/engine/containers/resource_constraints/#gpu). Silent where the command may fail (`if`, `||`), and with `RUN --device`.',
	defaultBecause: 'The step fails, or its answer is wrong.',
	examples: [
		{
			bad: 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN nvidia-smi\nUSER 65532',
			good: 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nUSER 65532\nCMD ["nvidia-smi"]',
		},
	],
	*check({ doc }) {
		for (const found of buildCommands(doc, 'nvidia-smi', 'nvidia-debugdump', 'nvidia-persistenced')) {
			const { command } = found;
			if (mayFail(found) || command.words.some(({ value }) => value === '--help' || value === '-h' || value === '--version')) continue;
			yield { span: command.span, message: `${command.name} fails here: a build has no GPU.` };
		}
		for (const found of buildCommands(doc, ...[...buildPrograms(doc)].filter(name => /^(?:python|pypy)[\d.]*$/.test(name)))) {
			const query = queryOf(found);
			if (query && !mayFail(found)) yield { span: query.span, message: `${query.name} knows of no GPU here: a build has none.` };
		}
	},
};

function mayFail({ run, command }: BuildCommand): boolean {
	const { flags } = run.trigger ?? run;
	return command.conditional || command.negated || command.followedBy === '||' || flags.some(({ name }) => name === 'device');
}

const queries =
	/\b(?:torch\.cuda\.(?:is_available|device_count|get_device_name|get_device_properties|current_device)|tf\.test\.is_gpu_available|tf\.config(?:\.experimental)?\.list_physical_devices|jax\.devices)(?=\()/;

/** A call in `python -c "..."`, or in what is given to it. */
function queryOf({ command }: BuildCommand): { name: string; span: Span } | undefined {
	for (const word of command.words) {
		const match = queries.exec(word.unquoted);
		if (match) return { name: match[0], span: word.part(match.index, match.index + match[0].length) };
	}
	for (const { body } of command.redirects) {
		const match = body && queries.exec(body.text);
		if (match) return { name: match[0], span: body.span(match.index, match.index + match[0].length) };
	}
	return undefined;
}
