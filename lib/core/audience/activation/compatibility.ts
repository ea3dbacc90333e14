import type { Connector } from '../../connector/connector.ts';
import type { IssueParams } from '../../issue.ts';
import type { QueryColumn } from '../../job/query.ts';
import { type Compatibility, checkColumns, type TypeHint } from '../../matching/compatibility.ts';
import { suggestMapping } from '../../matching/suggest-mapping.ts';
import { isMissing, trim } from '../../record/clean.ts';
import type { FieldSpec } from '../../record/field.ts';
import type { BuiltTables } from '../build.ts';
import type { DataType } from '../data-type.ts';
import { type ActivationOutput, repeatsCustomers } from './activation.ts';
import { fittingColumn, type TableColumn } from './fitting-column.ts';
import { type NamedOutput, namedOutputs, repeatedOutputs } from './named-outputs.ts';
import { type NumberedRows, numberedRows, type RowsQuickFix } from './numbered-rows.ts';
import { buildString, type StringContext } from './string-builder.ts';

/** A change of the output that resolves a finding. */
export type QuickFix =
  /** Adds the column. If the output already has it, at `path`, under a name that is no field, renames it instead. */
  | ({ readonly kind: 'column'; readonly name: string; readonly path: string | null } & TableColumn)
  | { readonly kind: 'string'; readonly name: string }
  | { readonly kind: 'rename'; readonly path: string; readonly name: string }
  | { readonly kind: 'remove'; readonly path: string }
  | RowsQuickFix;

/** How the output of an activation fits its connector. None of the findings prevents creating the activation. */
export interface ActivationCompatibility {
  readonly missing: readonly { readonly field: string; readonly fix: QuickFix | null }[];
  readonly identifiers: Compatibility['identifiers'] & { readonly fix: QuickFix | null };
  /** Columns that should distinguish events but have the same value in all rows, or in all rows of one customer. */
  readonly same: readonly { readonly column: string; readonly of: 'all' | 'customer'; readonly fix: QuickFix | null }[];
  /** Columns that give every event the time of the run. */
  readonly runTimes: readonly { readonly column: string; readonly fix: QuickFix | null }[];
  /** Built strings that are invalid for their field: `code` is an issue code, or null for an empty string. */
  readonly invalid: readonly { readonly column: string; readonly code: string | null; readonly params: IssueParams }[];
  /** Behaviors whose numbered columns, such as `event_time_1`, are not fields. `ignored` leaves these columns out. */
  readonly numbered: readonly NumberedRows[];
  /** Columns that are not sent. A column that Export All Columns adds can be neither renamed nor removed. */
  readonly ignored: readonly {
    readonly column: string;
    readonly rename: QuickFix | null;
    readonly remove: QuickFix | null;
  }[];
  /** Columns that the build lacks. */
  readonly unknown: readonly string[];
  readonly hints: readonly { readonly column: string; readonly hint: TypeHint }[];
  /** Columns that are hashed before they are sent. */
  readonly hashed: readonly string[];
  /** The required and identifying fields that have a column. */
  readonly complete: readonly string[];
}

export interface CompatibilityOptions {
  readonly connector: Pick<Connector, 'fields' | 'identifierSets'>;
  readonly tables: BuiltTables;
  /** What built strings can refer to. */
  readonly context: StringContext;
}

/** A column of the output with the field that it feeds. */
interface CheckedOutput extends NamedOutput {
  readonly field: FieldSpec | undefined;
  readonly hint: TypeHint | null;
}

/** Checks the output of an activation against the fields of its connector. */
export function activationCompatibility(
  output: ActivationOutput,
  { connector, tables, context }: CompatibilityOptions,
): ActivationCompatibility {
  const { fields } = connector;
  const outputs = namedOutputs(output, tables);
  const repeated = repeatedOutputs(outputs);
  const distinct = outputs.filter((column) => column.name.trim() !== '' && !repeated.includes(column));
  const fit = checkColumns(connector, distinct.map(asQueryColumn));
  const checked = distinct.map((column, index): CheckedOutput => {
    const { field = null, hint = null } = fit.columns[index] ?? {};
    return { ...column, field: fields.find(({ name }) => name === field), hint };
  });
  const ignored = checked.filter(({ field }) => !field);
  const fedFields = new Set(checked.map(({ field }) => field?.name));
  const columnQuickFix: ColumnQuickFix = (field) => {
    const fitting = fittingColumn(field, { fields, tables, output });
    if (!fitting) return null;
    const { table, column } = fitting;
    const presentColumn = ignored.find(({ source }) => source?.table === table && source.column === column);
    return { kind: 'column', name: field.name, path: presentColumn?.path ?? null, table, column };
  };
  const numbered = numberedRows(output, ignored, fit.missing);
  const isNumbered = ({ path }: CheckedOutput) =>
    numbered.some(({ behavior }) => path?.startsWith(`behaviors.${behavior}.`));
  const identifying = new Set(connector.identifierSets.flat());
  return {
    missing: fields
      .filter(({ name }) => fit.missing.includes(name))
      .map((field) => ({ field: field.name, fix: columnQuickFix(field) ?? stringQuickFix(field) })),
    identifiers: {
      ...fit.identifiers,
      fix: fit.identifiers.found ? null : identifierQuickFix(connector, columnQuickFix),
    },
    same: checked.flatMap((column) => sameValueFindings(column, output, columnQuickFix)),
    runTimes: checked.flatMap((column) => runTimeFindings(column, columnQuickFix)),
    invalid: checked.flatMap((column) => problemsOf(column, context)),
    numbered,
    ignored: ignored.filter((column) => !isNumbered(column)).map((column) => ignoredColumn(column, fields, fedFields)),
    unknown: [...new Set(outputs.flatMap(({ type, source }) => (type === null && source ? [source.column] : [])))],
    hints: checked.flatMap(({ name: column, hint }) => (hint ? [{ column, hint }] : [])),
    hashed: checked.flatMap(({ name, field }) => (field?.isHashed === true ? [name] : [])),
    complete: fields
      .filter(({ name, isRequired }) => fedFields.has(name) && (isRequired || identifying.has(name)))
      .map(({ name }) => name),
  };
}

/** The types of the engine. In a build, a timestamp is Unix seconds. */
const ENGINE_TYPES: Record<DataType, string> = {
  string: 'VARCHAR',
  number: 'BIGINT',
  timestamp: 'BIGINT',
  date: 'DATE',
  boolean: 'BOOLEAN',
  string_array: 'VARCHAR[]',
  number_array: 'BIGINT[]',
};

function asQueryColumn({ name, type }: NamedOutput): QueryColumn {
  return { name, type: ENGINE_TYPES[type ?? 'string'] };
}

/**
 * The fix that adds a built string. Null for the time and the id of an event: each event has its own, but a built
 * string is the same in all rows.
 */
function stringQuickFix({ name, isUnique, isEventTime }: FieldSpec): QuickFix | null {
  return isUnique === true || isEventTime === true ? null : { kind: 'string', name };
}

function identifierQuickFix(
  { fields, identifierSets }: CompatibilityOptions['connector'],
  columnFix: ColumnQuickFix,
): QuickFix | null {
  // A set of several fields has no fix, because a fix adds one column.
  for (const [name, ...more] of identifierSets) {
    const field = fields.find((candidate) => candidate.name === name);
    const fix = field && more.length === 0 ? columnFix(field) : null;
    if (fix) return fix;
  }
  return null;
}

type ColumnQuickFix = (field: FieldSpec) => QuickFix | null;

/** The finding for a column that should distinguish events but does not; none for other columns. */
function sameValueFindings(
  column: CheckedOutput,
  output: ActivationOutput,
  columnFix: ColumnQuickFix,
): ActivationCompatibility['same'] {
  const { name, field } = column;
  if (field?.isUnique !== true) return [];
  const of = rowsWithSameValue(column, output);
  return of === null ? [] : [{ column: name, of, fix: columnFix(field) }];
}

/** The finding for a column that gives every event the time of the run; none for other columns. */
function runTimeFindings(
  { name, field, string }: CheckedOutput,
  columnFix: ColumnQuickFix,
): ActivationCompatibility['runTimes'] {
  const hasTime = string?.parameters.some(({ type }) => type === 'Timestamp') ?? false;
  return field?.isEventTime === true && hasTime ? [{ column: name, fix: columnFix(field) }] : [];
}

/**
 * Which rows have the same value in a column: all, or all of one customer; null if the rows differ. A behavior that
 * gives a customer several rows repeats the values of every column that is not its own.
 */
function rowsWithSameValue({ string, path }: NamedOutput, { behaviors }: ActivationOutput): 'all' | 'customer' | null {
  if (string) return 'all';
  const repeating = behaviors.findIndex(repeatsCustomers);
  const isInRepeating = path?.startsWith(`behaviors.${repeating}.`) === true;
  return repeating === -1 || isInRepeating ? null : 'customer';
}

function problemsOf(
  { name: column, string, field }: CheckedOutput,
  context: StringContext,
): ActivationCompatibility['invalid'] {
  if (!string || !field) return [];
  const text = trim(buildString(string, context));
  if (isMissing(text)) return [{ column, code: null, params: {} }];
  const problems: { column: string; code: string; params: IssueParams }[] = [];
  field.clean(text, {
    now: context.time,
    // Only a run checks whether texts are IP addresses.
    isIp: () => true,
    warn: () => {},
    error: (code, params = {}) => {
      problems.push({ column, code, params });
      return undefined;
    },
  });
  return problems;
}

function ignoredColumn(
  { name: column, path }: CheckedOutput,
  fields: readonly FieldSpec[],
  fedFields: ReadonlySet<string | undefined>,
): ActivationCompatibility['ignored'][number] {
  if (path === null) return { column, rename: null, remove: null };
  const name = suggestMapping(fields, [column])[column] ?? null;
  const rename: QuickFix | null = name === null || fedFields.has(name) ? null : { kind: 'rename', path, name };
  return { column, rename, remove: { kind: 'remove', path } };
}
