import type { ActivationBehavior, ActivationOutput } from '../../../core/audience/activation/activation.ts';
import type { ActivationPreview, RowCounts, RowProblem } from '../../../core/audience/activation/activation-preview.ts';
import { activationSql } from '../../../core/audience/activation/activation-sql.ts';
import { type NamedOutput, namedOutputs } from '../../../core/audience/activation/named-outputs.ts';
import { audienceDatabase } from '../../../core/audience/audience-database.ts';
import type { BuiltTables } from '../../../core/audience/build.ts';
import type { Segment } from '../../../core/audience/segment.ts';
import type { Connector } from '../../../core/connector/connector.ts';
import { createPrepare } from '../../../core/preparation/prepare.ts';
import type { PrepareEffects } from '../../../core/preparation/prepare-options.ts';
import { maskRecords } from '../../../core/query/masked-records.ts';
import type { RecordSample } from '../../../core/query/workbench.ts';
import type { FieldSpec } from '../../../core/record/field.ts';
import { compilePlan } from '../../../core/record/plan.ts';
import { rowOfCells } from '../../../core/record/row.ts';
import { countSegment, type ReadOptions } from '../read-segment.ts';
import { builtTables } from '../rule-context.ts';
import { activationContext } from './activation-context.ts';

const PREVIEW_ROWS = 100;

export interface PreviewedActivation {
  readonly segment: Segment;
  readonly output: ActivationOutput;
  readonly timeZone: string;
}

export type PreviewActivationOptions = ReadOptions & { readonly effects: PrepareEffects };

/** The first rows that a run would send now, and the problems that the connector's rules find in them. */
export async function previewActivation(
  options: PreviewActivationOptions,
  activation: PreviewedActivation,
  {
    connector,
    showPersonal,
    signal,
  }: { connector: Connector; showPersonal: boolean; signal?: AbortSignal | undefined },
): Promise<ActivationPreview> {
  const { tables } = await builtTables(options, activation.segment.parentSegment);
  const sql = await sqlOf(options, activation, tables);
  const sample = await readRows(options, activation.segment, { sql, limit: PREVIEW_ROWS }, signal);
  const problems = problemsOf(sample, connector, options);
  const outputs = namedOutputs(activation.output, tables);
  return { ...(showPersonal ? sample : maskRows(sample, outputs, connector.fields)), problems };
}

/** How many customers a segment has now, and how many rows an activation with these behaviors would have. */
export async function countActivationRows(
  options: ReadOptions,
  { segment, behaviors }: { readonly segment: Segment; readonly behaviors: readonly ActivationBehavior[] },
  signal?: AbortSignal,
): Promise<RowCounts> {
  const { id, parentSegment, rule } = segment;
  const { count: customers } = await countSegment(options, { parentSegment, rule, segment: id }, signal);
  if (behaviors.every(({ formatting }) => formatting === 'cols')) return { customers, rows: customers };
  const { tables } = await builtTables(options, parentSegment);
  const output = { allColumns: false, columns: [], behaviors };
  const sql = await sqlOf(options, { segment, output, timeZone: 'UTC' }, tables);
  const countSql = `SELECT count(*) FROM (${sql}) AS r`;
  const { records } = await readRows(options, segment, { sql: countSql, limit: 1 }, signal);
  return { customers, rows: Number(records[0]?.[0] ?? 0) };
}

async function sqlOf(
  options: ReadOptions,
  { segment, output, timeZone }: PreviewedActivation,
  tables: BuiltTables,
): Promise<string> {
  return activationSql(output, { ...(await activationContext(options, segment, tables)), timeZone });
}

function readRows(
  { engine }: ReadOptions,
  { parentSegment }: Segment,
  { sql, limit }: { readonly sql: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<RecordSample> {
  return engine.records({ database: audienceDatabase(parentSegment), sql, plannedAt: 0 }, limit, signal);
}

function problemsOf(
  { columns, records }: RecordSample,
  { fields, recordRules: rules, oncePerFile }: Connector,
  { effects, clock }: PreviewActivationOptions,
): readonly RowProblem[] {
  const plan = compilePlan(
    fields,
    columns.map(({ name }) => name),
  );
  const prepare = createPrepare({ plan, rules, oncePerFile, now: Math.floor(clock.now() / 1000), effects });
  const problems = new Map<string, RowProblem>();
  for (const record of records) {
    const { errors, warnings } = prepare(rowOfCells(record.map((cell) => cell ?? '')));
    for (const { severity, code, column } of [...errors, ...warnings]) {
      const key = `${code} ${column ?? ''}`;
      problems.set(key, { severity, code, column, rows: (problems.get(key)?.rows ?? 0) + 1 });
    }
  }
  return [...problems.values()];
}

/**
 * A value is masked if the name of its column, in the output or in the build, is that of a personal field. Values of a
 * string builder are not personal.
 */
function maskRows(
  { columns, records }: RecordSample,
  outputs: readonly NamedOutput[],
  fields: readonly FieldSpec[],
): RecordSample {
  const columnsInBuild = columns.map((column, index) => ({
    ...column,
    name: outputs[index]?.source?.column ?? column.name,
  }));
  const maskedByOutput = maskRecords({ columns, records }, fields).records;
  const maskedByBuild = maskRecords({ columns: columnsInBuild, records }, fields).records;
  const shownValue = (value: string | null, row: number, index: number) => {
    if (outputs[index]?.string) return value;
    const byOutput = maskedByOutput[row]?.[index] ?? null;
    const byBuild = maskedByBuild[row]?.[index] ?? null;
    return byOutput === value ? byBuild : byOutput;
  };
  return {
    columns,
    records: records.map((record, row) => record.map((value, index) => shownValue(value, row, index))),
  };
}
