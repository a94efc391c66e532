import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's programs keep what should survive a restart, by the customs of the system. */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
	if (env['XDG_STATE_HOME']) return join(env['XDG_STATE_HOME'], 'drydock');
	if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'drydock', 'state');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'drydock');
	return join(env['HOME'] ?? homedir(), '.local', 'state', 'drydock');
}
