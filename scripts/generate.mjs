// Writes what is derived from the rules: their pages and tables in docs/, the schemas of .drydock.yaml and of the setting drydock.rules. --check compares.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const { fixSafety, rules: plainRules } = await import('../server/src/service/index.ts');
const { severities, thresholds } = await import('../server/src/host/configLayer.ts');
const { profiles } = await import('../server/src/host/drydockConfig.ts');
const { labelTypes } = await import('../server/src/service/labelTypes.ts');
const { comingFrom, packageJson, projectSchema, ruleIndex, rulePage } = await import('./derive.mjs');
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
let stale = false;
for (const page of readdirSync(pages)) {
	if (rules.some(({ id }) => page === `${id}.md`)) continue;
	if (process.argv.includes('--check')) {
		stale = true;
		console.error(`docs/rules/${page} is of no rule: run npm run generate.`);
	} else rmSync(join(pages, page));
}
for (const [path, make] of derived) {
	const wanted = make();
	let present = '';
	try {
		present = readFileSync(path, 'utf8');
	} catch {
		// not there yet
	}
	if (present === wanted) continue;
	if (process.argv.includes('--check')) {
		stale = true;
		console.error(`${path.slice(root.length + 1)} is not what the rules say: run npm run generate.`);
	} else writeFileSync(path, wanted);
}
if (stale) process.exit(1);
