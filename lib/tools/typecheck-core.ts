// Part of npm run typecheck: compiles core and connectors as if there were neither Node nor a browser.
import { spawnSync } from 'node:child_process';

// A connector's lazy import() makes its sandbox part of the program, though the config leaves it out: that one is Node
// code, and the main config checks it.
const leftOut = /^lib\/connectors\/[^/]+\/sandbox\//;

const { stdout, stderr, status } = spawnSync('tsc', ['-p', 'tsconfig.core.json', '--pretty', 'false'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const diagnostics = stdout.split(/\n(?=\S)/).filter((text) => text.trim() !== '');
const faults = diagnostics.filter((text) => !leftOut.test(text.replaceAll('\\', '/')));
for (const fault of faults) console.error(fault);
if (stderr !== '') console.error(stderr);
process.exit(faults.length > 0 || status === null || stderr !== '' ? 1 : 0);
