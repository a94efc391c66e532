const rulesPage = 'https://github.com/drydock/drydock-vscode/blob/main/docs/rules.md';

/** Where a rule is explained. */
export function docsUrl(ruleId: string): string {
	return `${rulesPage}#${ruleId}`;
}
