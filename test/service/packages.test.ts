import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { type Installation, installationOf, isIndexUpdate } from '../../server/src/service/packages.ts';

function read(command: string): { text: string; installation: Installation | undefined } {
	const text = `FROM a:1\nRUN ${command}`;
	const doc = new DockerfileDocument(text);
	const found = doc.instructions.flatMap(instruction => doc.commands(instruction)).flatMap(one => installationOf(one) ?? []);
	assert(found.length <= 1, command);
	return { text, installation: found[0] };
}

/** `name version pin` of each package; the kind in front if it is another; `?` if there is more, `project` if its files say what. */
function summary(command: string): string {
	const { text, installation } = read(command);
	if (!installation) return '';
	const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end).replace(/\\\n\s*/g, '');
	const packages = installation.packages.map(({ kind, name, version, pin, nameSpan, versionSpan, span, text: written }) => {
		// places are those of the file, so the quotes of a place tell whether it is right
		if (!/["'\\]/.test(cut(span))) assert.equal(cut(span), written);
		assert.equal(cut(nameSpan).replace(/["'\\]/g, ''), name.replace(/["'\\]/g, ''));
		assert.equal(versionSpan && cut(versionSpan).replace(/["'\\]/g, ''), version?.replace(/["'\\]/g, ''));
		return [kind === 'package' ? '' : kind, name, version, pin].filter(part => part).join(' ');
	});
	const files = [...installation.requirements.map(({ text: path }) => `-r ${path}`), ...installation.constraints.map(({ text: path }) => `-c ${path}`)];
	const virtual = installation.virtual ? [`virtual ${installation.virtual.text}`] : [];
	return [...packages, ...files, ...virtual, ...(installation.project ? ['project'] : []), ...(installation.hasUnknown ? ['?'] : [])].join(', ');
}

const cases: Readonly<Record<string, readonly [string, string][]>> = {
	apt: [
		['apt-get install curl', 'curl none'],
		['apt-get install -y --no-install-recommends curl git=1:2.39.2-1 jq=1.6*', 'curl none, git 1:2.39.2-1 exact, jq 1.6* partial'],
		['apt-get -o Dpkg::Options::=--force-confold -yq install -t bookworm-backports curl', 'curl none'],
		['apt-get install -yt sid curl', 'curl none'],
		['apt-get install -oDpkg::Use-Pty=0 --target-release=sid curl/sid', 'curl sid elsewhere'],
		['apt-get install -y curl="$VERSION" git=${GIT:-1.2} "jq=$X-*"', 'curl $VERSION variable, git ${GIT:-1.2} variable, jq $X-* variable'],
		['apt-get install -y $PACKAGES curl', 'curl none, ?'],
		['apt-get install -y $(cat list) lib{a,b}-dev "python$V"', '?'],
		['apt-get $OPTS install curl', 'curl none'],
		['apt-get install -y g++ libstdc++6 gnupg- lamp-server^ libc6:i386=2.36', 'g++ none, libstdc++6 none, group lamp-server^ none, libc6:i386 2.36 exact'],
		['apt install ./a.deb /tmp/*.deb b.deb', 'file ./a.deb elsewhere, file /tmp/*.deb elsewhere, file b.deb elsewhere'],
		["apt install 'php8.*'", 'php8.* none'],
		['aptitude install -y -P curl git/sid nano_ ~nfoo', 'curl none, git sid elsewhere'],
		['sudo -E apt-get install curl', 'curl none'],
		['DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get install -qq \\\n  curl', 'curl none'],
		["sh -c 'apt-get install -y curl=1'", 'curl 1 exact'],
		['apt-get install', ''],
		['xargs apt-get install -y < list', '?'],
		['apt-get install -f', ''],
		['apt-get update', ''],
		['apt-get remove curl', ''],
		['apt-get build-dep curl', ''],
		['apt-cache install curl', ''],
		['echo apt-get install curl', ''],
	],
	apk: [
		['apk add curl', 'curl none'],
		['apk --no-cache add curl=8.5.0-r0 "git~=2.4" "jq>1" bash~5 nano=~7', 'curl 8.5.0-r0 exact, git 2.4 partial, jq 1 range, bash 5 partial, nano 7 partial'],
		['apk add --no-cache -t .build gcc', 'gcc none, virtual .build'],
		['apk add --virtual=.build gcc', 'gcc none, virtual .build'],
		['apk add --virtual .build $PHPIZE_DEPS gcc=$V', 'gcc $V variable, virtual .build, ?'],
		['apk add -Ut.build gcc', 'gcc none, virtual .build'],
		['apk add -X https://example.com/edge --repository https://example.com/e2 -p /root a@edge b@edge=1.2 !c', 'a none, b 1.2 exact'],
		[
			'apk add ./a.apk /b.apk so:libc.so.6 cmd:bash .sets',
			'file ./a.apk elsewhere, file /b.apk elsewhere, capability so:libc.so.6 elsewhere, capability cmd:bash elsewhere',
		],
		['apk add --update-cache --wait 10 --arch x86 curl', 'curl none'],
		['apk del curl', ''],
		['apk upgrade', ''],
	],
	dnf: [
		['dnf -y install git', 'git none'],
		['dnf install -y --setopt=tsflags=nodocs --enablerepo powertools -x foo git-2.39.1-1.el9.x86_64', 'git 2.39.1-1.el9.x86_64 exact'],
		[
			'yum install -y httpd-tools docker-ce-3:20.10.9 nginx-1.20* java-1.8.0-openjdk-devel',
			'httpd-tools none, docker-ce 3:20.10.9 exact, nginx 1.20* partial, java-1.8.0-openjdk-devel none',
		],
		[
			'yum -y install kernel-devel-$(uname -r) nodejs-$V "$P" docker-ce-${V}-1',
			'kernel-devel $(uname -r) variable, nodejs $V variable, docker-ce ${V}-1 variable, ?',
		],
		[
			'dnf install -y @development-tools @nodejs:20 /usr/bin/perl ./a.rpm https://example.com/b.rpm',
			'group @development-tools none, group @nodejs 20 partial, file /usr/bin/perl elsewhere, file ./a.rpm elsewhere, url https://example.com/b.rpm elsewhere',
		],
		["dnf install 'dnf-command(copr)' 'perl(Foo::Bar)' 'git >= 2'", 'capability dnf-command(copr) elsewhere, capability perl(Foo::Bar) elsewhere, git 2 range'],
		['yum groupinstall -y "Development Tools"', 'group Development Tools none'],
		['dnf group install -y minimal', 'group minimal none'],
		['dnf -y module install nodejs:20/minimal php', 'nodejs 20 partial, php none'],
		['dnf module enable nodejs:20', ''],
		['microdnf install -y --nodocs git-2.1', 'git 2.1 exact'],
		['tdnf install -y git', 'git none'],
		['yum update -y', ''],
		['yum localinstall -y a.rpm', 'file a.rpm elsewhere'],
	],
	zypper: [
		['zypper -n in git', 'git none'],
		['zypper --non-interactive install -y --from repo --no-recommends git=2.1 "jq>=1" curl-8.0', 'git 2.1 exact, jq 1 range, curl 8.0 exact'],
		['zypper -R /x install +git !vim ~nano pattern:devel_basis', 'git none, group pattern:devel_basis none'],
		['zypper in -t pattern devel_basis', 'group devel_basis none'],
		['zypper in -D git', 'git none'],
		['zypper ref', ''],
		['zypper in a.rpm https://example.com/b.rpm', 'file a.rpm elsewhere, url https://example.com/b.rpm elsewhere'],
	],
	pip: [
		['pip install flask', 'flask none'],
		[
			'pip3.12 install --no-cache-dir flask==3.0.1 "a[b,c]==1.*" "d>=1,<2" e~=1.1 f===1',
			'flask 3.0.1 exact, a 1.* partial, d 1,<2 range, e 1.1 range, f 1 exact',
		],
		['python3 -m pip install -U pip', 'pip none'],
		['python -I -m pip install flask', 'flask none'],
		['python3 setup.py -m pip install flask', ''],
		['/opt/venv/bin/pip install flask==$V "x$Y"', 'flask $V variable, ?'],
		['pip install -r requirements.txt -cconstraints.txt flask', 'flask elsewhere, -r requirements.txt, -c constraints.txt'],
		['pip install -qr requirements.txt', '-r requirements.txt'],
		['pip install --requirement=a.txt --requirement b.txt', '-r a.txt, -r b.txt'],
		['pip install .', 'folder . elsewhere, project'],
		['pip install -e ".[dev]" ./x src/y', 'folder ./x elsewhere, folder src/y elsewhere, folder .[dev] elsewhere, project'],
		['pip install a.whl /dist/*.whl https://example.com/b.zip', 'file a.whl elsewhere, file /dist/*.whl elsewhere, url https://example.com/b.zip elsewhere'],
		[
			'pip install git+https://example.com/a.git git+https://example.com/a.git@v1 "a @ git+https://example.com/a.git@v1"',
			'url git+https://example.com/a.git none, url git+https://example.com/a.git@v1 partial, url a git+https://example.com/a.git@v1 partial',
		],
		[
			'pip install -i https://example.com --extra-index-url https://example.com/2 --trusted-host example.com -t /x --timeout 5 --root-user-action ignore flask',
			'flask none',
		],
		['pip install \'flask==1 ; python_version<"3"\'', 'flask 1 exact'],
		['pip install --no-index --find-links=/wheels flask', 'flask elsewhere'],
		['pip --no-input --cache-dir /x install flask', 'flask none'],
		['pip install flask>=2', 'flask none'],
		['pip wheel flask', ''],
		['pip uninstall flask', ''],
		['python app.py', ''],
	],
	uv: [
		['uv pip install --system -p 3.12 flask==3 --index-strategy x requests', 'flask 3 exact, requests none'],
		['uv tool install --with "a==1" --python 3.12 ruff@0.6.2', 'ruff 0.6.2 exact, a 1 exact'],
		['uv tool install ruff@latest', 'ruff latest tag'],
		['uv --directory /x add flask', 'flask none'],
		['uv sync --frozen --no-dev', 'project'],
		['uv pip sync requirements.txt', 'project'],
		['uv pip install -r pyproject.toml --constraint c.txt flask', 'flask elsewhere, -r pyproject.toml, -c c.txt'],
		['uv run pytest', ''],
		['python -m uv pip install flask', 'flask none'],
		['pipx install poetry==1.8 ', 'poetry 1.8 exact'],
		['pipx install --python python3.12 poetry', 'poetry none'],
		['pipx inject poetry keyring==1', 'keyring 1 exact'],
		['pipx run cowsay moo', 'cowsay none'],
	],
	conda: [
		[
			'conda install -y -c conda-forge -n base numpy=1.2 "pandas>=2" scipy==1.1 conda-forge::mkl a=1=b c',
			'numpy 1.2 partial, pandas 2 range, scipy 1.1 exact, mkl none, a 1=b exact, c none',
		],
		['mamba create -n x python=3.12', 'python 3.12 partial'],
		['micromamba install -y -f environment.yml', '-r environment.yml'],
		['micromamba run -n x npm ci', 'project'],
		['conda env create -f environment.yml', 'project'],
		['conda install --file requirements.txt', '-r requirements.txt'],
		['conda run -n x pip install flask', 'flask none'],
	],
	npm: [
		['npm install -g typescript', 'typescript none'],
		[
			'npm i -g @angular/cli@17.1.0 npm@latest a@1 b@^2 c@1.x d@beta e@',
			'@angular/cli 17.1.0 exact, npm latest tag, a 1 partial, b ^2 range, c 1.x partial, d beta tag, e range',
		],
		['npm install --registry https://example.com --loglevel error --prefix /x --omit dev -w y a@1.2.3-rc.1', 'a 1.2.3-rc.1 exact'],
		['npm --prefix x install a@$V @s/b@${V} $C', 'a $V variable, @s/b ${V} variable, ?'],
		['npm install --unsafe-perm true a', 'a none'],
		[
			'npm install ./a file:b c.tgz d/e github:f/g#1 git+ssh://git@example.com/h.git https://example.com/i.tgz',
			'folder ./a elsewhere, folder file:b elsewhere, file c.tgz elsewhere, url d/e elsewhere, url github:f/g#1 elsewhere, url git+ssh://git@example.com/h.git elsewhere, url https://example.com/i.tgz elsewhere, project',
		],
		['npm install a@npm:@s/b@1.2.3 c@npm:d', 'a 1.2.3 exact, c none'],
		['npm ci --only=production', 'project'],
		['npm install', 'project'],
		['npm install --production', 'project'],
		['npm run install', ''],
		['npm update', ''],
		['npx create-app', ''],
		['yarn', 'project'],
		['yarn install --frozen-lockfile --network-timeout 100000', 'project'],
		['yarn global add a@1.2.3 --prefix /usr', 'a 1.2.3 exact'],
		['yarn --cwd x add b', 'b none'],
		['yarn build', ''],
		['pnpm add -g a --dir x', 'a none'],
		['pnpm -C x i --frozen-lockfile', 'project'],
		['pnpm install b@2', 'b 2 partial'],
		['bun install --cwd x', 'project'],
		['bun add -d a', 'a none'],
	],
	gem: [
		['gem install bundler', 'bundler none'],
		['gem install bundler -v 2.4.1 --no-document', 'bundler 2.4.1 exact'],
		['gem install rails:7.0.1 rake --version="~> 13.0"', 'rails 7.0.1 exact, rake ~> 13.0 range'],
		['gem install -N nokogiri -v "$V" -- --use-system-libraries --with-xml2 x', 'nokogiri $V variable'],
		['gem install ./a.gem b.gem --local', 'file ./a.gem elsewhere, file b.gem elsewhere'],
		['gem install --source https://example.com -n /usr/bin c', 'c none'],
		['gem update --system', ''],
	],
	go: [
		['go install golang.org/x/tools/gopls@v0.15.0', 'golang.org/x/tools/gopls v0.15.0 exact'],
		['go install -v -ldflags "-s -w" -tags x example.com/a@latest', 'example.com/a latest tag'],
		[
			'go get -u example.com/a example.com/b@master example.com/c@0123abc example.com/d@v1',
			'example.com/a none, example.com/b master tag, example.com/c 0123abc exact, example.com/d v1 partial',
		],
		['go install example.com/a', 'example.com/a elsewhere'],
		['go install ./cmd/... cmd/x', 'folder ./cmd/... elsewhere, folder cmd/x elsewhere, project'],
		['go install', 'project'],
		['go get -d -v ./...', 'folder ./... elsewhere, project'],
		['go run example.com/a@v1.2.3 install example.com/b', 'example.com/a v1.2.3 exact'],
		['go install example.com/a@${V}', 'example.com/a ${V} variable'],
		['go mod download', 'project'],
		['go build -o x .', ''],
	],
	cargo: [
		['cargo install ripgrep', 'ripgrep none'],
		['cargo install --locked --version 14.1.0 ripgrep', 'ripgrep 14.1.0 exact'],
		['cargo +nightly install --features a,b -j 4 ripgrep@14.1.0 fd@^8', 'ripgrep 14.1.0 exact, fd ^8 range'],
		['cargo install --git https://example.com/x --rev abc x', 'x elsewhere'],
		['cargo install --path .', 'project'],
		['cargo build', ''],
	],
	composer: [
		['composer require a/b c/d:1.2.3 e/f "^2" ext-intl g/h=~1', 'a/b none, c/d 1.2.3 exact, e/f ^2 range, capability ext-intl elsewhere, g/h ~1 range'],
		['composer global require -d /x a/b', 'a/b none'],
		['composer install --no-dev', 'project'],
	],
};

for (const [name, table] of Object.entries(cases)) {
	test(name, () => {
		for (const [command, expected] of table) assert.equal(summary(command), expected, command);
	});
}

test('places through quotes, continuations and joined options', () => {
	const { text, installation } = read('apt-get install -y cu\\\nrl="7.1" \\\n \'git=2\' && true');
	const [curl, git] = installation?.packages ?? [];
	const cut = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
	assert.deepEqual([cut(curl?.span), cut(curl?.nameSpan), cut(curl?.versionSpan)], ['cu\\\nrl="7.1"', 'cu\\\nrl', '7.1']);
	assert.deepEqual([cut(git?.span), cut(git?.nameSpan), cut(git?.versionSpan)], ["'git=2'", 'git', '2']);
	const pip = read('pip install -e"x/y"').installation;
	assert.equal(pip?.packages[0]?.text, 'x/y');
});

test('which only fetch an index', () => {
	const updates = (command: string) => {
		const doc = new DockerfileDocument(`FROM a:1\nRUN ${command}`);
		return doc.commands(doc.instructions[1] as never).map(isIndexUpdate);
	};
	for (const [command, manager] of [
		['apt-get -qq update', 'apt'],
		['apt update -y', 'apt'],
		['apk --no-cache update', 'apk'],
		['yum makecache', 'yum'],
		['zypper -n ref', 'zypper'],
		['yum update', undefined],
		['npm update', undefined],
		['apt-get upgrade', undefined],
	] as const)
		assert.deepEqual(updates(command), [manager], command);
});
