/** Names of files that hold credentials, by the programs that read them. */
const names =
	/^(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|\.?netrc|\.npmrc|\.yarnrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.dockercfg|\.env(?:\.(?!example|sample|template|dist)[\w.-]+)?|credentials(?:\.json)?|service-?account[\w-]*\.json|.*\.(?:key|p12|pfx|jks|kdbx|keystore|ppk)|.*[-_.]key\.pem|private[\w-]*\.pem|terraform\.tfstate|htpasswd|\.htpasswd|kubeconfig|auth\.json|secrets?(?:\.\w+)?)$/i;

const places =
	/(?:^|\/)(?:\.aws\/(?:credentials|config)|\.kube\/config|\.docker\/config\.json|\.ssh(?:\/(?!known_hosts|config$).+)?|\.gnupg|\.config\/gcloud)(?:\/|$)/;

export function isSecretFile(path: string): boolean {
	return names.test(path.slice(path.lastIndexOf('/') + 1)) || places.test(path);
}
