import { entryPointStepsDown, runsAsNonRoot } from '../baseImages.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { installationOf } from '../packages.ts';
import type { Stage } from '../stages.ts';
import { chain } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Action, Rule } from '../types.ts';

export const missingUser: Rule = {
	id: 'missing-user',
	aliases: ['DS-0002', 'CKV_DOCKER_3', 'DF020'],
	category: 'users',
	severity: 'warning',
	title: 'No USER in the shipped stage',
	why: 'Without USER the program runs as root, unless the base image says otherwise. A fault in it then owns the container, and every file of the image can be changed. See [USER](https://docs.docker.com/build/building/best-practices/#user). Silent for bases that are known to run as another user (distroless `nonroot`, Chainguard, `-unprivileged`) or to become one (official images of databases, by their own entry point), for entry points with `gosu` or `su-exec`, which begin as root to become another user, and for files on `scratch` that no command starts.',
	defaultBecause: 'Most programs need no root, and those that do can say so with a comment.',
	examples: [{ bad: 'FROM debian:12\nCMD ["id"]', good: 'FROM debian:12\nUSER 65532:65532\nCMD ["id"]' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || doc.isWindows(shipped.from)) return;
		const stages = chain(shipped);
		if (has(stages, 'USER')) return;
		const { base } = stages.at(-1) as Stage;
		if (stepsDown(doc, stages) || (base.scratch && !has(stages, 'CMD', 'ENTRYPOINT'))) return;
		if (entryPointStepsDown(base) && !has(stages, 'ENTRYPOINT')) return;
		if (runsAsNonRoot(base) || (base.text === undefined && !base.stage)) return;
		yield {
			span: shipped.base.word.span,
			message: 'No USER is set in the shipped stage: the container runs as root.',
			actions: [addUser(doc, shipped)],
		};
	},
};

function has(stages: readonly Stage[], ...keywords: readonly string[]): boolean {
	return stages.some(({ instructions }) => instructions.some(({ keyword }) => keywords.includes(keyword)));
}

/** True if the entry point can give up root: the image has a program for that, installed, fetched or copied. */
function stepsDown(doc: DockerfileDocument, stages: readonly Stage[]): boolean {
	if (!has(stages, 'ENTRYPOINT')) return false;
	const isProgram = (path: string) => /(?:^|\/)(?:gosu|su-exec)$/.test(path);
	return stages.some(({ instructions }) =>
		instructions.some(instruction => {
			if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return instruction.words.some(({ text }) => isProgram(text));
			if (instruction.keyword !== 'RUN') return false;
			return doc
				.commands(instruction)
				.some(command => [command.name ?? '', ...command.wrappers].some(isProgram) || installationOf(command)?.packages.some(({ name }) => isProgram(name)));
		}),
	);
}

/** Before the command, after everything that may need root. */
function addUser(doc: DockerfileDocument, stage: Stage): Action {
	return {
		id: 'add-user',
		title: 'Run as user 65532',
		kind: 'quickfix',
		safety: 'review',
		why: 'The program must be able to read its files and write its data as that user.',
		edits: () => {
			const command = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
			const late = command && stage.instructions.some(({ keyword, line }) => line > command.line && ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(keyword));
			const newLine = lineEndOf(doc);
			if (command && !late) {
				// of the comments above it, those that stand right above it
				let top = command.line;
				for (const { line } of command.comments.toReversed()) if (line === top - 1) top = line;
				return { edits: [insert(doc.lines.startOf(top), `USER 65532:65532${newLine}`)] };
			}
			const last = stage.instructions.at(-1) ?? stage.from;
			return { edits: [insert(last.span.end, `${newLine}USER 65532:65532`)] };
		},
	};
}
