// node commands-process.ts ARGS…: runs commands of pintd one after the other, each given as a JSON array of its
// arguments. Prints their results as a JSON array; their logs go to standard error.
import { type CommandResult, runCommand } from '../../lib/cli/command-line.test-kit.ts';
import { keepFilesPrivate } from '../../lib/start/private-files.ts';

keepFilesPrivate();
const results: CommandResult[] = [];
for (const args of process.argv.slice(2)) results.push(await runCommand(JSON.parse(args), { env: process.env }));
process.stdout.write(JSON.stringify(results));
