import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { connectorOf, connectors } from '../../connectors/registry.ts';
import { describeFields, documentedChoices, type FieldFacts, sampleRows } from '../../core/api/describe.ts';
import { fieldHelp, translate } from '../../messages/translate.ts';
import { sandboxFolder } from '../../runtime/sandbox-folder.ts';
import { commandIo } from '../invocation.ts';
import { parsePort } from '../options/number-arguments.ts';
import { printAll, printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import { readCliEnv } from '../product/with-runtime.ts';

export function addAbout(program: Command): void {
  program
    .command('fields')
    .description('list the columns that exports support')
    .option('--json', 'print an array')
    .action(printFields);
  program.command('sample').description('print a CSV file with every column and one record').action(printSample);
  program
    .command('sandbox')
    .description('run the sandbox, a local stand-in for the receiving service, until interrupted')
    .option('--port <port>', 'port to listen on', parsePort)
    .action(runSandbox);
}

async function printFields({ json }: { json?: boolean }): Promise<void> {
  const fields = connectors.flatMap(({ fields }) => describeFields(fields, fieldHelp));
  if (json) return printJson(fields);
  const table = newTable({
    head: ['Column', 'Type', 'Required', 'Hashed', 'Repeats', 'What it is'],
    wordWrap: true,
    colWidths: [22, 18, 10, 8, 9, 70],
  });
  for (const field of fields) {
    const { name, type, required, hashed, repeats } = field;
    table.push([name, type, required ? 'yes' : '', hashed ? 'yes' : '', repeats ? `${name}_1 …` : '', helpOf(field)]);
  }
  await printLine(table);
}

function helpOf(field: FieldFacts): string {
  const { help, later_choices: later } = field;
  if (later.length === 0) return help;
  const choices = { page: documentedChoices(field).join(', '), later: later.join(', ') };
  return `${help} ${translate('cli', 'field_choices', choices)}`;
}

async function printSample(): Promise<void> {
  const [connector] = connectors;
  if (!connector) return;
  const rows = sampleRows(connector.fields, String(Math.floor(Date.now() / 1000)));
  await printAll([stringify(rows)]);
}

async function runSandbox({ port = 0 }: { port?: number }): Promise<void> {
  const [connector] = connectors;
  if (!connector) return;
  const interrupt = commandIo().interruptSignal();
  const sandbox = await connectorOf(connector.type).startSandbox({ folder: sandboxFolder(readCliEnv()), port });
  await printJson({ url: sandbox.url });
  say(translate('cli', 'sandbox_running', { url: sandbox.url }));
  if (!interrupt.aborted) await new Promise((resolve) => interrupt.addEventListener('abort', resolve));
  await sandbox.close();
}
