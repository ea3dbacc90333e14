#!/usr/bin/env node
// The command line `pintd`: finds the Node to run on and becomes lib/cli/main.ts.
import { join } from 'node:path';
import { LITTLE_GARBAGE } from '../lib/start/node-flags.mjs';
import { nodeOrExit, root, run } from './launch.mjs';

// npm runs its scripts in the checkout; files on a command line are meant from where somebody typed it.
const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;
if (script === 'cli' && typedIn !== undefined) process.chdir(typedIn);

run(nodeOrExit(), 'node', [...LITTLE_GARBAGE, join(root, 'lib', 'cli', 'main.ts'), ...process.argv.slice(2)]);
