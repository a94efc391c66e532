import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fakeProgram } from './fakeProgram.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const dockerfile = 'FROM base:1\nARG MODE=fast\nCOPY *.txt /texts/\nRUN echo $MODE\nRUN true\n';

/**
 * An engine whose images are files: names in `tags/`, each with an id in it, so that a test sees what was moved. `build` runs the script
 * `steps`, and gives the next id to its tag.
 */
export function fakeEngine(t: TestContext) {
	const folder = temporaryFolder(t, { 'project/Dockerfile': dockerfile, 'project/a.txt': 'a', 'tags/.keep': '', steps: '', count: '0' });
	const tags = join(folder, 'tags');
	const program = fakeProgram(
		folder,
		'docker',
		`
cd '${tags}'
name() { echo "$1" | tr '/' '_'; }
idof() { case "$1" in sha256:*) if grep -qxs "$1" -- *; then echo "$1"; fi;; *) cat -- "$(name "$1")" 2>/dev/null;; esac; }
case "$1 $2" in
"buildx version") echo v0.33.0;;
"images "*) for f in *; do echo "{\\"ID\\":\\"$(cat "$f")\\",\\"Repository\\":\\"\${f%%:*}\\",\\"Tag\\":\\"\${f#*:}\\"}"; done;;
"image inspect") for last; do :; done; id=$(idof "$last"); [ -n "$id" ] || { echo "Error: No such image: $last" >&2; exit 1; }
  names=''; for f in *; do [ "$(cat "$f")" = "$id" ] && names="$names,\\"$f\\""; done
  echo "{\\"Id\\":\\"$id\\",\\"RepoTags\\":[\${names#,}],\\"Created\\":\\"2026-01-02T03:04:05Z\\",\\"Size\\":77,\\"RootFS\\":{}}";;
"tag --") idof "$3" > "../new" && mv ../new "$(name "$4")";;
"image rm") rm -- "$(name "$4")";;
"buildx build")
  printf '%s\\n' "$@" | grep '^org[.]' > ../labels
  while [ $# -gt 0 ]; do case "$1" in -t) tag="$2";; --iidfile) iid="$2";; --metadata-file) metadata="$2";; esac; shift; done
  . '${folder}/steps'
  n=$(($(cat ../count) + 1)); echo $n > ../count
  id="sha256:$n$(printf '%063d' 0)"; echo "$id" > "$(name "$tag")"; printf %s "$id" > "$iid"; echo "{\\"containerimage.digest\\":\\"$id\\"}" > "$metadata";;
*) exit 1;;
esac`,
	);
	const uri = pathToFileURL(join(folder, 'project/Dockerfile')).href;
	return {
		uri,
		folder,
		/** The first digit of the id, which is the number of the build. */
		tags: () =>
			Object.fromEntries(
				readdirSync(tags)
					.filter(name => name !== '.keep')
					.map(name => [name, Number(readFileSync(join(tags, name), 'utf8').charAt(7))]),
			),
		remove: (tag: string) => rmSync(join(tags, tag)),
		/** Labels of the OCI specification that the last build was started with. */
		lastLabels: () => readFileSync(join(folder, 'labels'), 'utf8').trimEnd().split('\n'),
		/** By number: 'cached', or the seconds it takes. */
		steps: (...steps: (string | number)[]) =>
			writeFileSync(
				join(folder, 'steps'),
				['FROM docker.io/library/base:1', 'COPY *.txt /texts/', 'RUN echo fast', 'RUN true']
					.slice(0, steps.length)
					.flatMap((text, at) => [
						`echo '#${at + 4} [${at + 1}/4] ${text}' >&2`,
						`echo '#${at + 4} ${steps[at] === 'cached' ? 'CACHED' : `DONE ${steps[at]}s`}' >&2`,
					])
					.join('\n'),
			),
		program,
	};
}
