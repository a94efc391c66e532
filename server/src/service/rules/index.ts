import { normalId } from '../suppress.ts';
import type { Rule } from '../types.ts';
import { addInsteadOfCopy } from './addInsteadOfCopy.ts';
import { addWithoutChecksum } from './addWithoutChecksum.ts';
import { allDriverCapabilities } from './allDriverCapabilities.ts';
import { allocatorNotLoaded } from './allocatorNotLoaded.ts';
import { apkCacheLeft } from './apkCacheLeft.ts';
import { aptInScript } from './aptInScript.ts';
import { baseWithoutDigest } from './baseWithoutDigest.ts';
import { buildTimeValue } from './buildTimeValue.ts';
import { bundlerCacheLeft } from './bundlerCacheLeft.ts';
import { bundlerInstalledAgain } from './bundlerInstalledAgain.ts';
import { bundleWithoutLock } from './bundleWithoutLock.ts';
import { cdInRun } from './cdInRun.ts';
import { checksumLineWithOneSpace } from './checksumLineWithOneSpace.ts';
import { compilerInImage } from './compilerInImage.ts';
import { condaForPip } from './condaForPip.ts';
import { consecutiveRuns } from './consecutiveRuns.ts';
import { constantPlatform } from './constantPlatform.ts';
import { containerToolkitInImage } from './containerToolkitInImage.ts';
import { copiedArchive } from './copiedArchive.ts';
import { copiedCredentials } from './copiedCredentials.ts';
import { copiedFilesChangedLater } from './copiedFilesChangedLater.ts';
import { copyBeforeInstall } from './copyBeforeInstall.ts';
import { copyDestinationWithoutSlash } from './copyDestinationWithoutSlash.ts';
import { copyFromEmptyStage } from './copyFromEmptyStage.ts';
import { copyFromItself } from './copyFromItself.ts';
import { cudaInstalledAgain } from './cudaInstalledAgain.ts';
import { cudaVersionMismatch } from './cudaVersionMismatch.ts';
import { curlWithoutFail } from './curlWithoutFail.ts';
import { curlWithoutRedirects } from './curlWithoutRedirects.ts';
import { develImageShipped } from './develImageShipped.ts';
import { developmentDependencies } from './developmentDependencies.ts';
import { developmentServer } from './developmentServer.ts';
import { directiveCasing } from './directiveCasing.ts';
import { disallowedOnbuildTrigger } from './disallowedOnbuildTrigger.ts';
import { distributionUpgrade } from './distributionUpgrade.ts';
import { downloadPipedToShell } from './downloadPipedToShell.ts';
import { downloadWithoutRetries } from './downloadWithoutRetries.ts';
import { duplicateStageName } from './duplicateStageName.ts';
import { emptyArgument } from './emptyArgument.ts';
import { emptyContinuationLine } from './emptyContinuationLine.ts';
import { endedRubyVersion } from './endedRubyVersion.ts';
import { envRefersToItself } from './envRefersToItself.ts';
import { fileDeletedLater } from './fileDeletedLater.ts';
import { fixedGpu } from './fixedGpu.ts';
import { fromAsCasing } from './fromAsCasing.ts';
import { frontendWithoutDigest } from './frontendWithoutDigest.ts';
import { gemDocumentation } from './gemDocumentation.ts';
import { gemfileCopiedForInstall } from './gemfileCopiedForInstall.ts';
import { gitCloneInRun } from './gitCloneInRun.ts';
import { gpuQueryInBuild } from './gpuQueryInBuild.ts';
import { healthcheckByDownload } from './healthcheckByDownload.ts';
import { hostPortInExpose } from './hostPortInExpose.ts';
import { idleCommand } from './idleCommand.ts';
import { ignoredCopySource } from './ignoredCopySource.ts';
import { installAsks } from './installAsks.ts';
import { installingCommand } from './installingCommand.ts';
import { installWithNetwork } from './installWithNetwork.ts';
import { installWithoutCacheMount } from './installWithoutCacheMount.ts';
import { instructionCasing } from './instructionCasing.ts';
import { invalidCheckDirective } from './invalidCheckDirective.ts';
import { invalidChecksum } from './invalidChecksum.ts';
import { invalidDevice } from './invalidDevice.ts';
import { invalidFileMode } from './invalidFileMode.ts';
import { invalidFlagValue } from './invalidFlagValue.ts';
import { invalidHealthcheck } from './invalidHealthcheck.ts';
import { invalidImageReference } from './invalidImageReference.ts';
import { invalidMount } from './invalidMount.ts';
import { invalidPlatform } from './invalidPlatform.ts';
import { invalidPort } from './invalidPort.ts';
import { invalidStageName } from './invalidStageName.ts';
import { invalidStopSignal } from './invalidStopSignal.ts';
import { invalidSubstitution } from './invalidSubstitution.ts';
import { keyMadeInBuild } from './keyMadeInBuild.ts';
import { latestBaseImage } from './latestBaseImage.ts';
import { legacyKeyValue } from './legacyKeyValue.ts';
import { linkedCopyByName } from './linkedCopyByName.ts';
import { linuxOnlyFeature } from './linuxOnlyFeature.ts';
import { literalSecret } from './literalSecret.ts';
import { loginInBuild } from './loginInBuild.ts';
import { maintainerInstruction } from './maintainerInstruction.ts';
import { maintainerLabel } from './maintainerLabel.ts';
import { malformedFrom } from './malformedFrom.ts';
import { malformedJsonForm } from './malformedJsonForm.ts';
import { missingCommand } from './missingCommand.ts';
import { missingHealthcheck } from './missingHealthcheck.ts';
import { missingUser } from './missingUser.ts';
import { movingDownload } from './movingDownload.ts';
import { movingGitSource } from './movingGitSource.ts';
import { namedUser } from './namedUser.ts';
import { namedUserWithoutPasswd } from './namedUserWithoutPasswd.ts';
import { nodeCacheLeft } from './nodeCacheLeft.ts';
import { nodeGypWithoutCache } from './nodeGypWithoutCache.ts';
import { noIgnoreFile } from './noIgnoreFile.ts';
import { noImageByDefault } from './noImageByDefault.ts';
import { noisyWget } from './noisyWget.ts';
import { noPortExposed } from './noPortExposed.ts';
import { noSourceImage } from './noSourceImage.ts';
import { opcacheOff } from './opcacheOff.ts';
import { packageListsLeft } from './packageListsLeft.ts';
import { parallelBootsnap } from './parallelBootsnap.ts';
import { passwordInLayer } from './passwordInLayer.ts';
import { pipCacheLeft } from './pipCacheLeft.ts';
import { pipeWithoutPipefail } from './pipeWithoutPipefail.ts';
import { plainHttpDownload } from './plainHttpDownload.ts';
import { pointlessProgram } from './pointlessProgram.ts';
import { powershellGoesOn } from './powershellGoesOn.ts';
import { powershellProgress } from './powershellProgress.ts';
import { precompileWithoutDummyKey } from './precompileWithoutDummyKey.ts';
import { protocolCasing } from './protocolCasing.ts';
import { pythonOutputBuffered } from './pythonOutputBuffered.ts';
import { recommendedPackages } from './recommendedPackages.ts';
import { redundantPlatform } from './redundantPlatform.ts';
import { relativeCopyDestination } from './relativeCopyDestination.ts';
import { relativeWorkdir } from './relativeWorkdir.ts';
import { rememberedBundlerOption } from './rememberedBundlerOption.ts';
import { remoteCopySource } from './remoteCopySource.ts';
import { repeatedFlag } from './repeatedFlag.ts';
import { repeatedInstruction } from './repeatedInstruction.ts';
import { repeatedPowershellCall } from './repeatedPowershellCall.ts';
import { rootOwnedCopy } from './rootOwnedCopy.ts';
import { rootUser } from './rootUser.ts';
import { rpmCacheLeft } from './rpmCacheLeft.ts';
import { secretDeletedLater } from './secretDeletedLater.ts';
import { secretInEnvOrArg } from './secretInEnvOrArg.ts';
import { shellFormCommand } from './shellFormCommand.ts';
import { shReplaced } from './shReplaced.ts';
import { sshPort } from './sshPort.ts';
import { stageNameCasing } from './stageNameCasing.ts';
import { stopSignalSpelling } from './stopSignalSpelling.ts';
import { sudoInRun } from './sudoInRun.ts';
import { supplementaryGroupsDropped } from './supplementaryGroupsDropped.ts';
import { syntaxError } from './syntaxError.ts';
import { systemWorkdir } from './systemWorkdir.ts';
import { telemetryOn } from './telemetryOn.ts';
import { twoDownloadPrograms } from './twoDownloadPrograms.ts';
import { uncheckedCertificates } from './uncheckedCertificates.ts';
import { uncheckedCertificatesInEnv } from './uncheckedCertificatesInEnv.ts';
import { uncheckedSignatures } from './uncheckedSignatures.ts';
import { unclosedQuote } from './unclosedQuote.ts';
import { undefinedVariable } from './undefinedVariable.ts';
import { undefinedVariableInFrom } from './undefinedVariableInFrom.ts';
import { unexpandedSubstitution } from './unexpandedSubstitution.ts';
import { unfitStopSignal } from './unfitStopSignal.ts';
import { ungracefulStopSignal } from './ungracefulStopSignal.ts';
import { unknownCopySource } from './unknownCopySource.ts';
import { unknownFlag } from './unknownFlag.ts';
import { unknownInstruction } from './unknownInstruction.ts';
import { unnamedStage } from './unnamedStage.ts';
import { unpinnedPackage } from './unpinnedPackage.ts';
import { untaggedBaseImage } from './untaggedBaseImage.ts';
import { untrustedRegistry } from './untrustedRegistry.ts';
import { unusedStage } from './unusedStage.ts';
import { unverifiedDownload } from './unverifiedDownload.ts';
import { unwritableState } from './unwritableState.ts';
import { updateAlone } from './updateAlone.ts';
import { updateInBuild } from './updateInBuild.ts';
import { useraddWithHighUid } from './useraddWithHighUid.ts';
import { volumeOverApplication } from './volumeOverApplication.ts';
import { wholeFilesystemCopied } from './wholeFilesystemCopied.ts';
import { worldWritableMode } from './worldWritableMode.ts';
import { wrongArgumentCount } from './wrongArgumentCount.ts';
import { xdebugInImage } from './xdebugInImage.ts';
import { yjitOff } from './yjitOff.ts';

/** All rules. Order is of no meaning but for the docs. */
export const rules: readonly Rule[] = [
	untaggedBaseImage,
	latestBaseImage,
	baseWithoutDigest,
	unpinnedPackage,
	updateAlone,
	packageListsLeft,
	secretInEnvOrArg,
	missingUser,
	rootUser,
	copyBeforeInstall,
	compilerInImage,
	addInsteadOfCopy,
	relativeWorkdir,
	shellFormCommand,
	unknownInstruction,
	unknownFlag,
	syntaxError,
	emptyContinuationLine,
	wrongArgumentCount,
	malformedFrom,
	emptyArgument,
	invalidImageReference,
	invalidPlatform,
	invalidFlagValue,
	repeatedFlag,
	invalidMount,
	invalidDevice,
	invalidFileMode,
	linkedCopyByName,
	invalidCheckDirective,
	invalidChecksum,
	remoteCopySource,
	copyDestinationWithoutSlash,
	invalidHealthcheck,
	invalidPort,
	hostPortInExpose,
	protocolCasing,
	invalidStopSignal,
	disallowedOnbuildTrigger,
	noSourceImage,
	malformedJsonForm,
	invalidSubstitution,
	unclosedQuote,
	directiveCasing,
	unknownCopySource,
	duplicateStageName,
	invalidStageName,
	maintainerInstruction,
	maintainerLabel,
	fromAsCasing,
	instructionCasing,
	uncheckedCertificates,
	uncheckedCertificatesInEnv,
	uncheckedSignatures,
	plainHttpDownload,
	downloadPipedToShell,
	unverifiedDownload,
	movingDownload,
	addWithoutChecksum,
	movingGitSource,
	gitCloneInRun,
	curlWithoutFail,
	undefinedVariable,
	envRefersToItself,
	legacyKeyValue,
	aptInScript,
	recommendedPackages,
	installAsks,
	repeatedInstruction,
	twoDownloadPrograms,
	shReplaced,
	pipeWithoutPipefail,
	noisyWget,
	curlWithoutRedirects,
	apkCacheLeft,
	rpmCacheLeft,
	pipCacheLeft,
	nodeCacheLeft,
	gemDocumentation,
	installWithoutCacheMount,
	distributionUpgrade,
	checksumLineWithOneSpace,
	constantPlatform,
	redundantPlatform,
	undefinedVariableInFrom,
	noImageByDefault,
	untrustedRegistry,
	stageNameCasing,
	copyFromItself,
	wholeFilesystemCopied,
	unusedStage,
	copyFromEmptyStage,
	unnamedStage,
	useraddWithHighUid,
	copiedArchive,
	consecutiveRuns,
	ignoredCopySource,
	noIgnoreFile,
	linuxOnlyFeature,
	frontendWithoutDigest,
	updateInBuild,
	passwordInLayer,
	sshPort,
	sudoInRun,
	worldWritableMode,
	namedUser,
	supplementaryGroupsDropped,
	namedUserWithoutPasswd,
	copiedFilesChangedLater,
	rootOwnedCopy,
	developmentServer,
	idleCommand,
	installingCommand,
	volumeOverApplication,
	secretDeletedLater,
	fileDeletedLater,
	systemWorkdir,
	cdInRun,
	relativeCopyDestination,
	missingHealthcheck,
	missingCommand,
	noPortExposed,
	pointlessProgram,
	ungracefulStopSignal,
	stopSignalSpelling,
	unfitStopSignal,
	buildTimeValue,
	keyMadeInBuild,
	unexpandedSubstitution,
	developmentDependencies,
	xdebugInImage,
	literalSecret,
	copiedCredentials,
	loginInBuild,
	precompileWithoutDummyKey,
	rememberedBundlerOption,
	endedRubyVersion,
	bundlerInstalledAgain,
	bundlerCacheLeft,
	bundleWithoutLock,
	allocatorNotLoaded,
	parallelBootsnap,
	unwritableState,
	healthcheckByDownload,
	yjitOff,
	gemfileCopiedForInstall,
	installWithNetwork,
	cudaVersionMismatch,
	gpuQueryInBuild,
	containerToolkitInImage,
	fixedGpu,
	allDriverCapabilities,
	cudaInstalledAgain,
	develImageShipped,
	condaForPip,
	powershellGoesOn,
	powershellProgress,
	repeatedPowershellCall,
	opcacheOff,
	pythonOutputBuffered,
	downloadWithoutRetries,
	nodeGypWithoutCache,
	telemetryOn,
];

const byId = new Map<string, Rule>();
for (const rule of rules) {
	for (const id of [rule.id, ...rule.aliases]) if (!byId.has(normalId(id))) byId.set(normalId(id), rule);
}

/** The rule of an id, or the first that has it as an alias. */
export function ruleById(id: string): Rule | undefined {
	return byId.get(normalId(id));
}
