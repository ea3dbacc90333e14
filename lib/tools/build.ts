// npm run build: builds the console if its sources changed since the last build.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startErrorText } from '../commands/error-text.ts';
import { buildIfStale } from '../start/build.ts';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
try {
  await buildIfStale(root, new AbortController().signal, (line) => console.log(line));
  console.log('The build is up to date.');
} catch (error) {
  console.error(startErrorText(error));
  process.exitCode = 1;
}
