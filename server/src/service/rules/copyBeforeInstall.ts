import { earlyCopies, moveActions } from '../refactor/moveCopyLower.ts';
import type { Rule } from '../types.ts';

export const copyBeforeInstall: Rule = {
	id: 'copy-before-install',
	aliases: ['DF007'],
	category: 'cache',
	severity: 'info',
	title: 'Whole context copied before dependencies are installed',
	why: 'Every change of any file makes the builder install all dependencies again, because the step stands below the copy of everything. Copy the manifests first, install, then copy the rest. See [ordering layers](https://docs.docker.com/build/cache/optimize/#order-your-layers).',
	defaultBecause: 'It costs minutes of every build, but the image is right.',
	examples: [
		{
			bad: 'FROM golang:1.24\nWORKDIR /app\nCOPY . .\nRUN go build -o /out\nUSER 65532',
			good: 'FROM golang:1.24\nWORKDIR /app\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /out\nUSER 65532',
		},
	],
	*check({ doc, facts }) {
		for (const early of earlyCopies(doc)) {
			yield {
				span: early.copy.args.span,
				message: `Any change of a file repeats the installation in line ${early.run.line + 1}: copy ${early.step.manifests[0]} first.`,
				related: [{ span: early.step.command.span, message: 'The installation.' }],
				actions: moveActions(doc, early, facts),
			};
		}
	},
};
