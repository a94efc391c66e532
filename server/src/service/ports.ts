/** What EXPOSE is given: `port`, `first-last`, `/protocol`, and what BuildKit still reads but ignores, `ip:host:`. */
import { protocols } from './data/protocols.ts';

/** A part of the text, and where it begins there. */
export interface PortPart {
	readonly text: string;
	readonly at: number;
}

export interface PortSpec {
	readonly ip: PortPart;
	readonly hostPort: PortPart;
	readonly port: PortPart;
	/** As written; empty if none is. */
	readonly protocol: PortPart;
}

/** Splits as BuildKit does; says nothing about the parts. */
export function readPort(text: string): PortSpec {
	const last = text.lastIndexOf(':');
	const before = last === -1 ? -1 : text.lastIndexOf(':', last - 1);
	const slash = text.indexOf('/', last + 1);
	const portEnd = slash === -1 ? text.length : slash;
	return {
		ip: { text: text.slice(0, Math.max(before, 0)), at: 0 },
		hostPort: { text: text.slice(before + 1, Math.max(last, before + 1)), at: before + 1 },
		port: { text: text.slice(last + 1, portEnd), at: last + 1 },
		protocol: { text: slash === -1 ? '' : text.slice(slash + 1), at: portEnd + 1 },
	};
}

export interface PortProblem extends PortPart {
	readonly kind: 'protocol' | 'ip' | 'port' | 'out-of-range';
	/** Without a full stop. */
	readonly message: string;
}

/** Why BuildKit refuses it. */
export function problemOfPort({ ip, hostPort, port, protocol }: PortSpec): PortProblem | undefined {
	if (port.text === '') return { ...port, kind: 'port', message: 'There is no port' };
	if (protocol.text !== '' && !protocols.includes(protocol.text.toLowerCase())) {
		return { ...protocol, kind: 'protocol', message: `${protocol.text} is no protocol` };
	}
	if (ip.text !== '' && !isAddress(ip.text)) return { ...ip, kind: 'ip', message: `${ip.text} is no IP address` };
	const own = problemOfRange(port);
	if (own || hostPort.text === '') return own;
	const host = problemOfRange(hostPort);
	if (host) return host;
	const wanted = sizeOf(port.text);
	if (wanted !== 1 && wanted !== sizeOf(hostPort.text)) {
		return { ...port, kind: 'port', message: `The ranges ${hostPort.text} and ${port.text} are of different length` };
	}
	return undefined;
}

function problemOfRange(part: PortPart): PortProblem | undefined {
	const [first, last] = bounds(part.text);
	for (const text of [first, last]) {
		if (!/^\+?\d+$/.test(text)) return { ...part, kind: 'port', message: `${part.text} is no port` };
		if (Number(text) > 65_535) return { ...part, kind: 'out-of-range', message: `${text} is no port: they go from 0 to 65535` };
	}
	return Number(last) < Number(first) ? { ...part, kind: 'port', message: `The range ${part.text} ends before it begins` } : undefined;
}

function bounds(text: string): [string, string] {
	const dash = text.indexOf('-');
	return dash === -1 ? [text, text] : [text.slice(0, dash), text.slice(dash + 1)];
}

function sizeOf(text: string): number {
	const [first, last] = bounds(text);
	return Number(last) - Number(first) + 1;
}

function isAddress(text: string): boolean {
	const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
	return isVersion4(bare) || isVersion6(bare);
}

function isVersion4(text: string): boolean {
	const parts = text.split('.');
	return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

function isVersion6(text: string): boolean {
	const dots = text.lastIndexOf(':');
	const tail = text.slice(dots + 1);
	if (tail.includes('.')) return isVersion4(tail) && isVersion6(`${text.slice(0, dots)}:0:0`);
	const halves = text.split('::');
	const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')));
	if (!text.includes(':') || halves.length > 2 || !groups.every(group => /^[\da-f]{1,4}$/i.test(group))) return false;
	return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}
