/**
 * The seed of the random tests of this run: another one each time, so that every run looks somewhere else. It is
 * printed, and DRYDOCK_SEED repeats a run.
 */
export const seed: number = Number(process.env['DRYDOCK_SEED'] ?? Math.floor(Math.random() * 0x7fff_ffff));

if (!Number.isSafeInteger(seed)) throw new Error(`DRYDOCK_SEED must be a whole number, not "${process.env['DRYDOCK_SEED']}".`);

console.log(`DRYDOCK_SEED=${seed}`);
