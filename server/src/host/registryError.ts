export type RegistryFailure = 'denied' | 'limited' | 'broken' | 'lied' | 'refused' | 'badName' | 'badSetting';

/** What a registry did instead of answering. The message names the host and is a sentence for people. */
export class RegistryError extends Error {
	readonly kind: RegistryFailure;
	readonly host: string;

	constructor(kind: RegistryFailure, host: string, message: string) {
		super(message);
		this.name = 'RegistryError';
		this.kind = kind;
		this.host = host;
	}
}
