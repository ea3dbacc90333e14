#!/usr/bin/env node
// The command line `pintd`: finds the Node to run on and runs lib/cli/main.ts.
import { join } from 'node:path';
import { LOW_MEMORY_FLAGS } from '../lib/start/node-flags.mjs';
import { nodeOrExit, root, run } from './launch.mjs';

// npm runs its scripts in the checkout; file names are relative to the folder in which the command was entered.
const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
if (script === 'cli' && calledIn !== undefined) process.chdir(calledIn);

run(nodeOrExit(), 'node', [...LOW_MEMORY_FLAGS, join(root, 'lib', 'cli', 'main.ts'), ...process.argv.slice(2)]);
