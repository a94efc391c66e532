/** How many arguments an instruction must have at least, and what they are (BuildKit's instruction parser). FROM is more particular. */
export interface ArgumentCount {
	readonly least: number;
	readonly wants: string;
}

export const argumentCounts: Readonly<Record<string, ArgumentCount>> = {
	ADD: { least: 2, wants: 'a source and a destination' },
	ARG: { least: 1, wants: 'a name' },
	COPY: { least: 2, wants: 'a source and a destination' },
	ENV: { least: 1, wants: 'name=value' },
	EXPOSE: { least: 1, wants: 'a port' },
	HEALTHCHECK: { least: 1, wants: 'CMD with a command, or NONE' },
	LABEL: { least: 1, wants: 'name=value' },
	MAINTAINER: { least: 1, wants: 'a name' },
	ONBUILD: { least: 1, wants: 'an instruction' },
	SHELL: { least: 1, wants: 'a JSON array with a program' },
	STOPSIGNAL: { least: 1, wants: 'a signal' },
	USER: { least: 1, wants: 'a user' },
	VOLUME: { least: 1, wants: 'a path' },
	WORKDIR: { least: 1, wants: 'a path' },
};
