import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { removeInstruction } from '../removeInstruction.ts';
import type { Stage } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import { touches } from '../text.ts';
import type { Action, Change, Disabled, Refactoring } from '../types.ts';

const id = 'convert-to-multi-stage';

export const convertToMultiStage: Refactoring = {
	id,
	title: 'Convert to multi-stage',
	offer({ doc, at }) {
		const stage = goStage(doc);
		return stage && touches(stage.from.span, at) ? [offerFor(doc, stage)] : [];
	},
};

/** The only stage of a file that builds a Go program and ships the compiler with it. */
export function goStage(doc: DockerfileDocument): Stage | undefined {
	const [stage, ...others] = doc.stages;
	if (!stage || others.length > 0 || doc.isWindows(stage.from)) return undefined;
	if (!/(?:^|\/)golang$/.test(stage.base.image?.path ?? '')) return undefined;
	return stage.instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT') && goBuilds(doc, stage).length > 0 ? stage : undefined;
}

export function convertActions(doc: DockerfileDocument, stage: Stage): Action[] {
	const offer = offerFor(doc, stage);
	return 'edits' in offer ? [offer] : [];
}

function goBuilds(doc: DockerfileDocument, stage: Stage) {
	return stage.instructions
		.filter(({ keyword }) => keyword === 'RUN')
		.flatMap(run => doc.commands(run).filter(command => command.name === 'go' && ['build', 'install'].includes(command.words[1]?.value ?? '')));
}

/** Instructions that say how the container runs: they belong to the stage that ships. */
const runtime: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'EXPOSE', 'LABEL', 'HEALTHCHECK', 'VOLUME', 'STOPSIGNAL', 'USER']);

function offerFor(doc: DockerfileDocument, stage: Stage): Action | Disabled {
	const why = refusal(doc, stage);
	if (why) return { id, title: convertToMultiStage.title, disabled: why };
	return {
		id,
		title: `Convert to multi-stage: ship ${runtimeBase(stage)}`,
		kind: 'refactor.extract',
		safety: 'review',
		why: 'The folder that the program was built in is copied whole. Build it and try it: files that it reads elsewhere, and programs that it calls, are no longer there.',
		edits: () => converted(doc, stage),
	};
}

/** The runtime sibling with the same libc and release: the tag must say which. */
function runtimeBase(stage: Stage): string | undefined {
	const tag = stage.base.image?.tag ?? '';
	const debian = /-(bullseye|bookworm|trixie)$/.exec(tag)?.[1];
	if (debian) return `debian:${debian}-slim`;
	const alpine = /-alpine(\d+\.\d+)$/.exec(tag)?.[1];
	return alpine && `alpine:${alpine}`;
}

function refusal(doc: DockerfileDocument, stage: Stage): string | undefined {
	if (!runtimeBase(stage)) return `The tag of ${stage.base.text} does not say which release it stands on: name it (golang:1.24-bookworm).`;
	if (stage.instructions.some(({ keyword }) => keyword === 'ONBUILD' || keyword === 'SHELL')) return 'ONBUILD and SHELL are not moved.';
	const workdir = workdirOf(doc, stage);
	if (!workdir || workdir === '/' || workdir === '/go') return 'The stage sets no WORKDIR that could be copied.';
	if (goBuilds(doc, stage).some(command => command.words[1]?.value === 'install')) return 'go install writes to the folder of the toolchain: use go build -o.';
	const start = stage.instructions.filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
	if (start.some(instruction => doc.commands(instruction).some(({ name }) => name === 'go'))) return 'The container starts the go command itself.';
	const installs = stage.instructions.find(
		run => run.keyword === 'RUN' && doc.commands(run).some(({ name }) => /^(?:apt|apt-get|apk|useradd|adduser|groupadd|addgroup)$/.test(name ?? '')),
	);
	if (installs) return `Which of the things that line ${installs.line + 1} adds the program needs only you can tell.`;
	return outputs(doc, stage).includes(undefined) ? 'Where go build writes to cannot be told.' : undefined;
}

function workdirOf(doc: DockerfileDocument, stage: Stage): string | undefined {
	const last = stage.instructions.at(-1);
	const scope = last && doc.scope(last);
	return scope?.workdirIsSet ? scope.workdir : undefined;
}

/** Files that go build writes outside the working directory; `undefined` for a place that is not literal. */
function outputs(doc: DockerfileDocument, stage: Stage): (string | undefined)[] {
	return goBuilds(doc, stage).flatMap(command => {
		const words = command.words.map(word => word.value);
		const at = words.indexOf('-o');
		const joined = words.find(word => word?.startsWith('-o='))?.slice(3);
		if (at === -1 && joined === undefined) return [];
		const path = joined ?? words[at + 1];
		return path === undefined || path.startsWith('/') ? [path] : [];
	});
}

function converted(doc: DockerfileDocument, stage: Stage): Change | undefined {
	const workdir = workdirOf(doc, stage);
	const base = runtimeBase(stage);
	if (!workdir || !base) return undefined;
	const moved = stage.instructions.filter(({ keyword }) => runtime.has(keyword));
	const kept = stage.instructions.filter(instruction => !moved.includes(instruction));
	const last = kept.at(-1) ?? stage.from;
	const copies = outputs(doc, stage).filter((path): path is string => path !== undefined && !path.startsWith(`${workdir}/`) && !path.endsWith('/'));
	const newLine = lineEndOf(doc);
	const lines = [
		'',
		`FROM ${base}`,
		base.startsWith('alpine')
			? 'RUN apk add --no-cache ca-certificates tzdata'
			: 'RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*',
		...kept.filter(({ keyword }) => keyword === 'ENV').map(instruction => textOf(doc, instruction)),
		`WORKDIR ${workdir}`,
		`COPY --from=build ${workdir}/ ${workdir}/`,
		...copies.map(path => `COPY --from=build ${path} ${path}`),
		...moved.map(instruction => textOf(doc, instruction)),
	];
	const name = stage.nameWord ? [] : [insert(stage.base.word.span.end, ' AS build')];
	const text = lines.join(newLine).replaceAll('--from=build ', `--from=${stage.name ?? 'build'} `);
	return { edits: [...name, insert(last.span.end, newLine + text), ...moved.map(instruction => removeInstruction(doc, instruction))] };
}

function textOf(doc: DockerfileDocument, instruction: Instruction): string {
	return doc.text.slice(instruction.span.start, instruction.span.end);
}
