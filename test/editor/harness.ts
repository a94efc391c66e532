import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../support/requirement.ts';
import { type Files, launch, type Settings, scripts, tested, type View } from './launch.ts';
import type { Locator, Page } from './page.ts';

const root = dirname(dirname(import.meta.dirname));

/** A real VS Code with the packaged extension, in a browser, on a folder of its own. */
export class Editor {
	readonly page: Page;
	readonly folder: string;
	readonly #close: () => Promise<void>;

	private constructor(page: Page, folder: string, close: () => Promise<void>) {
		this.page = page;
		this.folder = folder;
		this.#close = close;
	}

	/** What is missing to run it, with what to do. */
	static async missing(): Promise<string | undefined> {
		if (!findProgram('chromium')) return 'chromium is not installed (apt-get install chromium)';
		if (!scripts.vsixIn(root)) return 'there is no package (npm run package)';
		return scripts.installEditor();
	}

	/** `files` are written into the workspace; `openFile` is shown. `settings` are the user's; `view` is the window; `place`: see `launch`. */
	static async open(files: Files, openFile: string, settings: Settings = {}, view?: View, place?: string): Promise<Editor> {
		const extension = scripts.vsixIn(root);
		const { page, folder, show, close } = await launch(files, { settings, ...(extension ? { extension } : {}), ...(view ? { view } : {}) });
		await show([['openFile', openFile]], place);
		const editor = new Editor(page, folder, close);
		await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
		return editor;
	}

	/** Loads the extension from its folder and calls `run` of a suite in the extension host, as a desktop's --extensionTestsPath does. */
	static async runSuite(files: Files, extension: string, suite: string): Promise<{ code: number; log: string }> {
		const { page, show, close } = await launch(files, { args: ['--enable-smoke-test-driver'] });
		try {
			const log: string[] = [];
			const code = await new Promise<number>((ended, reject) => {
				const hear = async () => {
					await page.exposeFunction('codeAutomationLog', (_type, parts) => log.push((parts as unknown[]).map(String).join(' ')));
					await page.exposeFunction('codeAutomationExit', status => ended(Number(status)));
					await show([
						['extensionDevelopmentPath', extension],
						['extensionTestsPath', suite],
					]);
				};
				hear().catch(reject);
			});
			return { code, log: log.join('\n') };
		} finally {
			await close();
		}
	}

	/** F1, the command by its title, Enter. */
	async command(title: string): Promise<void> {
		await this.#pick('F1', `>${title}`, title);
	}

	/** Asks for a build, until its box is there: a workbench that is busy may lose a command, as it may lose keys. */
	async askForBuild(): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			await this.page.locator('.monaco-editor .view-line').first().click();
			await this.command('Drydock: Build and Tag Image');
			try {
				await this.page.locator('.quick-input-widget').filter({ hasText: 'Build and Tag Image with Docker' }).first().waitFor({ timeout: 15_000 });
				return;
			} catch (error) {
				await this.screenshot(`no-build-box-${attempt}`);
				if (attempt === 3) throw error;
			}
		}
	}

	/** What the palette offers for this text, by title. */
	async offeredCommands(text: string): Promise<string[]> {
		await this.page.setViewportSize({ width: 1280, height: 1600 });
		await this.page.keyboard.press('F1');
		await this.page.locator('.quick-input-widget input').first().waitFor();
		await this.page.keyboard.press('Control+a');
		await this.page.keyboard.insertText(`>${text}`);
		const entries = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
		await entries.first().waitFor();
		const titles = await entries.locator('.label-name').allTextContents();
		await this.page.keyboard.press('Escape');
		await this.page.setViewportSize(tested);
		return titles;
	}

	/** By its name, as people do it with Ctrl-P. */
	async openFile(name: string): Promise<void> {
		await this.#pick('Control+p', name, name.split('/')[0] ?? name);
	}

	/** Types into the list that a key opens, and takes the entry. A workbench that is still loading may close it or lose what was typed: then again. */
	async #pick(key: string, text: string, wanted: string): Promise<void> {
		const { keyboard } = this.page;
		const entry = this.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: wanted }).first();
		for (let attempt = 1; ; attempt++) {
			await keyboard.press(key);
			try {
				await this.page.locator('.quick-input-widget input').first().waitFor({ timeout: 10_000 });
				await keyboard.press('Control+a');
				await keyboard.insertText(text);
				await entry.waitFor({ timeout: 10_000 });
				break;
			} catch (error) {
				if (attempt === 4) throw error;
				await keyboard.press('Escape');
			}
		}
		await keyboard.press('Enter');
		await entry.waitFor({ state: 'hidden' });
	}

	/** Puts the cursor at a one-based line and column. The keys of an editor are enough, and cannot be taken by a widget. */
	async goTo(line: number, column: number): Promise<void> {
		await this.page.locator('.monaco-editor .view-line').first().click();
		await this.page.keyboard.press('Control+Home');
		for (let at = 1; at < line; at++) await this.page.keyboard.press('ArrowDown');
		for (let at = 1; at < column; at++) await this.page.keyboard.press('ArrowRight');
		await this.page
			.locator('.statusbar-item')
			.filter({ hasText: `Ln ${line}, Col ${column}` })
			.first()
			.waitFor({ timeout: 10_000 });
	}

	/** Waits until the text of the editor contains this. Blanks are drawn as no-break spaces. */
	async waitForText(text: string, timeout = 30_000): Promise<void> {
		await this.page.waitForFunction(
			wanted =>
				[...document.querySelectorAll<HTMLElement>('.monaco-editor .view-line')]
					// the page keeps them in the order in which they were drawn
					.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
					.map(line => line.textContent ?? '')
					.join('\n')
					.replaceAll('\u00a0', ' ')
					.includes(wanted),
			text,
			{ timeout },
		);
	}

	/** The menu of the light bulb at the cursor. It lists what the server knew when it was opened, so it is opened until the entry is there. */
	async openQuickFixes(title: string): Promise<Locator> {
		const entry = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
		for (let attempt = 1; ; attempt++) {
			await this.page.keyboard.press('Control+.');
			try {
				await entry.waitFor({ timeout: 5_000 });
				return entry;
			} catch (error) {
				if (attempt === 6) throw error;
				await this.page.keyboard.press('Escape');
			}
		}
	}

	/** Takes the entry and waits for the text it makes. The menu may be drawn anew under the pointer, and the click be lost: then again. */
	async quickFix(title: string, makes: string): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			await (await this.openQuickFixes(title)).click();
			try {
				await this.waitForText(makes, 15_000);
				return;
			} catch (error) {
				if (attempt === 3) throw error;
				await this.page.keyboard.press('Escape');
			}
		}
	}

	/** Processes of the extension's language server. */
	languageServers(): number {
		const ours = join(dirname(this.folder), 'data');
		return readdirSync('/proc')
			.filter(id => /^\d+$/.test(id))
			.filter(id => {
				try {
					const line = readFileSync(join('/proc', id, 'cmdline'), 'utf8');
					return line.includes(ours) && line.includes('server.cjs');
				} catch {
					return false; // it has ended meanwhile
				}
			}).length;
	}

	async screenshot(name: string, folder = join(root, 'artifacts', 'screenshots')): Promise<void> {
		mkdirSync(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.#close();
	}
}
