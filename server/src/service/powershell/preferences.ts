import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import type { PowerShellScript } from '../powershell.ts';
import type { Edit } from '../types.ts';

/** Sets a preference in front of a script: in the SHELL instruction it runs under, or in itself. `undefined` where quotes do not allow it. */
export function setPreference(doc: DockerfileDocument, { run, text, within }: PowerShellScript, name: string, value: string): Edit | undefined {
	switch (within) {
		case 'setting': {
			const last = doc.scope(run)?.shellInstruction?.json?.items.at(-1);
			if (!last) return undefined;
			const setting = `$${name} = '${value}';`;
			if (/^-/.test(last.value)) return insert(last.span.end, `, "${setting}"`);
			return insert(last.inner.end, `${/;\s*$/.test(last.value) ? ' ' : '; '}${setting}`);
		}
		case 'cmd':
		case 'json':
			return insert(text.source(0), `$${name} = '${value}'; `);
		case 'double quotes':
			return insert(text.source(0), `\\$${name} = '${value}'; `);
		case 'single quotes':
			return insert(text.source(0), `$${name} = "${value}"; `);
		default:
			return undefined;
	}
}
