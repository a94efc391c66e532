import { apk } from './apk.ts';
import { apt, aptitude } from './apt.ts';
import { cargo } from './cargo.ts';
import { composer } from './composer.ts';
import { conda, micromamba } from './conda.ts';
import { gem } from './gem.ts';
import { go } from './go.ts';
import type { PackageManager } from './manager.ts';
import { bun, npm, pnpm, yarn } from './node.ts';
import { pip, pipx, uv } from './python.ts';
import { dnf, yum } from './rpm.ts';
import { zypper } from './zypper.ts';

export const packageManagers: readonly PackageManager[] = [
	...[apt, aptitude, apk, dnf, yum, zypper],
	...[pip, pipx, uv, conda, micromamba],
	...[npm, yarn, pnpm, bun],
	...[gem, go, cargo, composer],
];
