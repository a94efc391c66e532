import * as vscode from 'vscode';
import { type BuildForm, buildPlan, choicesOfFiles, proposeTags } from '../../../server/src/protocol/build.ts';
import type { Server } from '../languageClient.ts';
import { buildsOf, choiceText, type FormChoice, stillFitting } from './choice.ts';
import * as questions from './questions.ts';
import { askTag } from './tagBox.ts';

/** Asks the tag, and what must be known; everything else in a form that the tag box leads to. */
export async function chooseBuild(server: Server, form: BuildForm, start: FormChoice, title: string): Promise<FormChoice | undefined> {
	let choice: FormChoice = { ...stillFitting(start, form), tag: form.defaultTag };
	for (;;) {
		const answer = await askTag({
			title,
			value: choice.tag,
			note: noteOf(choice, form),
			proposals: tag => server.ask(proposeTags, { uri: choice.uri, tag }),
		});
		if (answer === undefined) return undefined;
		choice = { ...choice, tag: answer.tag };
		if (answer.options) {
			const changed = await askOptions(choice, form, server);
			if (changed === undefined) continue;
			choice = changed;
		}
		const settled = await settle(choice, form, server);
		if (settled !== undefined) return settled;
	}
}

function noteOf(choice: FormChoice, { tagExists, defaultTag }: BuildForm): string {
	const options = choiceText(choice);
	const next = tagExists && choice.tag === defaultTag ? 'The tag of this version exists already, so this is the next free one. ' : '';
	return `${next}${options === '' ? (next === '' ? 'Name and tag of the image to build' : '') : `As before: ${options}`}`.trim();
}

/** What cannot be left open: a tag that is free or may move, and where mounted secrets come from. */
async function settle(choice: FormChoice, form: BuildForm, server: Server): Promise<FormChoice | undefined> {
	const plans = choice.push || choice.existing === 'keep' ? [] : await Promise.all(buildsOf(choice).map(build => server.ask(buildPlan, build)));
	const taken = plans.flatMap(({ takenTags }) => takenTags);
	const named = taken.length > 0 ? await questions.askExisting(choice, taken, server) : choice;
	const mounted = named && (await questions.askSecrets(named, form, false));
	// A mount that is declared takes the agent of this machine, unless the form says otherwise.
	return mounted && (form.ssh.length > 0 && mounted.ssh === undefined ? { ...mounted, ssh: form.ssh.map(({ id }) => ({ id })) } : mounted);
}

interface Option extends vscode.QuickPickItem {
	/** Answers the changed choice; `undefined`: nothing changed. Absent: start. */
	readonly ask?: () => Promise<FormChoice | undefined> | FormChoice;
}

/** The form: everything that can be chosen, with what is chosen now. `undefined`: back to the tag. */
async function askOptions(start: FormChoice, form: BuildForm, server: Server): Promise<FormChoice | undefined> {
	let choice = start;
	for (;;) {
		const picked = await vscode.window.showQuickPick<Option>(optionsOf(choice, form, server), {
			title: `Build ${choice.tag}`,
			placeHolder: 'What to change before the build',
			ignoreFocusOut: true,
		});
		if (picked === undefined) return undefined;
		if (picked.ask === undefined) return choice;
		choice = (await picked.ask()) ?? choice;
	}
}

function optionsOf(choice: FormChoice, form: BuildForm, server: Server): Option[] {
	const { target, args = {}, secrets = [], ssh = [], platform, perPlatform, contexts = {}, instance, tags = [], contextFolder = form.contextFolder } = choice;
	const toggle = (key: 'pull' | 'noCache' | 'ociLabels' | 'push', label: string, description: string): Option => ({
		label: `${choice[key] ? '$(pass-filled)' : '$(circle-large-outline)'} ${label}`,
		description,
		ask: () => ({ ...choice, [key]: !choice[key] }),
	});
	const options: Option[] = [{ label: `$(play) Build ${choice.tag}`, description: choiceText(choice) }];
	if (form.targets.length > 0) options.push({ label: '$(layers) Stage', description: target ?? 'the last one', ask: () => questions.askTarget(choice, form) });
	options.push({ label: '$(symbol-parameter) Build Arguments', description: Object.keys(args).join(', '), ask: () => questions.askArguments(choice, form) });
	if (form.secrets.length > 0) {
		const text = secrets.map(({ id, file, env }) => `${id} from ${file ?? `$${env}`}`).join(', ');
		options.push({ label: '$(lock) Secrets', description: text, ask: () => questions.askSecrets(choice, form, true) });
	}
	if (form.ssh.length > 0) {
		const text = ssh.map(({ id, path }) => `${id} from ${path ?? 'the agent'}`).join(', ');
		options.push({ label: '$(key) SSH', description: text, ask: () => questions.askSsh(choice, form) });
	}
	const platforms = platform === undefined ? "the engine's own" : `${platform.replaceAll(',', ', ')}${perPlatform ? ', an image for each' : ''}`;
	options.push(
		{ label: '$(circuit-board) Platforms', description: platforms, ask: () => questions.askPlatforms(choice) },
		{ label: '$(tag) More Tags', description: tags.join(', '), ask: () => questions.askMoreTags(choice) },
		{ label: '$(folder) Context', description: vscode.workspace.asRelativePath(contextFolder), ask: () => questions.askContextFolder(choice, form) },
		{ label: '$(references) Named Contexts', description: Object.keys(contexts).join(', '), ask: () => questions.askContexts(choice) },
		{ label: '$(server) Builder', description: instance ?? 'the one used now', ask: () => questions.askInstance(choice, server) },
		{ label: '$(file-code) From a Compose or Bake File…', ask: () => askDefinition(choice, server) },
		toggle('pull', 'Look for Newer Base Images', '--pull'),
		toggle('noCache', 'Without the Cache', '--no-cache'),
		toggle('ociLabels', 'Labels of Its Origin', 'org.opencontainers.image.*: revision, source, created, version, base'),
		toggle('push', 'Into the Registry', 'in place of the engine'),
	);
	return options;
}

/** A target of a bake file or a service of a compose file, as its tool reads it. Its Dockerfile must be the one that is built. */
async function askDefinition(choice: FormChoice, server: Server): Promise<FormChoice | undefined> {
	const answer = await server.ask(choicesOfFiles, { uri: choice.uri });
	if (answer.failure !== undefined) throw new Error(answer.failure);
	const own = answer.choices.filter(({ choice: { uri } }) => uri === choice.uri);
	if (own.length === 0) {
		void vscode.window.showInformationMessage('No compose or bake file around this Dockerfile builds it.');
		return undefined;
	}
	const items = own.map(({ name, folder, choice: defined }) => ({
		label: name,
		description: choiceText(defined),
		detail: vscode.workspace.asRelativePath(folder),
		defined,
	}));
	return (await vscode.window.showQuickPick(items, { title: 'Build as Defined In', ignoreFocusOut: true }))?.defined;
}
