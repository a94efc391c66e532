import type { BuildChoice, BuildForm } from '../../../server/src/protocol/build.ts';
import { withPlatform } from '../../../server/src/protocol/imageName.ts';
import { plural } from '../layers/words.ts';

/** A choice of the form: some of it becomes several builds. */
export interface FormChoice extends BuildChoice {
	/** An image for each platform, with its name at the end of the tag, in place of one index. */
	readonly perPlatform?: boolean;
	/** Ids of secrets that the file mounts and the build shall do without. */
	readonly withoutSecrets?: readonly string[];
}

/** Platforms that images are commonly made for. */
export const commonPlatforms: readonly string[] = [
	'linux/amd64',
	'linux/arm64',
	'linux/arm/v7',
	'linux/arm/v6',
	'linux/386',
	'linux/ppc64le',
	'linux/s390x',
	'linux/riscv64',
	'windows/amd64',
];

/** One build, or one for each platform. */
export function buildsOf({ perPlatform, withoutSecrets: _, ...choice }: FormChoice): BuildChoice[] {
	const platforms = choice.platform?.split(',') ?? [];
	if (!perPlatform || platforms.length < 2) return [choice];
	return platforms.map(platform => ({
		...choice,
		platform,
		tag: withPlatform(choice.tag, platform),
		...(choice.tags === undefined ? {} : { tags: choice.tags.map(tag => withPlatform(tag, platform)) }),
	}));
}

/** What was remembered, as far as the Dockerfile still has it. Build arguments stay: not all are declared. */
export function stillFitting(choice: FormChoice, { targets, secrets, ssh }: BuildForm): FormChoice {
	const { target, secrets: kept = [], ssh: keys = [], ...rest } = choice;
	const fittingSecrets = kept.filter(({ id }) => secrets.some(mount => mount.id === id));
	const fittingSsh = keys.filter(({ id }) => ssh.some(mount => mount.id === id));
	return {
		...rest,
		...(target !== undefined && targets.some(({ name }) => name.toLowerCase() === target.toLowerCase()) ? { target } : {}),
		...(fittingSecrets.length === 0 ? {} : { secrets: fittingSecrets }),
		...(fittingSsh.length === 0 ? {} : { ssh: fittingSsh }),
	};
}

/** What of a choice is no default: "stage app, 2 arguments, without the cache". '' if all is. */
export function choiceText(choice: FormChoice): string {
	const { target, args = {}, secrets = [], ssh = [], platform, perPlatform, contexts = {}, pull, noCache, instance, push, tags = [], ociLabels } = choice;
	const count = (record: object): number => Object.keys(record).length;
	return [
		tags.length === 0 ? '' : `also ${tags.join(', ')}`,
		target === undefined ? '' : `stage ${target}`,
		count(args) === 0 ? '' : plural(count(args), 'argument'),
		secrets.length === 0 ? '' : plural(secrets.length, 'secret'),
		ssh.length === 0 ? '' : 'SSH',
		platform === undefined ? '' : `${platform.replaceAll(',', ', ')}${perPlatform ? ' apart' : ''}`,
		count(contexts) === 0 ? '' : plural(count(contexts), 'named context'),
		pull ? 'newer base images' : '',
		noCache ? 'without the cache' : '',
		ociLabels ? 'labels' : '',
		instance === undefined ? '' : `on ${instance}`,
		push ? 'into the registry' : '',
	]
		.filter(text => text !== '')
		.join(', ');
}
