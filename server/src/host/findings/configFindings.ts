import type { ArchivedImage } from '../../image/archiveContents.ts';
import type { ImageFinding } from '../../image/finding.ts';
import type { ImageLayers } from '../../image/layerModel.ts';
import { isHarmlessValue, isSecretName, secretPlaces, secretValueKind } from '../../service/data/secretNames.ts';
import { isFingerprint } from '../../service/values.ts';

/** Credentials in what everybody can read without any file: the history, the environment, the labels. */
export function configFindings({ config }: Pick<ArchivedImage, 'config'>, { rows }: ImageLayers): ImageFinding[] {
	// The rows are without what builders add, build arguments among it.
	const raw = config.history.length === rows.length ? config.history.map(({ createdBy }) => createdBy) : [];
	return [...historyFindings(rows, raw), ...settingFindings(config.runtime ?? [])];
}

function historyFindings(rows: ImageLayers['rows'], raw: readonly string[]): ImageFinding[] {
	let layer = -1;
	return rows.flatMap((row, index) => {
		if (!row.empty) layer++;
		const text = raw[index] ?? row.createdBy;
		const [place] = secretPlaces(text);
		const argument = place ? undefined : secretArgument(text);
		if (!place && argument === undefined) return [];
		const what = place?.what ?? `the value of ${argument}`;
		return [
			{
				...nowhere,
				kind: 'secret-in-history' as const,
				severity: 'error' as const,
				message: `The history tells ${what}: use a secret mount, and replace the secret.`,
				layer: row.empty ? undefined : layer,
				ordinal: row.ordinal,
				fromBase: row.fromBase,
			},
		];
	});
}

/** `|2 TOKEN=abc ...` of BuildKit and `ARG TOKEN=abc`: arguments with their values. */
function secretArgument(createdBy: string): string | undefined {
	for (const [, name = '', value = ''] of createdBy.matchAll(/(?:^ARG |\|\d+ |\s)([A-Za-z_][A-Za-z0-9_]*)=(\S+)/g)) if (isSecret(name, value)) return name;
	return undefined;
}

/** The value looks like a credential, or its name says that it is one. */
export function isSecret(name: string, value: string): boolean {
	return secretValueKind(value) !== undefined || (isSecretName(name) && !isFingerprint(value) && !isHarmlessValue(value) && !value.includes('$'));
}

function settingFindings(settings: NonNullable<ArchivedImage['config']['runtime']>): ImageFinding[] {
	return settings.flatMap(({ name, value }) => {
		const [kind, key] = [name.split(' ', 1)[0], name.slice(name.indexOf(' ') + 1)];
		if ((kind !== 'ENV' && kind !== 'LABEL') || !isSecret(key, value)) return [];
		return [
			{
				...nowhere,
				kind: kind === 'ENV' ? ('secret-in-environment' as const) : ('secret-in-label' as const),
				severity: 'error' as const,
				message:
					kind === 'ENV'
						? `The variable ${key} holds a secret: give it when the container starts, and replace it.`
						: `The label ${key} holds a secret: take it out, and replace it.`,
			},
		];
	});
}

const nowhere = { layer: undefined, ordinal: undefined, path: undefined, size: undefined, recoverable: false, fromBase: false } as const;
