// Writes what is derived from the rules: the list of them, their pages and tables in docs/, the schemas of .drydock.yaml and of the setting drydock.rules. --check compares.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const { comingFrom, packageJson, projectSchema, ruleIndex, ruleList, rulePage } = await import('./derive.mjs');
let stale = false;
const ruleFolder = join(root, 'server', 'src', 'service', 'rules');
const ruleNames = readdirSync(ruleFolder)
	.map(file => file.replace(/\.ts$/, ''))
	.filter(name => name !== 'all' && name !== 'index')
	.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
// the rules are read below
write(join(ruleFolder, 'all.ts'), ruleList(ruleNames));
const { fixSafety, rules: plainRules } = await import('../server/src/service/index.ts');
const { severities, thresholds } = await import('../server/src/host/configLayer.ts');
const { profiles } = await import('../server/src/host/drydockConfig.ts');
const { labelTypes } = await import('../server/src/service/labelTypes.ts');
const rules = plainRules.map(rule => ({ ...rule, fix: fixSafety(rule) }));
const manifest = join(root, 'package.json');
const differences = JSON.parse(readFileSync(join(root, 'docs', 'differences.json'), 'utf8'));
const docs = join(root, 'docs');
const pages = join(docs, 'rules');
mkdirSync(pages, { recursive: true });
const derived = [
	[join(docs, 'rules.md'), () => ruleIndex(rules)],
	[join(docs, 'coming-from.md'), () => comingFrom(rules, differences)],
	...rules.map(rule => [join(pages, `${rule.id}.md`), () => rulePage(rule, differences)]),
	[join(docs, 'drydock.schema.json'), () => projectSchema(rules, { severities, thresholds, profiles, labelTypes })],
	[manifest, () => packageJson(readFileSync(manifest, 'utf8'), rules)],
];
for (const page of readdirSync(pages)) {
	if (rules.some(({ id }) => page === `${id}.md`)) continue;
	if (process.argv.includes('--check')) {
		stale = true;
		console.error(`docs/rules/${page} is of no rule: run npm run generate.`);
	} else rmSync(join(pages, page));
}
for (const [path, make] of derived) write(path, make());
if (stale) process.exit(1);

function write(path, wanted) {
	const present = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
	if (present === wanted) return;
	if (process.argv.includes('--check')) {
		stale = true;
		console.error(`${path.slice(root.length + 1)} is not what it is derived from: run npm run generate.`);
	} else writeFileSync(path, wanted);
}
