import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyze, applyEdits, DockerfileDocument, defaultSettings, FactReading, FactStore, fixAll } from '../../server/src/service/index.ts';
import { parseDockerfile } from '../../server/src/service/syntax/parse.ts';
import { seed } from '../support/seed.ts';

const settings = { ...defaultSettings, all: true };
const facts = () => new FactReading(new FactStore());

const line = fc.constantFrom(
	'FROM debian as Build',
	'FROM golang:1.24-bookworm',
	'from alpine:latest',
	'FROM scratch',
	'FROM build',
	'ARG NPM_TOKEN',
	'ENV API_KEY=x A=1 \\',
	'  B=2',
	'ENV a b c',
	'WORKDIR app',
	'WORKDIR /app',
	'ADD src /src',
	'COPY . .',
	'COPY --from=biuld /a /a',
	'RUN npm ci && npm run build',
	'RUN apt-get update \\',
	'  && apt-get install -y curl',
	'# comment',
	'',
	'\t',
	'RUN <<EOF',
	'EOF',
	'echo $NPM_TOKEN',
	'RUN echo $NPM_TOKEN',
	'CMD python app.py',
	'CMD ["a", 1]',
	'ENTRYPOINT x',
	'MAINTAINER Jo "x"',
	'LABEL maintainer=x',
	'USER root',
	'USER 1',
	'FOO bar',
	'RUN go build -o /x .',
	'RUN pip install -r r.txt',
	'# syntax=docker/dockerfile:1',
	'# escape=`',
	'# check=skip=all',
	'\\',
	'ONBUILD ADD a /b',
	'run x',
	'\uFEFF',
	'\u0000',
	'\uD800',
	'EXPOSE 80',
);
const files = fc
	.tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'), fc.string({ unit: 'binary', maxLength: 6 }), fc.nat())
	.map(([lines, end, noise, at]) => {
		const text = lines.join(end);
		const place = text.length === 0 ? 0 : at % text.length;
		return text.slice(0, place) + noise + text.slice(place);
	});
const options = { seed, numRuns: Number(process.env['DRYDOCK_RUNS'] ?? 1500) };

test('the tokens of any text are the text', () => {
	fc.assert(
		fc.property(files, text => {
			const tokens = parseDockerfile(text).tokens();
			assert.equal(tokens.map(({ span }) => text.slice(span.start, span.end)).join(''), text);
			let at = 0;
			for (const { span } of tokens) {
				assert.equal(span.start, at);
				at = span.end;
			}
		}),
		options,
	);
});

test('no rule crashes, and every finding stands inside the text', () => {
	fc.assert(
		fc.property(files, text => {
			const report = analyze(new DockerfileDocument(text), { facts: facts(), settings });
			assert.deepEqual(report.crashes, []);
			for (const { span } of report.findings) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
		}),
		options,
	);
});

for (const review of [false, true]) {
	test(`fixes${review ? ', those to be reviewed too,' : ''} settle, parse, and are the edits they say`, () => {
		fc.assert(
			fc.property(files, text => {
				const fix = (input: string) => fixAll(input, { facts: facts(), settings, review });
				const result = fix(text);
				assert.equal(applyEdits(text, result.edits), result.text);
				const problems = (input: string) => parseDockerfile(input).problems.filter(({ kind }) => kind !== 'empty-continuation-line').length;
				assert.ok(problems(result.text) <= problems(text));
				assert.equal(fix(result.text).text, result.text);
				for (const entry of result.applied) assert.ok(entry.edits.every(index => result.edits[index]));
			}),
			options,
		);
	});
}
