import { type Command, Option } from 'commander';
import { omitUndefined } from '../../commands/omit-undefined.ts';
import { exportAuditCsv, exportAuditLines, listAuditEntries, verifyAuditLog } from '../../commands/rows/audit.ts';
import type { AuditEntryObject } from '../../commands/shapes/audit.ts';
import { ENTRY_OUTCOMES, type EntryOutcome } from '../../core/audit/audit-entry.ts';
import { translate } from '../../messages/translate.ts';
import { commandIo } from '../invocation.ts';
import { parseId } from '../options/number-arguments.ts';
import { parsePlannedTime } from '../options/planned-time.ts';
import { EXIT, printAll, printJson, printLine, say } from '../output/output.ts';
import { checkOutputFile, writeOutputFile } from '../output/output-file.ts';
import { newTable } from '../output/table.ts';
import { itemsOf, type Product } from '../product/product.ts';
import { withProduct } from '../product/with-product.ts';

const DEFAULT_COUNT = 50;

interface FilterOptions {
  readonly actor?: string;
  readonly action?: string;
  readonly outcome?: EntryOutcome;
  readonly since?: string;
  readonly until?: string;
  readonly search?: string;
}

export function addAudit(program: Command): void {
  withFilters(program.command('audit:list'))
    .description('list the newest entries of the audit log')
    .argument('[max]', 'how many', parseId, DEFAULT_COUNT)
    .option('--json', 'print an array')
    .action((max: number, options: FilterOptions & { json?: boolean }) =>
      withProduct((product) => list(product, max, options)),
    );
  program
    .command('audit:verify')
    .description('compare every entry of the audit log with those before it; exit with 1 if one was changed or removed')
    .option('--head <id:hash>', 'the newest entry as an earlier verification printed it, which must still be there')
    .option('--json', 'print an object')
    .action((options: VerifyOptions) => withProduct((product) => verify(product, options)));
  withFilters(program.command('audit:export'))
    .description('write entries of the audit log as CSV or JSON Lines, newest first')
    .addOption(new Option('--format <format>', 'format').choices(['csv', 'jsonl']).default('csv'))
    .option('--json', 'the same as --format jsonl')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action((options: ExportOptions) => withProduct((product) => exportEntries(product, options)));
}

function withFilters(command: Command): Command {
  return command
    .option('--actor <kind-id>', 'only entries of this actor, such as person-4, key-2 or shell-1000')
    .option('--action <action>', 'only entries of this action, such as signIn')
    .addOption(new Option('--outcome <outcome>', 'only entries with this outcome').choices(ENTRY_OUTCOMES))
    .option('--since <time>', 'only entries from this time on, such as 2026-11-26T00:00:00Z', parseTime)
    .option('--until <time>', 'only entries before this time', parseTime)
    .option('--search <text>', 'only entries with this text in a name or address, or about an object with this ID');
}

/** A time in any form that schedules accept, as ISO 8601. */
function parseTime(text: string): string {
  return new Date(parsePlannedTime(text)).toISOString();
}

function filterOf({ actor, action, outcome, since, until, search }: FilterOptions) {
  return omitUndefined({ actor, action, outcome, since, until, search });
}

async function list(product: Product, max: number, { json = false, ...options }: FilterOptions & { json?: boolean }) {
  const filter = filterOf(options);
  const entries = await Array.fromAsync(itemsOf((page) => product.call(listAuditEntries, { ...filter, ...page }), max));
  if (json) return printJson(entries);
  const table = newTable({ head: ['ID', 'When', 'Who', 'Role', 'What', 'Object', 'Address', 'Outcome'] });
  for (const entry of entries)
    table.push([
      entry.id,
      entry.at,
      whoOf(entry),
      entry.actor.role,
      entry.title,
      objectOf(entry),
      addressOf(entry),
      outcomeOf(entry),
    ]);
  await printLine(entries.length === 0 ? translate('cli', 'audit_none') : table);
}

function whoOf({ actor: { kind, id, name } }: AuditEntryObject): string {
  return name === null ? `${kind} ${id}` : `${name} (${kind} ${id})`;
}

function objectOf({ object }: AuditEntryObject): string {
  if (object === null) return '';
  return object.name === null ? `${object.kind} ${object.id}` : `${object.kind} ${object.id} (${object.name})`;
}

function addressOf({ address }: AuditEntryObject): string {
  return address ?? '';
}

function outcomeOf({ outcome, code, times }: AuditEntryObject): string {
  const repeated = times === 1 ? '' : ` (${times} times)`;
  return (code === null ? outcome : `${outcome}: ${code}`) + repeated;
}

interface VerifyOptions {
  readonly head?: string;
  readonly json?: boolean;
}

async function verify(product: Product, { head, json = false }: VerifyOptions): Promise<void> {
  const report = await product.call(verifyAuditLog, omitUndefined({ head }));
  const { entries, fault, missing_keys: missing } = report;
  commandIo().exitCode = fault === null ? EXIT.done : EXIT.refused;
  if (json) return printJson(report);
  if (fault) say(translate('cli', `audit_${fault.kind}`, { id: fault.id, at: fault.at ?? '' }));
  else await printLine(translate('cli', 'audit_intact', { entries }));
  if (missing.length > 0) say(translate('cli', 'audit_keys_missing', { keys: missing.join(', ') }));
  if (report.head) await printLine(translate('cli', 'audit_head', { head: `${report.head.id}:${report.head.hash}` }));
}

interface ExportOptions extends FilterOptions {
  readonly format: 'csv' | 'jsonl';
  readonly json?: boolean;
  readonly output?: string;
}

async function exportEntries(product: Product, { format, json = false, output, ...options }: ExportOptions) {
  if (output !== undefined) await checkOutputFile(output);
  const filter = filterOf(options);
  const content = await (json || format === 'jsonl'
    ? product.call(exportAuditLines, filter)
    : product.call(exportAuditCsv, filter));
  return output === undefined ? printAll(content) : writeOutputFile(content, output);
}
