import { asArray, asNumber, asRecord, asText, asTexts, type JsonRecord } from './json.ts';

/** One setting of an image that containers get, written as the instruction that would set it: `ENV PATH`, `USER`, `LABEL a`. */
export interface RuntimeSetting {
	readonly name: string;
	readonly value: string;
}

/** Of the object `config` in an image configuration (OCI image specification, config.md). What is not set is left out. */
export function readRuntimeConfig(config: JsonRecord): readonly RuntimeSetting[] {
	const list = (name: string, value: unknown): RuntimeSetting[] => {
		const texts = asTexts(value);
		return texts.length === 0 ? [] : [{ name, value: JSON.stringify(texts) }];
	};
	const text = (name: string, value: unknown): RuntimeSetting[] => {
		const said = asText(value);
		return said === undefined || said === '' ? [] : [{ name, value: said }];
	};
	const keys = (name: string, value: unknown): RuntimeSetting[] =>
		Object.keys(asRecord(value))
			.sort()
			.map(key => ({ name: `${name} ${key}`, value: 'yes' }));
	return [
		...asTexts(config.Env).map(entry => {
			const at = entry.indexOf('=');
			return { name: `ENV ${at < 0 ? entry : entry.slice(0, at)}`, value: at < 0 ? '' : entry.slice(at + 1) };
		}),
		...list('ENTRYPOINT', config.Entrypoint),
		...list('CMD', config.Cmd),
		...text('USER', config.User),
		...text('WORKDIR', config.WorkingDir),
		...keys('EXPOSE', config.ExposedPorts),
		...keys('VOLUME', config.Volumes),
		...text('STOPSIGNAL', config.StopSignal),
		...list('SHELL', config.Shell),
		...healthcheck(asRecord(config.Healthcheck)),
		...Object.entries(asRecord(config.Labels)).flatMap(([key, value]) => text(`LABEL ${key}`, value)),
	];
}

/** Times are nanoseconds in the configuration. */
function healthcheck(check: JsonRecord): RuntimeSetting[] {
	const test = asArray(check.Test);
	if (test.length === 0) return [];
	const times = (['Interval', 'Timeout', 'StartPeriod'] as const).flatMap(key => {
		const nanoseconds = asNumber(check[key]);
		return nanoseconds ? [`--${key === 'StartPeriod' ? 'start-period' : key.toLowerCase()}=${nanoseconds / 1e9}s`] : [];
	});
	const retries = asNumber(check.Retries);
	return [{ name: 'HEALTHCHECK', value: [...times, ...(retries ? [`--retries=${retries}`] : []), JSON.stringify(test)].join(' ') }];
}
