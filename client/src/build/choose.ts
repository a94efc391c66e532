import * as vscode from 'vscode';
import { type BuildChoice, type BuildForm, buildPlan, type SecretMount } from '../../../server/src/protocol/build.ts';
import type { Server } from '../languageClient.ts';
import type { RememberedBuild } from './memory.ts';
import { askTag } from './tagBox.ts';

type Secret = NonNullable<BuildChoice['secrets']>[number];

/** Asks what a form leaves open: the tag, and secrets that the Dockerfile demands. Stage and arguments only where wanted. */
export async function chooseBuild(server: Server, uri: string, form: BuildForm, remembered: RememberedBuild | undefined): Promise<BuildChoice | undefined> {
	const hasOptions = form.targets.length > 0 || form.args.length > 0;
	const answer = await askTag({
		title: form.engine === undefined ? 'Build and Tag Image' : `Build and Tag Image with ${form.engine}`,
		value: form.defaultTag,
		note: form.tagExists ? 'The tag of this version exists already, so this is the next free one.' : undefined,
		optionsLabel: hasOptions ? 'Choose Stage and Build Arguments' : undefined,
		taken: async tag => {
			const plan = await server.ask(buildPlan, { uri, tag });
			return plan.tagTaken ? (plan.freeTag ?? form.defaultTag) : undefined;
		},
	});
	if (answer === undefined) return undefined;
	const secrets = await askSecrets(form.secrets, remembered?.secrets ?? []);
	if (secrets === undefined) return undefined;
	const chosen: BuildChoice = { uri, tag: answer.tag, ...(secrets.length === 0 ? {} : { secrets }) };
	if (!answer.options) return chosen;
	const target = await askTarget(form);
	if (target === undefined) return undefined;
	const args = await askArguments(form);
	if (args === undefined) return undefined;
	return { ...chosen, ...(target === '' ? {} : { target }), ...(Object.keys(args).length === 0 ? {} : { args }) };
}

/** A stage by name; '' is the last one; `undefined`: given up. */
async function askTarget({ targets }: BuildForm): Promise<string | undefined> {
	if (targets.length === 0) return '';
	const items = [{ label: 'Last stage', target: '' }, ...targets.map(({ name, line }) => ({ label: name, description: `line ${line + 1}`, target: name }))];
	const picked = await vscode.window.showQuickPick(items, { title: 'Stage to Build', ignoreFocusOut: true });
	return picked?.target;
}

async function askArguments({ args }: BuildForm): Promise<Readonly<Record<string, string>> | undefined> {
	const given: Record<string, string> = {};
	while (args.length > 0) {
		const items = [
			{ label: '$(play) Start the Build', name: undefined },
			...args.map(({ name, default: value, line }) => ({
				label: name,
				description: given[name] === undefined ? (value ?? '') : `${given[name]} (chosen)`,
				detail: `line ${line + 1}`,
				name,
			})),
		];
		const picked = await vscode.window.showQuickPick(items, {
			title: 'Build Arguments',
			placeHolder: 'They end in the history of the image: no secrets',
			ignoreFocusOut: true,
		});
		if (picked === undefined) return undefined;
		if (picked.name === undefined) break;
		const value = await vscode.window.showInputBox({
			title: `Value of ${picked.name}`,
			value: given[picked.name] ?? args.find(({ name }) => name === picked.name)?.default ?? '',
			ignoreFocusOut: true,
		});
		if (value !== undefined) given[picked.name] = value;
	}
	return given;
}

/** Where each secret comes from; what was chosen before is taken again. `undefined`: given up. */
async function askSecrets(mounts: readonly SecretMount[], remembered: readonly Secret[]): Promise<readonly Secret[] | undefined> {
	const secrets: Secret[] = [];
	for (const mount of mounts) {
		const before = remembered.find(({ id }) => id === mount.id);
		const secret = before ?? (await askSecret(mount));
		if (secret === undefined) return undefined;
		if (secret !== 'none') secrets.push(secret);
	}
	return secrets;
}

async function askSecret({ id, required, line }: SecretMount): Promise<Secret | 'none' | undefined> {
	const items: (vscode.QuickPickItem & { from: 'file' | 'env' | 'none' })[] = [
		{ label: '$(file) From a File…', from: 'file' },
		{ label: '$(symbol-variable) From an Environment Variable…', from: 'env' },
	];
	if (!required) items.push({ label: '$(circle-slash) Build Without It', from: 'none' });
	const picked = await vscode.window.showQuickPick(items, {
		title: `Secret "${id}" (line ${line + 1})`,
		placeHolder: 'Only the name is kept; the builder reads the value',
		ignoreFocusOut: true,
	});
	if (picked === undefined || picked.from === 'none') return picked && 'none';
	if (picked.from === 'file') {
		const file = (await vscode.window.showOpenDialog({ title: `File with the secret "${id}"`, openLabel: 'Use as Secret' }))?.[0];
		return file && { id, file: file.fsPath };
	}
	const env = await vscode.window.showInputBox({
		title: `Environment variable with the secret "${id}"`,
		prompt: 'The name of the variable, not its value',
		value: id.replace(/[^A-Za-z0-9_]/g, '_').toUpperCase(),
		ignoreFocusOut: true,
		validateInput: text => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? undefined : 'A name holds A-Z, a-z, 0-9 and _, and does not begin with a digit.'),
	});
	return env === undefined ? undefined : { id, env };
}
