/** Programs that stop well on another signal than SIGTERM, as their manuals say. */
export interface StopSignal {
	/** A name, or a path that says more than its name. */
	readonly programs: RegExp;
	/** Images where it is another program. */
	readonly notOn?: RegExp;
	readonly signal: string;
	/** What SIGTERM does instead. */
	readonly otherwise: string;
	readonly alias?: string;
}

export const stopSignals: readonly StopSignal[] = [
	{ programs: /^(?:nginx|openresty)$/, signal: 'SIGQUIT', otherwise: 'requests that are being served are cut off', alias: 'prefer-nginx-sigquit' },
	{ programs: /^php-fpm(?:[\d.]*)$/, signal: 'SIGQUIT', otherwise: 'requests that are being served are cut off' },
	{ programs: /^(?:httpd|httpd-foreground|apache2|apache2-foreground)$/, signal: 'SIGWINCH', otherwise: 'requests that are being served are cut off' },
	{
		programs: /^(?:systemd|(?:\/usr)?\/sbin\/init)$/,
		notOn: /^library\/(?:alpine|busybox)$/,
		signal: 'SIGRTMIN+3',
		otherwise: 'systemd starts itself anew instead of shutting down',
		alias: 'prefer-systemd-sigrtmin-plus-3',
	},
];

/** Images of Docker Hub that are a distribution and nothing more: they set no STOPSIGNAL. */
export const distributions: ReadonlySet<string> = new Set(
	'almalinux alpine amazonlinux archlinux busybox centos clearlinux debian fedora oraclelinux photon rockylinux sl ubuntu'
		.split(' ')
		.map(name => `library/${name}`),
);
