import { UserError } from '../errors.ts';
import { isMissing, trim } from './clean.ts';
import { type FieldSpec, MAX_SUFFIX } from './field.ts';

/** Which field a column of the file feeds, by the column's own name; null leaves the column out. */
export type Mapping = Readonly<Record<string, string | null>>;

/** Values that every record has, by the name of the column that the file lacks: `action_source`, `em_1`. */
export type Constants = Readonly<Record<string, string>>;

/** What feeds the fields of a file's events. */
export interface Matching {
  readonly mapping: Mapping;
  readonly constants: Constants;
}

/** Columns feed the fields of their own names, and nothing else does. */
export const BY_NAME: Matching = { mapping: {}, constants: {} };

/** A column of the file that feeds a field, or a constant in place of one. */
export interface PlannedColumn {
  readonly index: number;
  /** The file's own name. */
  readonly column: string;
  readonly field: FieldSpec;
  /** 0 for the bare name, n for `name_n`. */
  readonly suffix: number;
  /** Stands for the cell of every record; undefined for a column of the file. */
  readonly constant: string | undefined;
}

/** What one part of an event is built from, in the order of the field table. */
export type Step<Source = PlannedColumn> =
  | { readonly kind: 'single'; readonly source: Source }
  | { readonly kind: 'list'; readonly field: FieldSpec; readonly sources: readonly Source[] }
  | { readonly kind: 'items'; readonly path: readonly string[]; readonly items: readonly (readonly Source[])[] };

/** How the rows of one file become events: compiled once from header, mapping and field table. */
export interface Plan {
  readonly header: readonly string[];
  readonly steps: readonly Step[];
  readonly columns: readonly PlannedColumn[];
  /** Names of columns that feed nothing; blank names are left out. */
  readonly ignored: readonly string[];
  /** Required fields that no column feeds. A job with any of them must not begin. */
  readonly missing: readonly FieldSpec[];
}

/** How many columns of the file feed a field, and how many feed nothing. Constants are no columns. */
export function countColumns({ columns, ignored }: Pick<Plan, 'columns' | 'ignored'>) {
  return { matched: columns.filter(({ constant }) => constant === undefined).length, ignored: ignored.length };
}

/**
 * Compiles a plan. Columns that the mapping does not name are matched by name, trimmed and in any case.
 * Throws UserError where the mapping names a column or field that is not there, a constant is empty or for no field, or a
 * field is fed twice.
 */
export function compilePlan(
  fields: readonly FieldSpec[],
  header: readonly string[],
  { mapping, constants }: Matching = BY_NAME,
): Plan {
  const targets = fieldTargets(fields);
  const wanted = checkedMapping(header, mapping, targets);
  const ofFile = header.flatMap((column, index) => plannedColumn(column, index, wanted, targets) ?? []);
  const columns = [...ofFile, ...plannedConstants(constants, targets)];
  refuseDuplicates(columns);
  const used = new Set(columns.map(({ index }) => index));
  const fed = new Set(columns.map(({ field }) => field));
  return {
    header,
    columns,
    steps: compileSteps(fields, columns),
    ignored: header.filter((column, index) => column.trim() !== '' && !used.has(index)),
    missing: fields.filter((field) => field.required && !fed.has(field)),
  };
}

/** Whether a header name is one that the field table knows. */
export function isKnownColumn(fields: readonly FieldSpec[]): (name: string) => boolean {
  const targets = fieldTargets(fields);
  return (name) => targets.has(nameKey(name));
}

/** Where a constant stands in a header: nowhere. */
const NO_COLUMN = -1;

type Target = Pick<PlannedColumn, 'field' | 'suffix'>;

const targetsOfTable = new WeakMap<readonly FieldSpec[], ReadonlyMap<string, Target>>();

/** Every column name that the table understands, `em` as well as `em_1` to `em_100`. */
function fieldTargets(fields: readonly FieldSpec[]): ReadonlyMap<string, Target> {
  const known = targetsOfTable.get(fields) ?? new Map(fields.flatMap(namesOfField));
  targetsOfTable.set(fields, known);
  return known;
}

function namesOfField(field: FieldSpec): [string, Target][] {
  const numbers = field.shape === 'single' ? 0 : MAX_SUFFIX;
  return Array.from({ length: numbers + 1 }, (_, suffix) => [columnName(field, suffix), { field, suffix }]);
}

/** The name that a column of a field has in a file: the field's own for suffix 0, else `name_n`. */
export function columnName({ name }: FieldSpec, suffix: number): string {
  return suffix === 0 ? name : `${name}_${suffix}`;
}

/** By what names of columns and fields are compared. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

function plannedColumn(
  column: string,
  index: number,
  mapping: ReadonlyMap<string, string | null>,
  targets: ReadonlyMap<string, Target>,
): PlannedColumn | undefined {
  const key = nameKey(column);
  const name = mapping.has(key) ? mapping.get(key) : key;
  const target = name == null || key === '' ? undefined : targets.get(nameKey(name));
  return target && { index, column, ...target, constant: undefined };
}

function plannedConstants(constants: Constants, targets: ReadonlyMap<string, Target>): PlannedColumn[] {
  return Object.entries(constants).map(([column, constant]) => {
    const target = targets.get(nameKey(column));
    if (!target) throw new UserError('constant_field_unknown', { field: column });
    if (isMissing(trim(constant))) throw new UserError('constant_empty', { field: column });
    return { index: NO_COLUMN, column, ...target, constant };
  });
}

/** The mapping by column, as names are compared: trimmed and in any case. */
function checkedMapping(
  header: readonly string[],
  mapping: Mapping,
  targets: ReadonlyMap<string, Target>,
): ReadonlyMap<string, string | null> {
  const columns = new Set(header.map(nameKey));
  for (const [column, name] of Object.entries(mapping)) {
    if (!columns.has(nameKey(column))) throw new UserError('mapping_column_unknown', { column });
    if (name !== null && !targets.has(nameKey(name)))
      throw new UserError('mapping_field_unknown', { column, field: name });
  }
  return new Map(Object.entries(mapping).map(([column, name]) => [nameKey(column), name]));
}

function refuseDuplicates(columns: readonly PlannedColumn[]): void {
  const seen = new Map<string, string>();
  for (const { column, field, suffix } of columns) {
    const key = `${field.name}_${suffix}`;
    const other = seen.get(key);
    if (other !== undefined) throw new UserError('mapping_field_twice', { field: field.name, column, other });
    seen.set(key, column);
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

/** One list of columns an item, in numeric order; numbers that are left out leave no gap. */
function itemsStep(fields: readonly FieldSpec[], columns: readonly PlannedColumn[]): Step[] {
  const itemFields = fields.filter(({ shape }) => shape === 'item');
  const sources = itemFields.flatMap((field) => columns.filter((column) => column.field === field));
  const bySuffix = Map.groupBy(sources, ({ suffix }) => suffix);
  const [first] = sources;
  if (!first) return [];
  const items = [...bySuffix].sort(([a], [b]) => a - b).map(([, item]) => item);
  return [{ kind: 'items', path: first.field.path.slice(0, -1), items }];
}
