const pages = 'https://github.com/drydock/drydock-vscode/blob/main/docs/rules';

/** Where a rule is explained. */
export function docsUrl(ruleId: string): string {
	return `${pages}/${ruleId}.md`;
}
