/** Dockerfiles for property tests: likely ones, ones damaged a little, and text made of everything that is special. */
import fc from 'fast-check';

const name = fc.constantFrom('build', 'deps', 'Base', 'final', 'stage-1');
const image = fc.constantFrom(
	'alpine',
	'node:22',
	'node:22-alpine',
	'golang:1.24',
	'ubuntu:24.04',
	'debian',
	'scratch',
	'ghcr.io/a/b:1.2',
	`node:22@sha256:${'a'.repeat(64)}`,
	'$BASE',
	'node:${VERSION}',
	'build',
	'mcr.microsoft.com/dotnet/sdk:9.0',
);
const path = fc.constantFrom(
	'.',
	'./',
	'src',
	'src/',
	'/app',
	'/app/',
	'package.json',
	'package*.json',
	'/usr/local/bin/x',
	'"a b"',
	'$HOME/x',
	'/etc/apt/sources.list',
	'*.txt',
);
const command = fc.constantFrom(
	'apt-get update',
	'apt-get install -y curl',
	'apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*',
	'npm ci',
	'npm install --omit=dev',
	'pip install -r requirements.txt',
	'go build -o /out ./...',
	'cd /app && make',
	'echo "a # b"',
	"echo 'x' > /y",
	'curl -fsSL https://example.com/x.sh | sh',
	'set -eux; for f in *; do echo $f; done',
	'if [ -f x ]; then cat x; fi',
	'useradd -u 1000 app',
	'chmod 777 /x',
	'cat <<< x',
	'echo $((1<<2))',
);
const user = fc.constantFrom('root', 'app', '1000:1000', '$UID');
const variable = fc.constantFrom('VERSION', 'NODE_ENV', 'PATH', 'API_TOKEN', 'a.b', 'BASE');
const value = fc.constantFrom('1.2', 'production', '"a b"', "'x y'", '$VERSION', '${PATH}:/x', '', 'a\\ b', '"q\\"q"');
const exec = fc
	.array(fc.constantFrom('node', 'server.js', '/bin/sh', '-c', 'a "b"', 'ä', '\\', ''), { minLength: 1, maxLength: 3 })
	.map(items => JSON.stringify(items));

const mount = fc.constantFrom(
	'--mount=type=cache,target=/root/.npm ',
	'--mount=type=secret,id=token ',
	'--mount=type=bind,from=build,source=/a,target=/b ',
	'--network=none ',
);

/** Folds a command at its blanks, as people do, with a comment in between now and then. */
const folded = fc
	.tuple(fc.array(command, { minLength: 1, maxLength: 4 }), fc.constantFrom(' && \\\n    ', ' \\\n && ', ' && \\\n    # why\n    ', ' && \\ \n\n  ', '; '))
	.map(([commands, glue]) => commands.join(glue));

const heredoc = fc
	.tuple(
		fc.constantFrom('<<EOF', '<<-EOF', "<<'EOF'", '<<"EOF"', '3<<EOF', '<< EOF', '<<EOF <<E2'),
		fc.array(fc.constantFrom('echo x', '\techo $y', '# not a comment', 'EOF2', '', 'a \\', 'RUN x'), { maxLength: 4 }),
	)
	.map(([mark, lines]) => `${mark}\n${[...lines, 'EOF', ...(mark.includes('E2') ? ['more', 'E2'] : [])].join('\n')}`);

const pairs = fc.oneof(
	fc
		.array(
			fc.tuple(variable, value).map(([key, text]) => `${key}=${text}`),
			{ minLength: 1, maxLength: 3 },
		)
		.chain(list => fc.constantFrom(' ', ' \\\n    ').map(glue => list.join(glue))),
	fc.tuple(variable, fc.constantFrom('1.2', 'a b c', '"q r" s')).map(([key, text]) => `${key} ${text}`),
);

function line(keyword: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
	return fc.tuple(fc.constantFrom(keyword, keyword, keyword, keyword.toLowerCase()), ...parts).map(all => all.filter(part => part !== '').join(' '));
}

/** One instruction that may stand in a stage, with all its lines. */
export const likelyInstruction: fc.Arbitrary<string> = fc.oneof(
	{
		weight: 4,
		arbitrary: line(
			'RUN',
			fc.oneof(
				fc.constant(''),
				mount.map(text => text.trim()),
			),
			folded,
		),
	},
	{ weight: 1, arbitrary: line('RUN', exec) },
	{ weight: 1, arbitrary: line('RUN', heredoc) },
	{ weight: 2, arbitrary: line('COPY', fc.constantFrom('', '', '--from=build', '--chown=app:app', '--link --chmod=755'), path, path) },
	{ weight: 1, arbitrary: fc.tuple(fc.constantFrom('COPY', 'ADD'), heredoc).map(([keyword, text]) => `${keyword} ${text.replace('\n', ' /x\n')}`) },
	{ weight: 1, arbitrary: line('ADD', fc.constantFrom('https://example.com/x.tar.gz', 'x.tgz', './'), path) },
	{ weight: 2, arbitrary: line('ENV', pairs) },
	{ weight: 1, arbitrary: line('LABEL', pairs) },
	{
		weight: 2,
		arbitrary: line(
			'ARG',
			fc.oneof(
				variable,
				fc.tuple(variable, value).map(([key, text]) => `${key}=${text}`),
			),
		),
	},
	{ weight: 1, arbitrary: line('WORKDIR', path) },
	{ weight: 1, arbitrary: line('USER', user) },
	{ weight: 1, arbitrary: line('EXPOSE', fc.constantFrom('80', '80 443/tcp', '$PORT', '8080-8090/udp')) },
	{ weight: 1, arbitrary: line('VOLUME', fc.oneof(path, exec)) },
	{ weight: 1, arbitrary: line('SHELL', exec) },
	{ weight: 2, arbitrary: fc.oneof(line('CMD', fc.oneof(exec, command)), line('ENTRYPOINT', fc.oneof(exec, command))) },
	{ weight: 1, arbitrary: line('HEALTHCHECK', fc.constantFrom('NONE', 'CMD curl -f http://localhost', '--interval=5s CMD ["x"]', 'CMD ["curl", "-f"]')) },
	{ weight: 1, arbitrary: line('ONBUILD', fc.constantFrom('RUN x', 'COPY . .', 'RUN ["a"]', 'ENV a=b', 'USER app')) },
	{ weight: 1, arbitrary: fc.constantFrom('STOPSIGNAL SIGTERM', 'MAINTAINER a <b@c>', '# a comment', '', '#', '# another\n# and one more') },
);

const stage = fc
	.tuple(fc.constantFrom('', '', '--platform=$BUILDPLATFORM'), image, fc.option(name), fc.array(likelyInstruction, { maxLength: 8 }))
	.map(([platform, from, as, lines]) => [`FROM ${platform}${platform && ' '}${from}${as === null ? '' : ` AS ${as}`}`, ...lines].join('\n'));

const top = fc.constantFrom(
	'',
	'',
	'',
	'# syntax=docker/dockerfile:1\n',
	'# escape=`\n',
	'# check=skip=all\n',
	'ARG VERSION=22\n',
	'ARG BASE\n\n',
	'# syntax=docker/dockerfile:1\n# a comment\nARG BASE=alpine\n',
);

/** A file that a person might have written. */
export const likelyDockerfile: fc.Arbitrary<string> = fc
	.tuple(top, fc.array(stage, { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\n', '\n', '\r\n'), fc.constantFrom('', '\n'))
	.map(([head, stages, end, last]) => (head + stages.join('\n\n') + last).replaceAll('\n', end));

const keywords = [
	'FROM',
	'RUN',
	'COPY',
	'ADD',
	'ENV',
	'LABEL',
	'ARG',
	'CMD',
	'ENTRYPOINT',
	'SHELL',
	'VOLUME',
	'EXPOSE',
	'HEALTHCHECK',
	'ONBUILD',
	'USER',
	'WORKDIR',
	'MAINTAINER',
	'STOPSIGNAL',
	'run',
	'Env',
	'NOPE',
];

/** Everything that means something to a parser of Dockerfiles, and some that look as if. */
export const fragment: fc.Arbitrary<string> = fc.constantFrom(
	...keywords,
	...keywords.map(keyword => `${keyword} `),
	' ',
	' ',
	'  ',
	'\t',
	'\v',
	'\f',
	'\r',
	'\n',
	'\n',
	'\n',
	'\r\n',
	'\\',
	'\\\n',
	'\\\n',
	' \\\n',
	'\\ \n',
	'\\\\\n',
	'`',
	'`\n',
	'`\r\n',
	'\\\r\n',
	'#',
	'# c\n',
	'#\n',
	'  # c\n',
	'\n# escape=`\n',
	'# escape=\\\n',
	'# syntax=x\n',
	'#check=skip=all\n',
	'# escape = a\n',
	'"',
	"'",
	'"a b"',
	"'a b'",
	'$',
	'$A',
	'${A}',
	'${A:-b c}',
	'${A',
	'${',
	'}',
	'--',
	'--a',
	'--a=b ',
	'--mount=type=cache,target=/x ',
	'--from="a b" ',
	'-',
	'=',
	'a=b',
	'a=',
	'=b',
	'a="b c"',
	"a='",
	'a b',
	'x',
	'é',
	'💡',
	'\u00a0',
	'\u0085',
	'\u2028',
	'\u3000',
	'\u200b',
	'\ufeff',
	'\u0000',
	'ſ',
	'İ',
	'[',
	']',
	'["a"]',
	'["a", "b"]',
	'["a\\n\\u00e9"]',
	'[1]',
	'["a", 1]',
	'[]',
	'["a"',
	"['a']",
	'["a"] x',
	'[null]',
	'["\\ud800"]',
	'["a",]',
	'[["a"]]',
	'<',
	'<<',
	'<<EOF',
	'<<EOF\n',
	'<<-EOF\n',
	"<<'EOF'\n",
	'<<"E O"\n',
	'<<\\EOF\n',
	'<< EOF\n',
	'5<<EOF\n',
	'<<<EOF',
	'<<EOF <<B\n',
	'\nEOF\n',
	'\n\tEOF\n',
	'\nEOF',
	'EOF',
	'B\n',
	'\nE O\n',
	'NONE',
	'CMD',
	'AS x',
);

/** Text made of what is special: most of it is wrong, some of it surprisingly right. */
export const nastyDockerfile: fc.Arbitrary<string> = fc.oneof(
	fc.array(fragment, { minLength: 1, maxLength: 24 }).map(parts => parts.join('')),
	// with a keyword at the start of lines, more of it gets through
	fc
		.tuple(
			fc.constantFrom('', '', '', '# escape=`\n', '\ufeff'),
			fc.array(fc.tuple(fc.constantFrom(...keywords), fc.array(fragment, { maxLength: 6 })), { minLength: 1, maxLength: 4 }),
		)
		.map(([head, lines]) => head + lines.map(([keyword, parts]) => `${keyword} ${parts.join('')}`).join('\n')),
);

type Damage = (text: string) => string;

const damage: fc.Arbitrary<Damage> = fc
	.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 12 }), fc.oneof(fc.constant(''), fragment))
	.map(([place, length, text]) => (whole: string) => {
		const at = Math.floor(place * whole.length);
		return whole.slice(0, at) + text + whole.slice(at + length);
	});

/** A likely file with a few cuts and insertions. */
export const damagedDockerfile: fc.Arbitrary<string> = fc
	.tuple(likelyDockerfile, fc.array(damage, { minLength: 1, maxLength: 4 }))
	.map(([text, damages]) => damages.reduce((whole, change) => change(whole), text))
	// a cut may go through a pair of surrogates
	.map(text => text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** Some of everything. */
export const anyDockerfile: fc.Arbitrary<string> = fc.oneof(
	likelyDockerfile,
	damagedDockerfile,
	nastyDockerfile,
	fc.string({ unit: 'grapheme', maxLength: 80 }),
);
