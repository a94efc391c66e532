/** As much of playwright's page as the tests use; the package is in the editor's cache folder, not among ours. */
export interface Locator {
	hover(): Promise<void>;
	click(options?: { timeout?: number; button?: 'right' }): Promise<void>;
	first(): Locator;
	last(): Locator;
	filter(options: { hasText: string | RegExp }): Locator;
	locator(selector: string): Locator;
	waitFor(options?: { state?: 'visible' | 'hidden'; timeout?: number }): Promise<void>;
	textContent(): Promise<string | null>;
	allTextContents(): Promise<string[]>;
	count(): Promise<number>;
}
export interface Page {
	readonly keyboard: {
		press(key: string): Promise<void>;
		type(text: string, options?: { delay?: number }): Promise<void>;
		insertText(text: string): Promise<void>;
	};
	goto(address: string): Promise<unknown>;
	url(): string;
	evaluate<T>(run: (argument: T) => void, argument: T): Promise<void>;
	exposeFunction(name: string, call: (...values: unknown[]) => unknown): Promise<void>;
	locator(selector: string): Locator;
	getByRole(role: string, options?: { name?: string | RegExp }): Locator;
	screenshot(options: { path: string }): Promise<unknown>;
	waitForFunction(check: (argument: string) => boolean, argument: string, options?: { timeout?: number }): Promise<unknown>;
	setViewportSize(size: { width: number; height: number }): Promise<void>;
	close(): Promise<void>;
}
