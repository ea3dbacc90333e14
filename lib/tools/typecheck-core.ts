// Part of npm run typecheck: compiles core and connectors without the types of Node and the browser.
import { spawnSync } from 'node:child_process';

// A connector's lazy import() adds its sandbox to the program, although the config excludes it. Sandboxes are Node
// code, checked by the main config.
const excluded = /^lib\/connectors\/[^/]+\/sandbox\//;

const { stdout, stderr, status } = spawnSync('tsc', ['-p', 'tsconfig.core.json', '--pretty', 'false'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const diagnostics = stdout.split(/\n(?=\S)/).filter((text) => text.trim() !== '');
const faults = diagnostics.filter((text) => !excluded.test(text.replaceAll('\\', '/')));
for (const fault of faults) console.error(fault);
if (stderr !== '') console.error(stderr);
process.exit(faults.length > 0 || status === null || stderr !== '' ? 1 : 0);
