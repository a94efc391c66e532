import type { OtherTools } from '../protocol/index.ts';
import type { Finding } from '../service/index.ts';

/** The lint rules of BuildKit, which Docker DX runs. */
const buildKitRules = new Set([
	'ConsistentInstructionCasing',
	'CopyIgnoredFile',
	'DuplicateStageName',
	'ExposeInvalidFormat',
	'ExposeProtoCasing',
	'FromAsCasing',
	'FromPlatformFlagConstDisallowed',
	'InvalidBaseImagePlatform',
	'InvalidDefaultArgInFrom',
	'InvalidDefinitionDescription',
	'JSONArgsRecommended',
	'LegacyKeyValueFormat',
	'MaintainerDeprecated',
	'MultipleInstructionsDisallowed',
	'NoEmptyContinuation',
	'RedundantTargetPlatform',
	'ReservedStageName',
	'SecretsUsedInArgOrEnv',
	'StageNameCasing',
	'UndefinedArgInFrom',
	'UndefinedVar',
	'WorkdirRelativePath',
]);

/** dockerfile-utils' codes are the only upper-case ids with underscores, but for Checkov's. */
const validityCode = /^(?!CKV_)[A-Z]+(?:_[A-Z0-9]+)+$/;

/** True if another active extension flags this very place. Both extensions validate with dockerfile-utils; only Docker DX runs BuildKit's rules. */
export function saidByOthers(finding: Pick<Finding, 'aliases'>, others: OtherTools): boolean {
	const validity = others.containerTools === true || others.dockerDx === true;
	return finding.aliases.some(alias => (validity && validityCode.test(alias)) || (others.dockerDx === true && buildKitRules.has(alias)));
}
