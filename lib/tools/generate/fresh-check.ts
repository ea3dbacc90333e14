// Part of npm run check: runs all generators with --check.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const writers = [
  './write-env-docs.ts',
  './write-field-docs.ts',
  './write-kernel.ts',
  './write-metric-docs.ts',
  './write-new-database.ts',
  './write-permission-docs.ts',
  './write-row-types.ts',
].map((file) => fileURLToPath(new URL(file, import.meta.url)));

for (const writer of writers) {
  const { status } = spawnSync(process.execPath, [writer, '--check'], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
