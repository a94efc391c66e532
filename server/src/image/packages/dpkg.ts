import type { InstalledPackage } from './package.ts';

/** `var/lib/dpkg/status`, or a file of `status.d` (distroless): paragraphs of `Field: value` lines. Only what is installed counts. */
export function dpkgPackages(status: string): InstalledPackage[] {
	return status.split(/\n\s*\n/).flatMap(paragraph => {
		const field = (name: string): string | undefined => new RegExp(`^${name}: *(.+)$`, 'm').exec(paragraph)?.[1]?.trim();
		const [name, version, state] = [field('Package'), field('Version'), field('Status')];
		if (name === undefined || version === undefined) return [];
		return state === undefined || / installed$/.test(state) ? [{ manager: 'dpkg' as const, name, version }] : [];
	});
}
