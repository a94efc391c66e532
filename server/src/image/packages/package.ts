/** A package that an image has, as the database or metadata file of its manager says. */
export interface InstalledPackage {
	readonly manager: PackageManager;
	readonly name: string;
	readonly version: string;
}

export type PackageManager = 'dpkg' | 'apk' | 'rpm' | 'pip' | 'npm' | 'gem' | 'go';
