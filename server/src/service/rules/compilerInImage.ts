import { convertActions, goStage } from '../refactor/convertToMultiStage.ts';
import type { Rule } from '../types.ts';

export const compilerInImage: Rule = {
	id: 'compiler-in-image',
	aliases: ['DF011', 'prefer-multi-stage-build'],
	category: 'stages',
	severity: 'info',
	title: 'One stage that ships its compiler',
	why: 'The image holds the toolchain, its caches and the sources: several hundred megabytes that the program never opens, and that an attacker can use. A second stage with only what runs is smaller and has less to scan. See [multi-stage builds](https://docs.docker.com/build/building/multi-stage/).',
	defaultBecause: 'The image works; it is larger than it need be.',
	examples: [
		{
			bad: 'FROM golang:1.24-bookworm\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nUSER 65532\nCMD ["/app/server"]',
			good: 'FROM golang:1.24-bookworm AS build\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\n\nFROM debian:bookworm-slim\nWORKDIR /app\nCOPY --from=build /app/ /app/\nUSER 65532\nCMD ["/app/server"]',
		},
	],
	*check({ doc }) {
		const stage = goStage(doc);
		if (!stage) return;
		yield {
			span: stage.base.word.span,
			message: 'The image ships the Go toolchain: build in one stage, run in another.',
			actions: convertActions(doc, stage),
		};
	},
};
