import { instructionData, referenceUrl } from './data/instructions.ts';
import type { DockerfileDocument } from './document.ts';
import { ruleById } from './rules/index.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';
import type { Rule } from './types.ts';

export interface Hover {
	readonly span: Span;
	readonly markdown: string;
}

/** What is to say about a place: an instruction, a flag, or a rule that a comment names. */
export function hover(doc: DockerfileDocument, offset: number): Hover | undefined {
	const instruction = doc.instructionAt(offset);
	return ruleHover(doc, offset) ?? (instruction && (keywordHover(instruction, offset) ?? flagHover(instruction, offset)));
}

function covers(span: Span, offset: number): boolean {
	return span.start <= offset && offset < span.end;
}

function keywordHover(instruction: Instruction, offset: number): Hover | undefined {
	const innermost = instruction.trigger && covers(instruction.trigger.keywordSpan, offset) ? instruction.trigger : instruction;
	const data = instructionData[innermost.keyword];
	if (!data || !covers(innermost.keywordSpan, offset)) return undefined;
	return {
		span: innermost.keywordSpan,
		markdown: `\`\`\`dockerfile\n${data.syntax}\n\`\`\`\n${data.summary}\n\n[Reference](${referenceUrl(innermost.keyword)})`,
	};
}

function flagHover(instruction: Instruction, offset: number): Hover | undefined {
	const flag = instruction.flags.find(({ span }) => covers(span, offset));
	const text = flag && instructionData[instruction.keyword]?.flags[flag.name];
	return text ? { span: flag.span, markdown: `\`--${flag.name}\`: ${text}` } : undefined;
}

function ruleHover(doc: DockerfileDocument, offset: number): Hover | undefined {
	const comment = doc.syntax.comments.find(({ span }) => covers(span, offset));
	if (!comment) return undefined;
	for (const word of doc.text.slice(comment.span.start, comment.span.end).matchAll(/[\w-]+/g)) {
		const span = { start: comment.span.start + word.index, end: comment.span.start + word.index + word[0].length };
		const rule = covers(span, offset) ? ruleById(word[0]) : undefined;
		if (rule) return { span, markdown: ruleMarkdown(rule) };
	}
	return undefined;
}

export function ruleMarkdown(rule: Rule): string {
	return `**${rule.title}** (\`${rule.id}\`)\n\n${rule.why}`;
}
