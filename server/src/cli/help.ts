export const help = `Drydock: checks, fixes and builds immutable container images.

drydock check [PATH...]       findings of Dockerfiles; PATH is a file, a folder or - (default: the current folder)
    --format text|json|sarif|github|gitlab|checkstyle
    --fail-on error|warning|info|hint|never (default: warning)
    --show-suppressed   --diff-base COMMIT (only findings on lines that differ from where the two histories part)
    --write-baseline FILE (accepts what is found now)   --baseline FILE (only findings that are not accepted)
drydock fix [PATH...]         applies the safe fixes
    --dry-run (prints a diff)   --review (also fixes that need a look)   --only ID,...   --format text|json
    --stdin (text in, fixed text out)
drydock refactor [PATH] [ID]  what can be refactored, or that refactoring done
    --list   --line N (counted from 1)   --stage NAME|INDEX   --dry-run   --format text|json
drydock build [CONTEXT]       plans, builds and tags an image
    --file FILE   --tag NAME:TAG (several; default: name and version of the project)   --target STAGE   --build-arg NAME=VALUE
    --secret id=NAME,env=VARIABLE|src=FILE   --ssh default|ID=PATH   --build-context NAME=FOLDER   --label NAME=VALUE
    --oci-labels (revision, source, created, version, base)   --platform OS/ARCH,...   --per-platform (an image for each, named in its tag)
    --pull   --no-cache   --builder NAME (of buildx)   --push (into the registry)   --engine docker|podman|nerdctl
    --overwrite (moves a tag that exists; its image is kept as repo:bld-TIME-DIGEST)   --dry-run   --format text|json
drydock builds [PATH]         what was built on this machine, of a Dockerfile or below a folder (--format text|json)
drydock rollback ID|TAG       gives a tag to an earlier image again; the image that has it now is kept
    --tag TAG (default: the tag of that build)
drydock layers IMAGE|ARCHIVE  what an image is made of: an image of the engine, a saved tar, an OCI layout
    --dockerfile FILE (shows lines)   --target STAGE   --platform OS/ARCH   --format text|json
    --files (the largest files of each layer; --top N)   --waste (what nobody sees; archives always show it)
    --findings (secrets, keys, setuid, caches)   --packages (dpkg, apk, rpm, pip, npm, gem, go)   --compare IMAGE|ARCHIVE (what differs from it)
    --max-size SIZE   --max-waste SIZE|PERCENT   --min-efficiency N (dive's score)   --dive-ci FILE (default: .dive-ci, if it is there)
drydock rules                 the catalogue of rules (--format json)
drydock lsp --stdio           the language server

Options of check, fix and refactor:
    --all (also rules that are off)   --rule ID=off|error|warning|info|hint   --profile default|strict
    --shellcheck PATH|off (default: the shellcheck on PATH, if there is one)
    --no-inline-ignores   --offline   --stdin-path PATH (where - belongs)   --quiet   --no-color
    --config FILE (default: the nearest .drydock.yaml and .hadolint.yaml upwards; what is said here beats them)

Exit code: 0 nothing to report, 1 findings (fix --dry-run: something would change), 2 could not do the work.
A configuration file that is wrong is 2: check goes on without what is wrong, fix leaves the files it is for alone.
`;
