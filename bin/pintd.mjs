#!/usr/bin/env node
// The command line `pintd`: finds the Node to run on and becomes lib/cli/main.ts.
import { join } from 'node:path';
import { LITTLE_GARBAGE } from '../lib/start/node-flags.mjs';
import { nodeOrExit, root, run } from './launch.mjs';

run(nodeOrExit(), 'node', [...LITTLE_GARBAGE, join(root, 'lib', 'cli', 'main.ts'), ...process.argv.slice(2)]);
