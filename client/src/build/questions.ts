import * as vscode from 'vscode';
import { type BuildForm, type BuildSecret, listBuilders, proposeTags, type SecretMount } from '../../../server/src/protocol/build.ts';
import type { Server } from '../languageClient.ts';
import { commonPlatforms, type FormChoice } from './choice.ts';
import { tagProblem } from './tag.ts';

/** Each asks one thing and answers the changed choice; `undefined`: given up, nothing is changed. */

export async function askTarget(choice: FormChoice, { targets }: BuildForm): Promise<FormChoice | undefined> {
	const items = [{ label: 'Last stage', target: '' }, ...targets.map(({ name, line }) => ({ label: name, description: `line ${line + 1}`, target: name }))];
	const picked = await vscode.window.showQuickPick(items, { title: 'Stage to Build', ignoreFocusOut: true });
	if (picked === undefined) return undefined;
	const { target: _, ...rest } = choice;
	return picked.target === '' ? rest : { ...rest, target: picked.target };
}

/** Those the file declares, and others by name: predefined ones such as HTTP_PROXY need no ARG. */
export async function askArguments(choice: FormChoice, { args: declared }: BuildForm): Promise<FormChoice | undefined> {
	const args = await editPairs(choice.args ?? {}, {
		title: 'Build Arguments',
		placeHolder: 'They end in the history of the image: no secrets',
		another: 'Another Argument',
		prompt: 'Empty takes the default of the file',
		declared,
	});
	return args && { ...choice, args };
}

interface PairsQuestion {
	readonly title: string;
	readonly placeHolder: string;
	/** Label of the row that adds one, and title of the question for its name. */
	readonly another: string;
	/** Of the question for a value. */
	readonly prompt: string;
	/** Names that can be given a value, with what they are without one. */
	readonly declared?: BuildForm['args'];
}

/** A list of names and values that stays open until it is done. `undefined`: given up. */
async function editPairs(start: Readonly<Record<string, string>>, question: PairsQuestion): Promise<Readonly<Record<string, string>> | undefined> {
	const { title, placeHolder, another, prompt, declared = [] } = question;
	const pairs: Record<string, string> = { ...start };
	for (;;) {
		const free = Object.keys(pairs).filter(name => !declared.some(other => other.name === name));
		const items: (vscode.QuickPickItem & { name?: string; isNew?: boolean })[] = [
			{ label: '$(check) Done' },
			...declared.map(({ name, default: value, line }) => ({
				label: name,
				description: pairs[name] === undefined ? (value ?? '') : `${pairs[name]} (chosen)`,
				detail: `line ${line + 1}`,
				name,
			})),
			...free.map(name => ({ label: name, description: pairs[name] ?? '', name })),
			{ label: `$(add) ${another}…`, isNew: true },
		];
		const picked = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
		if (picked === undefined) return undefined;
		const name = picked.isNew ? await askName(another) : picked.name;
		if (name !== undefined) {
			const before = pairs[name] ?? declared.find(other => other.name === name)?.default ?? '';
			const value = await vscode.window.showInputBox({ title: name, prompt, value: before, ignoreFocusOut: true });
			if (value === '') delete pairs[name];
			else if (value !== undefined) pairs[name] = value;
		} else if (!picked.isNew) return pairs;
	}
}

function askName(title: string): Thenable<string | undefined> {
	return vscode.window.showInputBox({
		title,
		ignoreFocusOut: true,
		validateInput: text => (/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(text) ? undefined : 'A name holds letters, digits and _, and does not begin with a digit.'),
	});
}

/** Where each secret that the file mounts comes from; what was answered before is not asked, unless `again`. */
export async function askSecrets(choice: FormChoice, { secrets: mounts }: BuildForm, again: boolean): Promise<FormChoice | undefined> {
	const secrets: BuildSecret[] = [];
	const withoutSecrets: string[] = [];
	for (const mount of mounts) {
		const known = choice.secrets?.find(({ id }) => id === mount.id);
		const declined = !mount.required && choice.withoutSecrets?.includes(mount.id) ? 'none' : undefined;
		const secret = (again ? undefined : (known ?? declined)) ?? (await askSecret(mount));
		if (secret === undefined) return undefined;
		if (secret === 'none') withoutSecrets.push(mount.id);
		else secrets.push(secret);
	}
	const { secrets: _, withoutSecrets: __, ...rest } = choice;
	return { ...rest, ...(secrets.length === 0 ? {} : { secrets }), ...(withoutSecrets.length === 0 ? {} : { withoutSecrets }) };
}

async function askSecret({ id, required, line }: SecretMount): Promise<BuildSecret | 'none' | undefined> {
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

/** The agent for each SSH mount, or a key. */
export async function askSsh(choice: FormChoice, { ssh: mounts }: BuildForm): Promise<FormChoice | undefined> {
	const ssh = [];
	for (const { id, line } of mounts) {
		const items = [
			{ label: '$(key) The Agent of This Machine', description: 'SSH_AUTH_SOCK', file: false },
			{ label: '$(file) A Key File…', file: true },
		];
		const picked = await vscode.window.showQuickPick(items, { title: `SSH "${id}" (line ${line + 1})`, ignoreFocusOut: true });
		if (picked === undefined) return undefined;
		const file = picked.file ? (await vscode.window.showOpenDialog({ title: `Key for SSH "${id}"`, openLabel: 'Use as Key' }))?.[0] : undefined;
		if (picked.file && file === undefined) return undefined;
		ssh.push(file === undefined ? { id } : { id, path: file.fsPath });
	}
	return { ...choice, ssh };
}

export async function askPlatforms(choice: FormChoice): Promise<FormChoice | undefined> {
	const chosen = choice.platform?.split(',') ?? [];
	const others = chosen.filter(platform => !commonPlatforms.includes(platform));
	const items = [...commonPlatforms, ...others].map(label => ({ label, picked: chosen.includes(label) }));
	const picked = await vscode.window.showQuickPick(items, {
		title: 'Platforms',
		placeHolder: "None: the engine's own",
		canPickMany: true,
		ignoreFocusOut: true,
	});
	if (picked === undefined) return undefined;
	const { platform: _platform, perPlatform: _apart, ...rest } = choice;
	if (picked.length === 0) return rest;
	const platform = picked.map(({ label }) => label).join(',');
	if (picked.length === 1) return { ...rest, platform };
	const ways = [
		{ label: 'One Image for Each', description: `${choice.tag}-${platform.split(',')[0]?.replaceAll('/', '-')}`, perPlatform: true },
		{ label: 'One Index', description: 'needs the containerd image store, or a push into the registry', perPlatform: false },
	];
	const way = await vscode.window.showQuickPick(ways, { title: 'Several Platforms', ignoreFocusOut: true });
	return way && { ...rest, platform, ...(way.perPlatform ? { perPlatform: true } : {}) };
}

export async function askContextFolder(choice: FormChoice, { contextFolder, contextFolders }: BuildForm): Promise<FormChoice | undefined> {
	const items: (vscode.QuickPickItem & { folder?: string })[] = contextFolders.map(folder => ({
		label: vscode.workspace.asRelativePath(folder),
		description: folder === contextFolder ? 'the folder of the Dockerfile' : '',
		folder,
	}));
	items.push({ label: '$(folder) Another Folder…' });
	const picked = await vscode.window.showQuickPick(items, { title: 'Context: the Folder That COPY Reads', ignoreFocusOut: true });
	if (picked === undefined) return undefined;
	const folder = picked.folder ?? (await vscode.window.showOpenDialog({ title: 'Context Folder', canSelectFolders: true, canSelectFiles: false }))?.[0]?.fsPath;
	return folder === undefined ? undefined : { ...choice, contextFolder: folder };
}

/** A folder or an address by name. */
export async function askContexts(choice: FormChoice): Promise<FormChoice | undefined> {
	const contexts = await editPairs(choice.contexts ?? {}, {
		title: 'Named Contexts',
		placeHolder: 'What FROM and COPY --from know by a name',
		another: 'Another Context',
		prompt: 'A folder, docker-image://NAME, oci-layout://FOLDER or an address of git; empty takes it away',
	});
	return contexts && { ...choice, contexts };
}

/** An instance of buildx: it may build in a cluster or on another machine. */
export async function askInstance(choice: FormChoice, server: Server): Promise<FormChoice | undefined> {
	const answer = await server.ask(listBuilders, null);
	if (answer.failure !== undefined) throw new Error(answer.failure);
	if (answer.builders.length === 0) {
		void vscode.window.showInformationMessage('Other builders need the buildx plugin of Docker.');
		return undefined;
	}
	const items = answer.builders.map(({ name, driver, current, status, platforms }) => ({
		label: name,
		description: [driver, current ? 'used now' : '', status].filter(text => text !== '').join(' · '),
		detail: platforms.join(', '),
		instance: current ? undefined : name,
	}));
	const picked = await vscode.window.showQuickPick(items, { title: 'Builder', ignoreFocusOut: true });
	if (picked === undefined) return undefined;
	const { instance: _, ...rest } = choice;
	return picked.instance === undefined ? rest : { ...rest, instance: picked.instance };
}

export async function askMoreTags(choice: FormChoice): Promise<FormChoice | undefined> {
	const typed = await vscode.window.showInputBox({
		title: `More Tags Beside ${choice.tag}`,
		prompt: 'Names with tags, with blanks between them',
		value: (choice.tags ?? []).join(' '),
		ignoreFocusOut: true,
		validateInput: text =>
			words(text)
				.map(tagProblem)
				.find(problem => problem !== undefined),
	});
	if (typed === undefined) return undefined;
	const { tags: _, ...rest } = choice;
	return words(typed).length === 0 ? rest : { ...rest, tags: words(typed) };
}

function words(text: string): string[] {
	return text.split(/[\s,]+/).filter(word => word !== '');
}

/** Tags that belong to images already: which other one, or whether they are to move. */
export async function askExisting(choice: FormChoice, taken: readonly string[], server: Server): Promise<FormChoice | undefined> {
	const { uri, tag, tags = [], platform, perPlatform } = choice;
	const names = taken.join(' and ');
	const alone = platform === undefined || platform.includes(',') ? {} : { platform };
	const proposals = (await server.ask(proposeTags, { uri, tag, ...alone })).filter(
		({ reference }) => reference !== tag && !(perPlatform && reference.startsWith(`${tag}-`)),
	);
	const items: (vscode.QuickPickItem & { reference?: string; without?: boolean })[] = [];
	if (tags.some(name => taken.includes(name)))
		items.push({ label: `Only ${tag}`, description: `without ${taken.filter(name => name !== tag).join(' and ')}`, without: true });
	else items.push(...proposals.map(({ reference, why }) => ({ label: reference, description: why, reference })));
	items.push(
		{ label: '', kind: vscode.QuickPickItemKind.Separator },
		{ label: `$(warning) Overwrite ${names}`, description: 'the image stays, under a name of its own' },
	);
	const placeHolder = 'A tag is never moved by itself. Which one shall the new image get?';
	const picked = await vscode.window.showQuickPick(items, { title: `${names} ${taken.length > 1 ? 'exist' : 'exists'}`, placeHolder, ignoreFocusOut: true });
	if (picked === undefined) return undefined;
	const { tags: _, ...only } = choice;
	if (picked.without) return only;
	return picked.reference === undefined ? { ...choice, existing: 'keep' } : { ...choice, tag: picked.reference };
}
