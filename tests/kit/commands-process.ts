// node commands-process.ts ARGS…: runs commands of pintd, each given as a JSON array of its arguments, one after the
// other. Prints how they ended as a JSON array; their logs go to its standard error.
import { type Ended, runCommand } from '../../lib/cli/command-line.test-kit.ts';
import { keepFilesPrivate } from '../../lib/start/private-files.ts';

keepFilesPrivate();
const ended: Ended[] = [];
for (const args of process.argv.slice(2)) ended.push(await runCommand(JSON.parse(args), { env: process.env }));
process.stdout.write(JSON.stringify(ended));
