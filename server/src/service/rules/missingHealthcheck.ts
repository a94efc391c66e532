import { runsRubyServer } from '../rubyImages.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

const general = ['DL3057', 'DS-0026', 'CKV_DOCKER_2', 'DF012'];
const rails = 'ruby/healthcheck-rails-up-endpoint';

export const missingHealthcheck: Rule = {
	id: 'missing-healthcheck',
	aliases: [...general, rails],
	category: 'files',
	severity: 'off',
	title: 'No HEALTHCHECK in the shipped stage',
	why: 'With [HEALTHCHECK](https://docs.docker.com/reference/dockerfile/#healthcheck) Docker and Swarm notice a program that runs and does not answer. Kubernetes ignores it and has [probes](https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/) of its own; for a command line tool there is nothing to check.',
	defaultBecause: 'It is of use under Docker and Swarm only, and the base image may have one.',
	examples: [{ bad: 'FROM debian:12\nUSER 65532', good: 'FROM debian:12\nHEALTHCHECK CMD ["/app", "health"]\nUSER 65532' }],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || chain(shipped).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'HEALTHCHECK'))) return;
		yield {
			span: shipped.base.word.span,
			message: 'No HEALTHCHECK is set in the shipped stage.',
			aliases: runsRubyServer(doc) ? [...general, rails] : general,
		};
	},
};
