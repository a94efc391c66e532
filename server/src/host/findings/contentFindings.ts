import type { ImageFinding } from '../../image/finding.ts';
import { secretPlaces } from '../../service/data/secretNames.ts';

/** Larger files hold data, not settings. Bytes. */
export const mostLookedAt = 65_536;

const settings =
	/(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.env(?:\.[\w-]+)?|\.netrc|\.pypirc|\.git-credentials|\.dockercfg|pip\.conf|nuget\.config|settings\.xml|\.bash_history|\.ash_history|\.zsh_history)$|\.(?:env|ini|cfg|conf|config|properties|json|ya?ml|toml|xml|sh|pem|key|tfvars|cnf)$/i;
/** What packages bring is not what somebody wrote for this image. */
const brought =
	/^(?:usr\/(?!local\/(?:etc|app|src)\/|src\/)|lib|lib64|bin|sbin|var\/lib|etc\/(?:ssl|ca-certificates|alternatives)\/)|(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems|go\/pkg\/mod|testdata|fixtures?)\//;

/** A file whose content is worth reading. */
export function isLookedInto(path: string, size: number): boolean {
	return size > 0 && size <= mostLookedAt && settings.test(path) && !brought.test(path);
}

/** A credential in the text of a file: its kind and line, never itself. */
export function secretIn(text: string): { readonly what: string; readonly line: number } | undefined {
	// a zero byte: no text
	if (text.includes('\0')) return undefined;
	const [place] = secretPlaces(text);
	return place && { what: place.what, line: text.slice(0, place.start).split('\n').length };
}

export function secretInFile(
	{ what, line }: { readonly what: string; readonly line: number },
	about: Pick<ImageFinding, 'layer' | 'path' | 'size' | 'fromBase' | 'recoverable'>,
): ImageFinding {
	const hidden = about.recoverable ? ' A later layer hides it, and everybody who has the image can still read it.' : '';
	const message = `/${about.path} holds ${what} in line ${line}: mount it as a secret, and replace it.${hidden}`;
	return { ...about, kind: 'secret-in-file', severity: 'error', message, ordinal: undefined };
}
