import { type BuildCommand, buildCommands } from '../buildCommands.ts';
import { shippedStages } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { isForDevelopment } from '../starts.ts';
import type { Rule } from '../types.ts';

/** Programs that make a key, and what their arguments look like then. */
const makers: Readonly<Record<string, RegExp>> = {
	'ssh-keygen': /^(?!.*(?:^| )-[lyeiRFHpBc](?: |$)).*(?:^| )-(?:A|t|b|N|f)/,
	openssl: /^(?:genrsa|genpkey|gendsa|req (?:.* )?-(?:newkey|x509|new)(?: |$)|ecparam (?:.* )?-genkey|dhparam (?:.* )?\d{3,})/,
	keytool: /(?:^| )-(?:genkey|genkeypair|genseckey)(?: |$)/,
	certtool: /(?:^| )(?:-p|--generate-privkey)(?: |$)/,
	gpg: /(?:^| )--(?:gen-key|generate-key|full-generate-key|quick-gen(?:erate)?-key)(?: |$)/,
	'make-ssl-cert': /generate-default-snakeoil/,
	'systemd-machine-id-setup': /^/,
	'dbus-uuidgen': /--ensure/,
	mkcert: /./,
};

export const keyMadeInBuild: Rule = {
	id: 'key-made-in-build',
	aliases: [],
	category: 'secrets',
	severity: 'warning',
	title: 'Key made while the image is built',
	why: 'All containers of the image have the same key, and everyone who can pull the image has it too: who knows one can pose as all. Make the key when the container starts, or mount it. See [CWE-321](https://cwe.mitre.org/data/definitions/321.html) and [build secrets](https://docs.docker.com/build/building/secrets/). Silent for stages that are not shipped, and where the same RUN deletes keys.',
	defaultBecause: 'A key that everyone has protects nothing.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN ssh-keygen -A\nUSER 65532',
			good: 'FROM debian:12\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		for (const found of buildCommands(doc, ...Object.keys(makers))) {
			const { command, run } = found;
			const stage = doc.stageOf(run);
			const given = command.words
				.slice(1)
				.map(({ unquoted }) => unquoted)
				.join(' ');
			if (!stage || !shippedStages(doc).has(stage) || !makers[command.name ?? '']?.test(given) || deletesKeys(doc, found)) continue;
			yield { span: command.span, message: `All containers share the key that ${command.name} makes here.` };
		}
	},
};

function deletesKeys(doc: DockerfileDocument, { run, command }: BuildCommand): boolean {
	return doc
		.commands(run)
		.some(
			({ name, words, span }) =>
				name === 'rm' && span.start > command.span.start && words.some(({ unquoted }) => /key|\.pem|ssh|gnupg|cert|tls|ssl|machine-id/i.test(unquoted)),
		);
}
