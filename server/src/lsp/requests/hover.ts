import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { hover } from '../../service/index.ts';
import { rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';

/** What is to know about an instruction, a flag, or a rule that a comment names. */
export function hoverAt(session: Session, { textDocument, position }: HoverParams): Hover | null {
	const document = session.document(textDocument.uri);
	if (!document || !session.settings.enable) return null;
	const offset = document.text.offsetAt(position);
	const found = hover(document.doc, offset);
	if (!found) return null;
	const inComment = document.doc.syntax.comments.some(({ span }) => span.start <= offset && offset <= span.end);
	// Instructions are explained by the other extension already.
	if (session.languageServedByOthers && !inComment) return null;
	const value = found.markdown;
	return { contents: { kind: session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range: rangeOf(document.text, found.span) };
}
