import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'telemetry-on';

test('once in a stage: commands, runners, packages, CMD', () =>
	checkMarks(
		id,
		`
FROM node:22
RUN npm ci && npx next build && dotnet publish
              ^^^ Next.js, .NET CLI may report their use: NEXT_TELEMETRY_DISABLED=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 stops that.
RUN yarn next build
FROM python:3
RUN pip install transformers
                ^^^^^^^^^^^^ Hugging Face Hub may report its use: HF_HUB_DISABLE_TELEMETRY=1 stops that.
FROM oven/bun:1
CMD ["bun", "run", "a"]
      ^^^`,
	));

test('stopped, inherited, other programs', () => {
	checkSilent(id, 'FROM node AS a\nENV NEXT_TELEMETRY_DISABLED=1\nFROM a\nRUN next build');
	checkSilent(id, 'FROM node\nRUN NEXT_TELEMETRY_DISABLED=1 next build\nRUN npx next telemetry disable');
	checkSilent(id, 'FROM node\nRUN yarn install && npm ci && npm run build && pip install requests\nCMD ["dotnet", "app.dll"]\n# next build');
	checkSilent(id, 'FROM mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2022\nRUN dotnet build');
});

test('one ENV', () =>
	checkFix(id, 'FROM node\nRUN bun install && next build', 'FROM node\nENV DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1\nRUN bun install && next build'));
