/** Files that hold credentials, by the names their programs give them. */
const names =
	/(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist|defaults?|test|ci|tpl)[\w-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|_netrc|\.pypirc|\.git-credentials|\.dockercfg|\.pgpass|\.my\.cnf|\.s3cfg|\.boto|\.vault-token|kubeconfig|[\w.-]*\.tfstate|[\w.-]*\.kdbx|[\w.-]*\.(?:p12|pfx)|[\w.-]*service[-_]?account[\w-]*\.json|client[-_]secrets?\.json|(?:gcp|google|gcloud)[\w-]*(?:key|creds|credentials?)[\w-]*\.json|master\.key|[\w-]*(?:private|privkey)[\w-]*\.(?:pem|key)|server\.key|tls\.key)$/;
const folders = /(?:^|\/)(?:\.aws(?:\/credentials)?|\.ssh|\.gnupg|\.kube(?:\/config)?|\.docker(?:\/config\.json)?|\.azure|\.config\/gcloud)\/?$/;
const publicHalf = /\.pub$|(?:^|\/)(?:public|ca|trust)[\w.-]*$/i;

export function isCredentialFile(path: string): boolean {
	return (names.test(path) || folders.test(path)) && !publicHalf.test(path);
}

/** Variables that name such a file. */
export const credentialFileVariables: ReadonlySet<string> = new Set([
	'GOOGLE_APPLICATION_CREDENTIALS',
	'AWS_SHARED_CREDENTIALS_FILE',
	'AWS_CONFIG_FILE',
	'AZURE_AUTH_LOCATION',
	'KUBECONFIG',
]);
