import { EngineError } from '../host/engine.ts';
import { ArchiveError } from '../host/imageArchive.ts';
import { ProcessError } from '../host/process.ts';
import { RegistryError } from '../host/registryError.ts';

/** Failures that the user should read are answers. */
export async function answered<T>(run: () => Promise<T>): Promise<T | { readonly failure: string }> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof EngineError || error instanceof ArchiveError || error instanceof ProcessError || error instanceof RegistryError)
			return { failure: error.message };
		throw error;
	}
}
