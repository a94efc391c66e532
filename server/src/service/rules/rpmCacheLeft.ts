import { cleanAction, hasMountOver, isCleanedBehind, shippedInstallations } from '../caches.ts';
import type { Rule } from '../types.ts';

const rpmCaches = /^\/var\/(?:cache(?:\/(?:yum|dnf|libdnf5|tdnf|\*))?|lib\/dnf)(?:\/.*)?$/;
const zypperCache = /^\/var\/cache(?:\/zypp)?(?:\/.*)?$/;

const aliases: Readonly<Record<string, readonly string[]>> = {
	yum: ['DL3032', 'DS-0015', 'DF047', 'yumInstallRmVarCacheYum'],
	dnf: ['DL3040', 'DS-0019', 'DF046'],
	microdnf: ['DL3040', 'DS-0027', 'DF046'],
	zypper: ['DL3036', 'DS-0020', 'DF045'],
};

export const rpmCacheLeft: Rule = {
	id: 'rpm-cache-left',
	aliases: [...new Set(Object.values(aliases).flat())],
	category: 'cache',
	severity: 'info',
	title: 'Cache of yum, dnf or zypper left in the layer',
	why: 'Package lists and downloaded packages stay in the layer: often a hundred megabytes that nobody reads again, and that differ in every build. Clean in the RUN that installed; a later RUN wins nothing back. See [dnf clean](https://dnf.readthedocs.io/en/latest/command_ref.html#clean-command). Silent with a cache mount, and in stages that are not shipped.',
	defaultBecause: 'It costs size, and makes layers differ.',
	examples: [
		{
			bad: 'FROM fedora:42\nRUN dnf install -y curl\nUSER 65532',
			good: 'FROM fedora:42\nRUN dnf install -y curl && dnf clean all\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of shippedInstallations(doc, 'yum', 'dnf', 'zypper')) {
			const { run, command, installation } = found;
			const isZypper = installation.manager === 'zypper';
			const caches = isZypper ? zypperCache : rpmCaches;
			const cleaner = isZypper ? /^zypper (?:.* )?(?:clean|cc)\b/ : /^(?:yum|dnf5?|dnf-3|microdnf|tdnf) (?:.* )?clean\b/;
			if (hasMountOver(run, caches) || isCleanedBehind(doc, found, caches, cleaner)) continue;
			const program = command.name ?? installation.manager;
			const install = command.words.find(({ value }) => /install|^in$|^add$/.test(value ?? ''));
			yield {
				span: { start: command.span.start, end: install?.span.end ?? command.span.end },
				message: `${program} leaves its cache in the image: clean it in this RUN.`,
				aliases: aliases[program] ?? aliases[installation.manager] ?? [],
				actions: cleanAction(doc, found, isZypper ? 'zypper clean --all' : `${program} clean all`),
			};
		}
	},
};
