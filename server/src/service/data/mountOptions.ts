/** The options of `RUN --mount=` (BuildKit's parseMount). */
export const mountTypes: readonly string[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];

export const sharingModes: readonly string[] = ['shared', 'private', 'locked'];

/** Each option, and the types that take it; `undefined`: all do. */
export const mountOptions: Readonly<Record<string, readonly string[] | undefined>> = {
	type: undefined,
	from: ['bind', 'cache', 'tmpfs', 'ssh'],
	source: ['bind', 'cache', 'tmpfs', 'secret'],
	src: ['bind', 'cache', 'tmpfs', 'secret'],
	target: undefined,
	dst: undefined,
	destination: undefined,
	readonly: undefined,
	ro: undefined,
	readwrite: undefined,
	rw: undefined,
	id: undefined,
	env: undefined,
	required: ['secret', 'ssh'],
	size: ['tmpfs'],
	sharing: ['cache'],
	mode: ['cache', 'secret', 'ssh'],
	uid: ['cache', 'secret', 'ssh'],
	gid: ['cache', 'secret', 'ssh'],
};

/** May stand without a value. */
export const mountSwitches: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);

/** What Go takes for a truth value. */
export const booleanWords: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);
