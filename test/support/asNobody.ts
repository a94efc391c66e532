const nobody = 65_534;

/** Runs with the rights of an ordinary user where the tests run as the superuser, who may read and write everything. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
	const mine = process.geteuid?.();
	if (mine !== 0) return work();
	process.seteuid?.(nobody);
	try {
		return await work();
	} finally {
		process.seteuid?.(mine);
	}
}
