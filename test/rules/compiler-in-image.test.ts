import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('one stage on golang', () =>
	checkMarks(
		'compiler-in-image',
		`
FROM golang:1.24-bookworm
     ^^^^^^^^^^^^^^^^^^^^ The image ships the Go toolchain: build in one stage, run in another.
WORKDIR /app
RUN go build -o app
CMD ["/app/app"]`,
	));

test('tool images, several stages, other bases', () => {
	checkSilent('compiler-in-image', 'FROM golang:1.24\nRUN go build');
	checkSilent('compiler-in-image', 'FROM golang:1.24 AS a\nRUN go build\nFROM scratch\nCMD ["/x"]');
	checkSilent('compiler-in-image', 'FROM debian:12\nRUN go build\nCMD ["/x"]');
});

test('what builds stays as it is, what runs moves', () =>
	checkFix(
		'compiler-in-image',
		'FROM golang:1.24-bookworm\nENV A=1\nWORKDIR /app\nCOPY . .\nRUN go build -o /usr/local/bin/app .\nEXPOSE 80\n# start\nCMD ["app"]\n',
		'FROM golang:1.24-bookworm AS build\nENV A=1\nWORKDIR /app\nCOPY . .\nRUN go build -o /usr/local/bin/app .\n\nFROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\nENV A=1\nWORKDIR /app\nCOPY --from=build /app/ /app/\nCOPY --from=build /usr/local/bin/app /usr/local/bin/app\nEXPOSE 80\nCMD ["app"]\n# start\n',
	));

for (const text of [
	'FROM golang:1.24\nWORKDIR /app\nRUN go build\nCMD ["/app/app"]',
	'FROM golang:1.24-bookworm\nRUN go build\nCMD ["/go/app"]',
	'FROM golang:1.24-bookworm\nWORKDIR /app\nRUN go build\nCMD ["go", "run", "."]',
	'FROM golang:1.24-bookworm\nWORKDIR /app\nRUN apt-get install -y git\nRUN go build\nCMD ["/app/app"]',
]) {
	test(`refused: ${text.split('\n')[0]} ... ${text.split('\n').at(-1)}`, () => checkFix('compiler-in-image', text, text));
}
