import type { Command } from 'commander';
import {
  changeSegment,
  compileRule,
  countRule,
  deleteSegment,
  getSegmentCount,
  getSegmentSql,
  listPopulations,
  listProfiles,
  listRuleColumns,
  listSegments,
} from '../../../commands/rows/audience/segments.ts';
import { segmentPath } from '../../../core/audience/segment.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findParentSegment, findSegment, folderAndNameOf } from './find-segment.ts';
import { readRule } from './rule-file.ts';

interface Json {
  readonly json?: boolean;
}

const SEGMENT = 'segment: PARENT/FOLDER/NAME, or PARENT/NAME';

export function addSegments(program: Command): void {
  program
    .command('sg:list')
    .description('list the segments of a parent segment')
    .argument('<parent>', 'parent segment')
    .option('--json', 'print an array')
    .action((parent: string, { json }: Json) => withProduct((product) => list(product, parent, json)));
  program
    .command('sg:show')
    .description('show a segment with its rule and its population in the last builds')
    .argument('<segment>', SEGMENT)
    .option('--json', 'print the object, without the populations')
    .action((path: string, { json }: Json) => withProduct((product) => show(product, path, json)));
  program
    .command('sg:fields') // as in TD's command line
    .description('list the columns that rules can use')
    .argument('<parent>', 'parent segment')
    .option('--json', 'print an array')
    .action((parent: string, { json }: Json) => withProduct((product) => printColumns(product, parent, json)));
  program
    .command('sg:sql')
    .description('print the SQL of a segment, with times such as "the past 7 days" fixed as of now')
    .argument('[segment]', SEGMENT)
    .option('--file <file>', 'instead: a YAML file with a segment, which need not have been pushed')
    .option('--parent <name>', 'the parent segment of the file')
    .option('--json', 'print an object')
    .action((path: string | undefined, options: RuleOptions) =>
      withProduct((product) => printSql(product, path, options)),
    );
  program
    .command('sg:count')
    .description('count the customers of a segment in the build in use')
    .argument('[segment]', SEGMENT)
    .option('--file <file>', 'instead: a YAML file with a segment, which need not have been pushed')
    .option('--parent <name>', 'the parent segment of the file')
    .option('--json', 'print an object')
    .action((path: string | undefined, options: RuleOptions) =>
      withProduct((product) => printCount(product, path, options)),
    );
  program
    .command('sg:profiles')
    .description('print the first customers of a segment; values that may identify a person are masked')
    .argument('<segment>', SEGMENT)
    .option('--personal', 'do not mask values')
    .option('--json', 'print an object with columns and records')
    .action((path: string, options: ProfileOptions) => withProduct((product) => printProfiles(product, path, options)));
  program
    .command('sg:move')
    .description('move a segment to another folder, or rename it')
    .argument('<segment>', SEGMENT)
    .argument(
      '<target>',
      'where it goes within the same parent segment: FOLDER/NAME, or NAME; missing folders are created',
    )
    .action((path: string, target: string) => withProduct((product) => move(product, path, target)));
  program
    .command('sg:delete')
    .description('permanently delete a segment that no other segment refers to')
    .argument('<segment>', SEGMENT)
    .requiredOption('-f, --force', 'confirm the deletion')
    .action((path: string) => withProduct((product) => remove(product, path)));
}

async function list(product: Product, parent: string, json = false): Promise<void> {
  const { id: parent_segment } = await findParentSegment(product, parent);
  const all = await Array.fromAsync(itemsOf((page) => product.call(listSegments, { parent_segment, ...page })));
  if (json) return printJson(all);
  const table = newTable({ head: ['ID', 'Segment', 'Description', 'Updated'] });
  for (const segment of all) table.push([segment.id, segmentPath(segment), segment.description, segment.updated_at]);
  await printLine(all.length === 0 ? translate('cli', 'segments_none', { name: parent }) : table);
}

async function show(product: Product, path: string, json = false): Promise<void> {
  const segment = await findSegment(product, path);
  if (json) return printJson(segment);
  const { data } = await product.call(listPopulations, { segment: segment.id, limit: 10 });
  const facts = newTable();
  facts.push(
    { ID: String(segment.id) },
    { Segment: segmentPath(segment) },
    { Description: segment.description },
    { Rule: JSON.stringify(segment.rule, null, 2) },
    { Population: data.map(({ customers, counted_at }) => `${customers} (${counted_at})`).join('\n') },
  );
  await printLine(facts);
}

async function printColumns(product: Product, parent: string, json = false): Promise<void> {
  const { id: parent_segment } = await findParentSegment(product, parent);
  const { data } = await product.call(listRuleColumns, { parent_segment });
  if (json) return printJson(data);
  const table = newTable({ head: ['Table', 'Column', 'Type', 'Group'] });
  for (const source of data)
    for (const { name, type, group } of source.columns) table.push([source.table, name, type, group]);
  await printLine(table);
}

interface RuleOptions extends Json {
  readonly file?: string;
  readonly parent?: string;
}

async function printSql(product: Product, path: string | undefined, options: RuleOptions): Promise<void> {
  const { file, parent, json } = options;
  const answer = file
    ? await product.call(compileRule, await readRule(product, file, parent))
    : await product.call(getSegmentSql, { segment: await segmentAt(product, path) });
  return json ? printJson(answer) : printLine(answer.sql);
}

async function printCount(product: Product, path: string | undefined, options: RuleOptions): Promise<void> {
  const { file, parent, json } = options;
  const { count } = file
    ? await product.call(countRule, await readRule(product, file, parent))
    : await product.call(getSegmentCount, { segment: await segmentAt(product, path) });
  return json ? printJson({ count }) : printLine(String(count));
}

async function segmentAt(product: Product, path: string | undefined): Promise<number> {
  if (path === undefined) throw new UserError('segment_path_missing');
  return (await findSegment(product, path)).id;
}

interface ProfileOptions extends Json {
  readonly personal?: boolean;
}

async function printProfiles(product: Product, path: string, options: ProfileOptions): Promise<void> {
  const { personal = false, json } = options;
  const { id: segment } = await findSegment(product, path);
  const { columns, records } = await product.call(listProfiles, { segment, personal });
  if (json) return printJson({ columns, records });
  const table = newTable({ head: columns.map(({ name }) => name) });
  for (const record of records) table.push(record.map((value) => value ?? ''));
  await printLine(table);
}

async function move(product: Product, path: string, target: string): Promise<void> {
  const { id: segment } = await findSegment(product, path);
  const { folder, name } = folderAndNameOf(target);
  await product.call(changeSegment, { segment, folder: [...folder], name });
  const [parent] = path.split('/', 1);
  say(translate('cli', 'segment_moved', { name: [parent, ...folder, name].join('/') }));
}

async function remove(product: Product, path: string): Promise<void> {
  const { id: segment } = await findSegment(product, path);
  await product.call(deleteSegment, { segment });
  say(translate('cli', 'segment_deleted', { name: path }));
}
