import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { whenInterrupted } from '../support/interrupted.ts';
import { findProgram } from '../support/requirement.ts';
import type { Page } from './page.ts';

interface EditorScripts {
	readonly editorFolder: string;
	installEditor(): string | undefined;
	startEditor(options: {
		dataFolder: string;
		extension?: string;
		args?: string[];
		settings?: Settings;
		env?: Readonly<Record<string, string>>;
	}): Promise<{ port: number; child: ChildProcess; address(place: string | undefined, payload?: readonly (readonly [string, string])[]): string }>;
	vsixIn(folder: string): string | undefined;
}
export const scripts = (await import(new URL('../../scripts/editor.mjs', import.meta.url).href)) as EditorScripts;

/** Path in the workspace → its text, or the path of a file or folder that is copied there. */
export type Files = Readonly<Record<string, string>>;
export type Settings = Readonly<Record<string, unknown>>;
export interface View {
	readonly width: number;
	readonly height: number;
	/** Pixels of a picture per pixel of the page. */
	readonly scale?: number;
}
/** The window of the tests. */
export const tested: View = { width: 1280, height: 800 };

/** An editor's server and a browser on a new workspace; `show` opens it with what VS Code calls a payload: its paths are given plainly. */
export async function launch(files: Files, { view = tested, ...options }: { extension?: string; args?: string[]; settings?: Settings; view?: View }) {
	const base = mkdtempSync(join(tmpdir(), 'drydock-editor-'));
	const folder = join(base, 'workspace');
	const remove = (): void => rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	let child: ChildProcess | undefined;
	const forget = whenInterrupted(() => {
		child?.kill('SIGKILL');
		remove();
	});
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		if (existsSync(text)) cpSync(text, join(folder, name), { recursive: true });
		else writeFileSync(join(folder, name), text);
	}
	// Builds of tests are not for the history of who runs them.
	const server = await scripts.startEditor({ dataFolder: join(base, 'data'), env: { XDG_STATE_HOME: join(base, 'state') }, ...options });
	child = server.child;
	const { chromium } = createRequire(join(scripts.editorFolder, 'package.json'))('playwright-core');
	const browser = await chromium.launch({
		executablePath: findProgram('chromium'),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	const page: Page = await browser.newPage({ viewport: view, deviceScaleFactor: view.scale ?? 1 });
	return {
		page,
		folder,
		/** `place`: a file of workspaces below the folder, or "none" for a window without a folder. */
		async show(payload: readonly (readonly [string, string])[], place = ''): Promise<void> {
			await page.goto(
				server.address(
					place === 'none' ? undefined : join(folder, place),
					payload.map(([key, path]) => [key, resolve(folder, path)]),
				),
			);
		},
		async close(): Promise<void> {
			await browser.close();
			forget();
			const ended = once(server.child, 'exit');
			server.child.kill();
			await ended;
			remove();
		},
	};
}
