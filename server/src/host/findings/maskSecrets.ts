import type { ImageLayers } from '../../image/layerModel.ts';
import { secretPlaces } from '../../service/data/secretNames.ts';
import { isSecret } from './configFindings.ts';

const mask = '(secret)';

/** The rows as they can be shown: a credential in the history is not repeated on a screen or in a log. */
export function withoutSecrets(layers: ImageLayers): ImageLayers {
	return { ...layers, rows: layers.rows.map(row => ({ ...row, createdBy: maskSecrets(row.createdBy) })) };
}

/** An instruction of a history, with `(secret)` in place of each credential. */
export function maskSecrets(text: string): string {
	let masked = '';
	let at = 0;
	for (const { start, end } of secretPlaces(text)) {
		if (start < at) continue;
		masked += text.slice(at, start) + mask;
		at = end;
	}
	masked += text.slice(at);
	return masked.replace(/(^|[\s|])([A-Za-z_][A-Za-z0-9_]*)=("[^"]*"|'[^']*'|\S+)/g, (whole, before: string, name: string, value: string) =>
		value !== mask && isSecret(name, value.replace(/^(["'])(.*)\1$/, '$2')) ? `${before}${name}=${mask}` : whole,
	);
}
