/** Commands that write a credential into a file of the user. */
export interface Login {
	/** The program and its first words. */
	readonly command: RegExp;
	/** Among those that Trivy looks at. */
	readonly cloud?: boolean;
}

export const logins: readonly Login[] = [
	{
		command:
			/^(?:docker|podman|buildah|skopeo|nerdctl|oras|cosign|helm registry|crane auth|gh auth|glab auth|heroku|firebase|vercel|netlify|wrangler|ibmcloud|npm|pnpm|yarn npm|vault|huggingface-cli|hf auth|wandb) login\b/,
	},
	{ command: /^az (?:acr )?login\b/, cloud: true },
	{ command: /^gcloud auth (?:activate-service-account|login)\b/, cloud: true },
	{ command: /^aws configure set [\w.]*(?:aws_access_key_id|aws_secret_access_key|aws_session_token)\b/, cloud: true },
	{ command: /^doctl auth init\b/ },
	{ command: /^npm adduser\b/ },
	{ command: /^(?:npm|pnpm) (?:config )?set \S*(?:_authToken|_auth|_password)\b/ },
	{ command: /^yarn config set (?:npmAuthToken|npmAuthIdent|npmScopes\S*|npmRegistries\S*Auth\S*)\b/ },
	{ command: /^composer config (?:http-basic|github-oauth|gitlab-token|bearer)\./ },
	{ command: /^poetry config (?:http-basic|pypi-token)\./ },
	{ command: /^(?:dotnet )?nuget (?:add source|sources add|setapikey)\b.* (?:-p|--password|-Password)\b/ },
];

/** The programs of the table. */
export const loginPrograms =
	'docker podman buildah skopeo nerdctl oras cosign helm crane gh glab heroku firebase vercel netlify wrangler ibmcloud npm pnpm yarn vault huggingface-cli hf wandb az gcloud aws doctl composer poetry dotnet nuget'.split(
		' ',
	);
