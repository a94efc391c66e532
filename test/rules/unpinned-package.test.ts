import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('the four families', () =>
	checkMarks(
		'unpinned-package',
		`
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl jq=1.6
                                                                 ^^^^ curl is installed without a version.
RUN apk add --no-cache -t .deps gcc make
                                ^^^ gcc and 1 more are installed without a version.
RUN python3 -m pip install -r a.txt 'flask>=3' b==1
                                    ^^^^^^^^^^
RUN npm i -g @scope/tool x@1.2.3
             ^^^^^^^^^^^`,
	));

test('versions, files, folders, URLs, variables, options with values', () =>
	checkSilent(
		'unpinned-package',
		`
FROM debian:12
RUN apk add --no-cache package_name=1.0 'a~=1.2' ./b.apk
RUN apt-get install -y curl=7.* ./x.deb $PACKAGES -t bookworm-backports
RUN pip install -r requirements.txt -e . git+https://example.com/a@1 --index-url https://example.com/s
RUN npm ci && npm install && npm install x@1 ./y @a/b@2
RUN echo apt-get install curl
SHELL ["powershell", "-Command"]
RUN pip install flask`,
	));

test('other families', () =>
	checkMarks(
		'unpinned-package',
		`
FROM debian:12
RUN yum install -y httpd docker-ce-20.10
                   ^^^^^ httpd is installed without a version.
RUN dnf module install -y nodejs
                          ^^^^^^ nodejs is installed without a version.
RUN zypper -n in "git>=2"
                 ^^^^^^^^ git>=2 is installed without a fixed version.
RUN gem install a:1.2 b
                      ^ b is installed without a version.
RUN go install example.com/a@latest
               ^^^^^^^^^^^^^^^^^^^^ example.com/a@latest is installed without a fixed version.
RUN sudo sh -c 'cargo install ripgrep fd@8.0.0'
                              ^^^^^^^ ripgrep is installed without a version.`,
	));

test('versions in other places, groups, capabilities', () =>
	checkSilent(
		'unpinned-package',
		`
FROM debian:12
RUN gem install nokogiri -v 1.16.0 -- --use-system-libraries
RUN pip install -c constraints.txt flask
RUN dnf install -y @development-tools 'dnf-command(copr)' kernel-devel-$(uname -r)
RUN go install ./cmd/x && cargo install --path . && go install example.com/a
RUN apt-get install -y curl=\${CURL} gnupg- ./x.deb && apk add --virtual .deps $PHPIZE_DEPS
RUN yarn global add x@1.2.3
RUN <<EOF
cat > install.sh <<X
apt-get install curl
X
EOF`,
	));
