import { UserError } from '../errors.ts';
import { isMissing, trim } from './clean.ts';
import { derivationOf } from './derivation.ts';
import { type FieldSpec, MAX_SUFFIX } from './field.ts';
import { type FieldTarget, type Mapping, targetsOf } from './field-target.ts';
import { nameKey, repeatedColumns } from './name-key.ts';
import type { TextSource } from './source-text.ts';

/** Values for every record, by the name of the column that they replace: `action_source`, `em_1`. */
export type Constants = Readonly<Record<string, string>>;

/** Where the fields of a file's events get their values. */
export interface Matching {
  readonly mapping: Mapping;
  readonly constants: Constants;
}

/** Every column is matched by its name. */
export const BY_NAME: Matching = { mapping: {}, constants: {} };

/** A column of the file that is mapped to a field, or a constant in its place. */
export interface PlannedColumn extends TextSource {
  /** The zero-based index of the column; NO_COLUMN for a constant. */
  readonly index: number;
  /** The column's name in the file, or the name of the column that a constant replaces. */
  readonly column: string;
  readonly field: FieldSpec;
  /** 0 for the bare name, n for `name_n`. */
  readonly suffix: number;
  /** The value for every record; undefined for a column of the file. */
  readonly constant: string | undefined;
}

/** One part of an event and its sources. */
type Step =
  | { readonly kind: 'single'; readonly source: PlannedColumn }
  | { readonly kind: 'list'; readonly field: FieldSpec; readonly sources: readonly PlannedColumn[] }
  | { readonly kind: 'items'; readonly path: readonly string[]; readonly items: readonly (readonly PlannedColumn[])[] };

/** How the rows of a file become events. Compiled once from header, matching and field table. */
export interface Plan {
  readonly header: readonly string[];
  /** In the order of the field table. */
  readonly steps: readonly Step[];
  readonly columns: readonly PlannedColumn[];
  /** Names of ignored columns, without blank names. */
  readonly ignored: readonly string[];
  /** Required fields without a source. A job with any of them must not start. */
  readonly missing: readonly FieldSpec[];
}

/** The other fields of a record that the rules of a source read. */
export function fieldsReadBy({ field, derived }: Pick<PlannedColumn, 'field' | 'derived'>): readonly string[] {
  const readByRules = field.reads ?? [];
  const readWithUnits = derived?.read ? (field.units?.reads ?? []) : [];
  return [...readByRules, ...readWithUnits];
}

/** How many columns of the file are mapped, and how many are ignored. Constants do not count. */
export function countColumns({ columns, ignored }: Pick<Plan, 'columns' | 'ignored'>) {
  return { matched: columnsByIndex({ columns }).size, ignored: ignored.length };
}

/** What each column of the file feeds, alone or joined to another one, by the column's index. */
export function columnsByIndex({ columns }: Pick<Plan, 'columns'>): ReadonlyMap<number, readonly PlannedColumn[]> {
  const byIndex = new Map<number, PlannedColumn[]>();
  for (const column of columns) {
    for (const index of indexesOf(column)) {
      const columnsAtIndex = byIndex.get(index) ?? [];
      columnsAtIndex.push(column);
      byIndex.set(index, columnsAtIndex);
    }
  }
  return byIndex;
}

/** The zero-based indexes of the columns of the file that feed a field, in their order. */
export function mappedColumns(plan: Pick<Plan, 'columns'>): readonly number[] {
  return [...columnsByIndex(plan).keys()].sort((a, b) => a - b);
}

/** The indexes of the columns of the file whose cells make the text of a source. */
function indexesOf({ index, constant, derived }: PlannedColumn): readonly number[] {
  return constant === undefined ? (derived?.indexes ?? [index]) : [];
}

/**
 * Compiles a plan. Columns that the mapping does not name are matched by name, trimmed and in any case. Throws
 * UserError if the mapping names an unknown column or field, or a column twice, if a field has two sources, or if a
 * constant is empty, belongs to no field, or has a lone surrogate, which could not be sent unchanged. Also throws as
 * `derivationOf` does.
 */
export function compilePlan(
  fields: readonly FieldSpec[],
  header: readonly string[],
  { mapping, constants }: Matching = BY_NAME,
): Plan {
  const fieldsByName = fieldsByColumnName(fields);
  const targets = checkedMapping(header, mapping, fieldsByName);
  const context = { header, targets, fieldsByName };
  const columnsOfFile = header.flatMap((column, index) => plannedColumns(column, index, context));
  const columns = [...columnsOfFile, ...plannedConstants(constants, fieldsByName)];
  refuseDuplicates(columns);
  const usedIndexes = new Set(columnsByIndex({ columns }).keys());
  const fedFields = new Set(columns.map(({ field }) => field));
  return {
    header,
    columns,
    steps: compileSteps(fields, columns),
    ignored: header.filter((column, index) => nameKey(column) !== '' && !usedIndexes.has(index)),
    missing: fields.filter((field) => field.isRequired && !fedFields.has(field)),
  };
}

/** Whether the field table has a field for a header name. */
export function isKnownColumn(fields: readonly FieldSpec[]): (name: string) => boolean {
  const fieldsByName = fieldsByColumnName(fields);
  return (name) => fieldsByName.has(nameKey(name));
}

/** The column index of a constant. */
const NO_COLUMN = -1;

/** A field, and the suffix in the column name. */
type FieldWithSuffix = Pick<PlannedColumn, 'field' | 'suffix'>;

type FieldsByColumnName = ReadonlyMap<string, FieldWithSuffix>;

const fieldsOfTables = new WeakMap<readonly FieldSpec[], FieldsByColumnName>();

/** The fields of a table by all names that their columns can have, such as `em` and `em_1` to `em_100`. */
function fieldsByColumnName(fields: readonly FieldSpec[]): FieldsByColumnName {
  const fieldsByName = fieldsOfTables.get(fields) ?? new Map(fields.flatMap(entriesOfField));
  fieldsOfTables.set(fields, fieldsByName);
  return fieldsByName;
}

function entriesOfField(field: FieldSpec): [string, FieldWithSuffix][] {
  const lastSuffix = field.shape === 'single' ? 0 : MAX_SUFFIX;
  return Array.from({ length: lastSuffix + 1 }, (_, suffix) => [columnName(field, suffix), { field, suffix }]);
}

/** The column name of a field: its own name for suffix 0, else `name_n`. */
export function columnName({ name }: FieldSpec, suffix: number): string {
  return suffix === 0 ? name : `${name}_${suffix}`;
}

interface PlanContext {
  readonly header: readonly string[];
  readonly targets: ReadonlyMap<string, readonly FieldTarget[]>;
  readonly fieldsByName: FieldsByColumnName;
}

function plannedColumns(
  column: string,
  index: number,
  { header, targets, fieldsByName }: PlanContext,
): PlannedColumn[] {
  const key = nameKey(column);
  if (key === '') return [];
  return (targets.get(key) ?? [{ field: key }]).flatMap((target) => {
    const fieldWithSuffix = fieldsByName.get(nameKey(target.field));
    if (!fieldWithSuffix) return [];
    const derived = derivationOf(target, fieldWithSuffix.field, { column, index, header });
    return { index, column, ...fieldWithSuffix, constant: undefined, derived };
  });
}

function plannedConstants(constants: Constants, fieldsByName: FieldsByColumnName): PlannedColumn[] {
  return Object.entries(constants).map(([column, constant]) => {
    const fieldWithSuffix = fieldsByName.get(nameKey(column));
    if (!fieldWithSuffix) throw new UserError('constant_field_unknown', { field: column });
    if (isMissing(trim(constant))) throw new UserError('constant_empty', { field: column });
    if (!constant.isWellFormed()) throw new UserError('input_malformed', { field: column });
    return { index: NO_COLUMN, column, ...fieldWithSuffix, constant, derived: undefined };
  });
}

/** The targets of each column that the mapping names, by the key of its name. */
function checkedMapping(
  header: readonly string[],
  mapping: Mapping,
  fieldsByName: FieldsByColumnName,
): ReadonlyMap<string, readonly FieldTarget[]> {
  const columns = new Set(header.map(nameKey));
  const targets = new Map<string, readonly FieldTarget[]>();
  const [repeated] = repeatedColumns(mapping);
  if (repeated) throw new UserError('mapping_column_twice', { ...repeated });
  for (const [column, target] of Object.entries(mapping)) {
    if (!columns.has(nameKey(column))) throw new UserError('mapping_column_unknown', { column });
    const columnTargets = targetsOf(target);
    for (const { field } of columnTargets)
      if (!fieldsByName.has(nameKey(field))) throw new UserError('mapping_field_unknown', { column, field });
    targets.set(nameKey(column), columnTargets);
  }
  return targets;
}

function refuseDuplicates(columns: readonly PlannedColumn[]): void {
  const columnsBySuffixedField = new Map<string, string>();
  for (const { column, field, suffix } of columns) {
    const key = `${field.name}_${suffix}`;
    const other = columnsBySuffixedField.get(key);
    if (other !== undefined) throw new UserError('mapping_field_twice', { field: field.name, column, other });
    columnsBySuffixedField.set(key, column);
  }
}

function compileSteps(fields: readonly FieldSpec[], columns: readonly PlannedColumn[]): Step[] {
  const steps: Step[] = [];
  for (const field of fields) {
    const sources = columns.filter((column) => column.field === field).sort((a, b) => a.suffix - b.suffix);
    const [source] = sources;
    if (source && field.shape === 'single') steps.push({ kind: 'single', source });
    if (source && field.shape === 'list') steps.push({ kind: 'list', field, sources });
    if (field.shape === 'item' && !steps.some((step) => step.kind === 'items'))
      steps.push(...itemsStep(fields, columns));
  }
  return steps;
}

/** The step for all items, which are in numeric order; unused numbers leave no gap. Empty if there are no items. */
function itemsStep(fields: readonly FieldSpec[], columns: readonly PlannedColumn[]): Step[] {
  const itemFields = fields.filter(({ shape }) => shape === 'item');
  const sources = itemFields.flatMap((field) => columns.filter((column) => column.field === field));
  const bySuffix = Map.groupBy(sources, ({ suffix }) => suffix);
  const [first] = sources;
  if (!first) return [];
  const items = [...bySuffix].sort(([a], [b]) => a - b).map(([, item]) => item);
  return [{ kind: 'items', path: first.field.path.slice(0, -1), items }];
}
