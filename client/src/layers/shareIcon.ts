/** A share as a vessel that is filled so far: icons stand in one column, so that shares can be compared, and cost a row no width. */
export interface ShareIcon {
	/** Addresses of pictures, for light and dark themes. */
	readonly light: string;
	readonly dark: string;
}

const colours = {
	light: { frame: '#8a8a8a', fill: '#1a73c7' },
	dark: { frame: '#8c8c8c', fill: '#4fa8f0' },
};

/** The room inside the frame, in pixels of a 16-pixel icon. */
const height = 11;

export function shareIcon(share: number): ShareIcon {
	const level = shareLevel(share);
	return { light: picture(level, colours.light), dark: picture(level, colours.dark) };
}

/** A share of 0 to 1 in half pixels, so that few pictures are made. Something is never drawn as nothing. */
export function shareLevel(share: number): number {
	if (!(share > 0)) return 0;
	return Math.max(1, Math.round(Math.min(1, share) * height * 2)) / 2;
}

function picture(level: number, { frame, fill }: { frame: string; fill: string }): string {
	const svg = [
		'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">',
		`<rect x="2.5" y="1.5" width="11" height="13" rx="1.5" fill="none" stroke="${frame}"/>`,
		`<rect x="4" y="${2.5 + height - level}" width="8" height="${level}" fill="${fill}"/>`,
		'</svg>',
	].join('');
	return `data:image/svg+xml;base64,${btoa(svg)}`;
}
