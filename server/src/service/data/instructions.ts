/** The instructions of the Dockerfile reference: what each does, and the flags it takes. */
export interface InstructionData {
	readonly summary: string;
	readonly syntax: string;
	/** Flag name → what it does. */
	readonly flags: Readonly<Record<string, string>>;
}

const copyFlags = {
	chown: 'Owner of the copied files, `user:group`.',
	chmod: 'Mode of the copied files, octal or symbolic.',
	link: 'Copy into a layer of its own that does not depend on what is below.',
	exclude: 'Leave out paths that match a pattern. May stand several times.',
};

export const instructionData: Readonly<Record<string, InstructionData>> = {
	ADD: {
		summary: 'Adds local files, remote files, git repositories, and unpacks local archives.',
		syntax: 'ADD [OPTIONS] <src> ... <dest>',
		flags: {
			...copyFlags,
			checksum: 'The digest that a remote source must have.',
			'keep-git-dir': 'Keep `.git` of a git source.',
			unpack: 'Unpack the archive, or do not.',
		},
	},
	ARG: {
		summary: 'Declares a variable that the build may be given. It is not kept in the image, but stands in its history.',
		syntax: 'ARG <name>[=<default>] ...',
		flags: {},
	},
	CMD: { summary: 'The default command, or default arguments of ENTRYPOINT. The last one counts.', syntax: 'CMD ["executable", "param"]', flags: {} },
	COPY: {
		summary: 'Copies files from the build context, another stage or another image.',
		syntax: 'COPY [OPTIONS] <src> ... <dest>',
		flags: { from: 'A stage, an image or a named context to copy from.', ...copyFlags, parents: 'Keep the parent folders of the sources.' },
	},
	ENTRYPOINT: { summary: 'The program that the container runs.', syntax: 'ENTRYPOINT ["executable", "param"]', flags: {} },
	ENV: { summary: 'Sets environment variables, for the build and for every container.', syntax: 'ENV <key>=<value> ...', flags: {} },
	EXPOSE: { summary: 'Says on which ports the program listens. It opens none.', syntax: 'EXPOSE <port>[/<protocol>] ...', flags: {} },
	FROM: {
		summary: 'Begins a build stage on a base image.',
		syntax: 'FROM [--platform=<platform>] <image> [AS <name>]',
		flags: { platform: 'Platform of the base image.' },
	},
	HEALTHCHECK: {
		summary: 'How to test that the container still works.',
		syntax: 'HEALTHCHECK [OPTIONS] CMD <command>',
		flags: {
			interval: 'Time between checks.',
			timeout: 'Time a check may take.',
			'start-period': 'Time to start, in which failures do not count.',
			'start-interval': 'Time between checks while starting.',
			retries: 'Failures in a row that make it unhealthy.',
		},
	},
	LABEL: { summary: 'Adds metadata to the image.', syntax: 'LABEL <key>=<value> ...', flags: {} },
	MAINTAINER: { summary: 'Deprecated: use `LABEL org.opencontainers.image.authors`.', syntax: 'MAINTAINER <name>', flags: {} },
	ONBUILD: { summary: 'An instruction that runs when another image is built on this one.', syntax: 'ONBUILD <INSTRUCTION>', flags: {} },
	RUN: {
		summary: 'Runs commands and keeps what they change as a layer.',
		syntax: 'RUN [OPTIONS] <command>',
		flags: {
			mount: 'A mount for this step: bind, cache, tmpfs, secret or ssh.',
			network: '`default`, `none` or `host`.',
			security: '`sandbox` or `insecure`.',
			device: 'A CDI device for this step.',
		},
	},
	SHELL: { summary: 'The shell that shell forms run in.', syntax: 'SHELL ["executable", "parameters"]', flags: {} },
	STOPSIGNAL: { summary: 'The signal that stops the container.', syntax: 'STOPSIGNAL <signal>', flags: {} },
	USER: { summary: 'The user, and optionally group, of what follows and of the container.', syntax: 'USER <user>[:<group>]', flags: {} },
	VOLUME: { summary: 'A mount point: what is written there at run time does not land in the container.', syntax: 'VOLUME ["/data"]', flags: {} },
	WORKDIR: { summary: 'The working directory of what follows and of the container; made if it does not exist.', syntax: 'WORKDIR <path>', flags: {} },
};

export function referenceUrl(keyword: string): string {
	return `https://docs.docker.com/reference/dockerfile/#${keyword.toLowerCase()}`;
}
