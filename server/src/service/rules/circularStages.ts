import type { DockerfileDocument } from '../document.ts';
import type { Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const circularStages: Rule = {
	id: 'circular-stages',
	aliases: ['circular-stage-deps'],
	category: 'stages',
	severity: 'error',
	title: 'Stages that need each other',
	why: 'A stage cannot be built before the stage that it takes files from. Where two need each other, the builder stops. See [multi-stage builds](https://docs.docker.com/build/building/multi-stage/): files go from earlier stages to later ones.',
	defaultBecause: 'The file does not build.',
	examples: [
		{
			bad: 'FROM debian:12 AS a\nCOPY --from=b /x /x\nFROM debian:12 AS b\nCOPY --from=a /y /y\nUSER 65532',
			good: 'FROM debian:12 AS a\nRUN id\nFROM debian:12 AS b\nCOPY --from=a /y /y\nUSER 65532',
		},
	],
	*check({ doc }) {
		const told = new Set<Stage>();
		for (const stage of doc.stages) {
			if (told.has(stage)) continue;
			const circle = circleFrom(doc, stage);
			if (!circle) continue;
			for (const member of circle) told.add(member);
			yield {
				span: stage.nameWord?.span ?? stage.base.word.span,
				message: `${[...circle, stage].map(nameOf).join(' needs ')}: none of them can be built.`,
				related: circle.slice(1).map(({ nameWord, base }) => ({ span: (nameWord ?? base.word).span, message: 'Part of the circle.' })),
			};
		}
	},
};

function nameOf({ name, index }: Stage): string {
	return name ?? String(index);
}

/** The stages from one back to itself; a stage that copies from itself is no circle here. */
function circleFrom(doc: DockerfileDocument, start: Stage): readonly Stage[] | undefined {
	const seen = new Set<Stage>();
	const open: Stage[][] = [[start]];
	for (let path = open.shift(); path; path = open.shift()) {
		for (const next of needs(doc, path.at(-1) as Stage)) {
			if (next === start && path.length > 1) return path;
			if (next === start || seen.has(next)) continue;
			seen.add(next);
			open.push([...path, next]);
		}
	}
	return undefined;
}

/** Also those that stand further down, which a name means only if no earlier stage has it. */
function needs(doc: DockerfileDocument, stage: Stage): readonly Stage[] {
	const names = stage.instructions.flatMap(({ flags }) =>
		flags.flatMap(flag => (flag.name === 'from' ? flag.value : flag.options.find(({ key }) => key === 'from')?.value) ?? []),
	);
	const meant = names.flatMap(text => {
		const name = text.toLowerCase();
		const own = doc.stages.filter(other => other.name === name);
		return own.filter(({ index }) => index < stage.index).at(-1) ?? own[0] ?? [];
	});
	return stage.base.stage ? [stage.base.stage, ...meant] : meant;
}
