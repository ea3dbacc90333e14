#!/usr/bin/env node
// The command line `pintd`: finds the Node to run on, generates what must be generated first, becomes lib/cli/main.ts.
import { join } from 'node:path';
import { ensureGenerated } from './generate.mjs';
import { nodeOrExit, root, run } from './launch.mjs';

const node = nodeOrExit();
try {
  await ensureGenerated(node);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
run(node, 'node', [join(root, 'lib', 'cli', 'main.ts'), ...process.argv.slice(2)]);
