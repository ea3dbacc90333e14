// node commands-process.ts ARGS…: runs commands of pintd, each given as a JSON array of its arguments, one after the
// other. Prints what they write to standard output and standard error, as a JSON array; logs go to its standard error.
import { runCommand } from '../../lib/cli/command-line.test-kit.ts';
import { keepFilesPrivate } from '../../lib/start/private-files.ts';

keepFilesPrivate();
const written: { readonly out: string; readonly err: string }[] = [];
for (const args of process.argv.slice(2)) {
  const { out, err } = await runCommand(JSON.parse(args), { env: process.env });
  written.push({ out, err });
}
process.stdout.write(JSON.stringify(written));
