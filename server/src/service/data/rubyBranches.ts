/**
 * When the Ruby team ended its branches: [maintenance branches](https://www.ruby-lang.org/en/downloads/branches/) (`_data/branches.yml`
 * of the site up to 3.0, [endoflife.date](https://endoflife.date/ruby) for 3.1 and 3.2). Only what has ended when this was written,
 * in June 2026: a table of plans would turn findings on by the calendar.
 */
export const endedRubyBranches: ReadonlyMap<string, string> = new Map([
	['1.9', '2015-02-23'],
	['2.0', '2016-02-24'],
	['2.1', '2017-03-31'],
	['2.2', '2018-03-31'],
	['2.3', '2019-03-31'],
	['2.4', '2020-03-31'],
	['2.5', '2021-04-05'],
	['2.6', '2022-04-12'],
	['2.7', '2023-03-31'],
	['3.0', '2024-04-23'],
	['3.1', '2025-03-31'],
	['3.2', '2026-03-31'],
]);

/** The oldest branch that gets all fixes: the shortest step for those who stand on an ended one. */
export const supportedRubyBranch = '3.4';
