const whereTheGateLooks = 20_261_126;

/**
 * The seed of the random tests of this run: another one each time, so that every run looks somewhere else. It is
 * printed, and DRYDOCK_SEED repeats a run. The gate always looks at the same place: it judges the change, not its luck.
 */
export const seed: number = Number(
	process.env['DRYDOCK_SEED'] ?? (process.env['DRYDOCK_TEST_ALL'] === '1' ? whereTheGateLooks : Math.floor(Math.random() * 0x7fff_ffff)),
);

if (!Number.isSafeInteger(seed)) throw new Error(`DRYDOCK_SEED must be a whole number, not "${process.env['DRYDOCK_SEED']}".`);

console.log(`DRYDOCK_SEED=${seed}`);
