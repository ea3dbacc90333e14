#!/usr/bin/env node
// node bin/runtime.mjs COMMAND [ARGUMENT…]: runs a command with the bundled Node, or else this one, and with
// node_modules/.bin first on PATH.
import { nodeOrExit, run } from './launch.mjs';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('usage: node bin/runtime.mjs COMMAND [ARGUMENT…]');
  process.exit(1);
}
run(nodeOrExit(), command, args);
