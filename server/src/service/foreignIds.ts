/** An id of another tool: that we have no such rule is no mistake of whoever switches it off. */
export function isForeignId(id: string): boolean {
	return /^(?:DL\d{4}|SC\d{4}|(?:AVD-)?DS-?\d+|CKV2?_DOCKER_\d+|DF\d{3}|[a-z-]+\/[\w-]+)$/i.test(id);
}
