/** What EXPOSE takes behind the slash, in any case. */
export const protocols: readonly string[] = ['tcp', 'udp', 'sctp'];
