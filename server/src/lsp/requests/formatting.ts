import {
	type Disposable,
	DocumentFormattingRequest,
	type DocumentOnTypeFormattingParams,
	DocumentOnTypeFormattingRequest,
	DocumentRangeFormattingRequest,
	type FormattingOptions,
	type Range,
	type TextEdit,
} from 'vscode-languageserver';
import type { DockerfileDocument, Edit } from '../../service/index.ts';
import { onTypeFormatting } from '../capabilities.ts';
import { textEdits } from '../convert.ts';
import type { Session } from '../session.ts';

type Formatter = typeof import('../../service/formatting.ts');

export function format(session: Session, uri: string, options: FormattingOptions): Promise<TextEdit[]> {
	return edits(session, uri, (formatter, doc) => formatter.formatDocument(doc, options));
}

export function formatRange(session: Session, uri: string, range: Range, options: FormattingOptions): Promise<TextEdit[]> {
	return edits(session, uri, (formatter, doc) => formatter.formatLines(doc, range, options));
}

export function formatTyped(session: Session, { textDocument, position, ch, options }: DocumentOnTypeFormattingParams): Promise<TextEdit[]> {
	return edits(session, textDocument.uri, (formatter, doc) => formatter.formatTyped(doc, position, ch, options));
}

async function edits(session: Session, uri: string, run: (formatter: Formatter, doc: DockerfileDocument) => readonly Edit[]): Promise<TextEdit[]> {
	const document = session.document(uri);
	if (!document || !session.settings.enable || session.languageServedByOthers) return [];
	const { version } = document;
	// Loaded when first needed, as all of dockerfile-utils.
	const formatter = await import('../../service/formatting.ts');
	return document.version === version ? textEdits(document.text, run(formatter, document.doc)) : [];
}

/** Offers formatting only while no other extension does: two formatters make the editor ask which one is meant. */
export class FormattingRegistration {
	readonly #session: Session;
	#registered: Promise<Disposable[]> | undefined;

	constructor(session: Session) {
		this.#session = session;
	}

	async update(): Promise<void> {
		const { client, connection, settings } = this.#session;
		if (!client.dynamicFormatting) return;
		const wanted = settings.enable && !this.#session.languageServedByOthers;
		if (wanted === (this.#registered !== undefined)) return;
		const before = this.#registered;
		const documentSelector = [{ language: 'dockerfile' }];
		this.#registered = wanted
			? Promise.all([
					connection.client.register(DocumentFormattingRequest.type, { documentSelector }),
					connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector }),
					connection.client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, ...onTypeFormatting }),
				])
			: undefined;
		for (const registration of (await before) ?? []) registration.dispose();
		await this.#registered;
	}
}
