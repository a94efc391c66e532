/** Options of curl and wget whose value is the next word: [curl](https://curl.se/docs/manpage.html), [wget](https://www.gnu.org/software/wget/manual/). */
export const valuedOptions: Readonly<Record<'curl' | 'wget', ReadonlySet<string>>> = {
	curl: words(
		'-A -b -c -C -d -D -e -E -F -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z',
		'--aws-sigv4 --cacert --capath --cert --cert-type --ciphers --config --connect-timeout --connect-to --continue-at --cookie --cookie-jar',
		'--create-file-mode --crlfile --curves --data --data-ascii --data-binary --data-raw --data-urlencode --dns-servers --doh-url --dump-header',
		'--engine --etag-compare --etag-save --expect100-timeout --form --form-string --header --hostpubmd5 --hostpubsha256 --hsts --interface --json',
		'--keepalive-time --key --key-type --krb --limit-rate --local-port --login-options --max-filesize --max-redirs --max-time --netrc-file --noproxy',
		'--oauth2-bearer --output --output-dir --pass --pinnedpubkey --preproxy --proto --proto-default --proto-redir --proxy --proxy-cacert',
		'--proxy-cert --proxy-header --proxy-key --proxy-pass --proxy-user --quote --random-file --range --rate --referer --request --request-target',
		'--resolve --retry --retry-delay --retry-max-time --service-name --socks4 --socks4a --socks5 --socks5-hostname --speed-limit --speed-time',
		'--stderr --time-cond --tls-max --tls13-ciphers --trace --trace-ascii --unix-socket --upload-file --url --url-query --user --user-agent',
		'--variable --write-out',
	),
	wget: words(
		'-a -A -B -D -e -i -I -l -o -O -P -Q -R -t -T -U -w -X',
		'--accept --accept-regex --append-output --base --bind-address --body-data --body-file --ca-certificate --ca-directory --certificate --ciphers',
		'--connect-timeout --cut-dirs --default-page --directory-prefix --dns-timeout --domains --exclude-directories --exclude-domains --execute',
		'--header --http-password --http-user --include-directories --input-file --level --limit-rate --load-cookies --max-redirect --method',
		'--output-document --output-file --password --post-data --post-file --prefer-family --private-key --progress --quota --read-timeout --referer',
		'--reject --reject-regex --restrict-file-names --retry-on-http-error --save-cookies --secure-protocol --timeout --tries --user --user-agent',
		'--wait --waitretry',
	),
};

/** Options with which nothing is fetched to be kept: uploads, requests with a body, tests. */
export const asksOnly: ReadonlySet<string> = words(
	'-I -d -F -T -X --head --data --data-raw --data-binary --data-urlencode --form --json --upload-file --request --spider --post-data --post-file --method',
);

function words(...lines: readonly string[]): ReadonlySet<string> {
	return new Set(lines.join(' ').split(' '));
}
