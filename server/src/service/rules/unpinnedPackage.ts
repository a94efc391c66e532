import { installationOf } from '../packages.ts';
import type { Rule } from '../types.ts';

export const unpinnedPackage: Rule = {
	id: 'unpinned-package',
	aliases: ['DL3008', 'DL3018', 'DL3013', 'DL3016', 'DL3028', 'DL3033', 'DL3037', 'DL3041', 'DL3062', 'DF005', 'DF051', 'DF052', 'DF053', 'DF054'],
	category: 'pinning',
	severity: 'hint',
	strict: 'info',
	title: 'Package installed without a version',
	why: 'Which version is installed depends on the day of the build. For language packages, install from a lock file. For apt and apk, exact versions vanish from the archive when they are replaced and say nothing of dependencies: pin the base image by digest, and use a [snapshot of the archive](https://wiki.debian.org/SnapshotDebianOrg) where it matters.',
	defaultBecause: 'Exact pins rot, and most teams switch such a rule off; it is worth knowing, not worth nagging.',
	examples: [{ bad: 'FROM debian:12\nRUN pip install flask\nUSER 65532', good: 'FROM debian:12\nRUN pip install flask==3.1.0\nUSER 65532' }],
	*check({ doc }) {
		for (const instruction of doc.all('RUN')) {
			for (const command of doc.commands(instruction)) {
				const installation = installationOf(command);
				const loose = installation?.packages.filter(({ kind, pinned }) => kind === 'package' && !pinned) ?? [];
				const [first] = loose;
				if (!installation || !first) continue;
				const how = loose.some(({ version }) => version !== undefined) ? 'a fixed version' : 'a version';
				const others = loose.length > 1 ? ` and ${loose.length - 1} more` : '';
				yield {
					span: first.span,
					message: `${first.text}${others} ${loose.length > 1 ? 'are' : 'is'} installed without ${how}.`,
					aliases: installation.aliases,
				};
			}
		}
	},
};
