import { type EngineCommand, parseJsonLines } from './engineCommand.ts';
import { asArray, asRecord, asText, asTexts } from './json.ts';

/** An instance of buildx: a builder on this machine, in a cluster or elsewhere. */
export interface BuilderInstance {
	readonly name: string;
	/** `docker`, `docker-container`, `kubernetes`, `remote`, `cloud`. */
	readonly driver: string;
	/** Builds go there where no instance is named. */
	readonly current: boolean;
	/** "running", "inactive", or why it cannot be reached. */
	readonly status: string;
	readonly platforms: readonly string[];
}

/** buildx prints a table to those before 0.13, which is not read. */
export function builderInstances(program: string): EngineCommand<readonly BuilderInstance[]> {
	return { program, args: ['buildx', 'ls', '--format', '{{json .}}'], parse: stdout => oncePerName(parseJsonLines(stdout).flatMap(readInstance)) };
}

/** buildx 0.37 prints an instance once for itself and once for its node. */
function oncePerName(instances: readonly BuilderInstance[]): BuilderInstance[] {
	return [...new Map(instances.map(instance => [instance.name, instance])).values()];
}

function readInstance(value: unknown): BuilderInstance[] {
	const instance = asRecord(value);
	const name = asText(instance.Name);
	const nodes = asArray(instance.Nodes).map(asRecord);
	if (name === undefined) return [];
	const error = asText(instance.Err) ?? nodes.map(node => asText(node.Err)).find(text => text !== undefined && text !== '');
	return [
		{
			name,
			driver: asText(instance.Driver) ?? '',
			current: instance.Current === true,
			status: error || (asText(nodes[0]?.Status) ?? ''),
			platforms: [...new Set(nodes.flatMap(node => asTexts(node.Platforms)))],
		},
	];
}
