import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'telemetry-on';

suite(id, () => {
	test('once for each stage', () =>
		checkMarks(
			id,
			'FROM a\nRUN bun install && npx --yes next build\n    ^^^^^^^^^^^ DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 keeps these programs from reporting.',
		));
	test('silent', () => checkSilent(id, 'FROM a\nENV DO_NOT_TRACK=1\nRUN bun install && NEXT_TELEMETRY_DISABLED=1 next build && npm ci && yarn install'));
	test('the fix', () => checkFix(id, 'FROM a\nRUN dotnet restore', 'FROM a\nENV DOTNET_CLI_TELEMETRY_OPTOUT=1\nRUN dotnet restore'));
});
