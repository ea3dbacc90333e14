import type { FieldSpec } from '../record/field.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';

/** Number of lookups before their benefit is evaluated. */
const TRIAL_LOOKUPS = 4096;
/** Remembering is useful if one in this many lookups hits, which saves a rule and usually a hash. */
const MIN_HIT_ONE_IN = 4;

/** A source of values, and the cells on which they depend. */
export class CellSource {
  readonly planned: PlannedColumn;
  /** Zero-based columns, without doubles. None for a constant. */
  readonly columns: readonly number[];
  /** The only column, if its text is read as it is. */
  readonly column: number | undefined;
  /** Whether texts of its cells repeat. */
  isRemembered = true;
  #lookups = 0;
  #hits = 0;

  constructor(planned: PlannedColumn, plan: Pick<Plan, 'columns'>) {
    this.planned = planned;
    this.columns = [...new Set(columnsRead(planned, plan))];
    const isAsIs = planned.constant === undefined && !planned.derived && this.columns.length === 1;
    this.column = isAsIs ? this.columns[0] : undefined;
  }

  count(lookups: number, misses: number): void {
    this.#lookups += lookups;
    this.#hits += lookups - misses;
    if (this.#lookups < TRIAL_LOOKUPS) return;
    this.isRemembered = this.#hits * MIN_HIT_ONE_IN >= this.#lookups;
    this.#lookups = 0;
    this.#hits = 0;
  }
}

function columnsRead(planned: PlannedColumn, { columns }: Pick<Plan, 'columns'>): number[] {
  return [...ownColumns(planned), ...otherFields(planned).flatMap((name) => columnsOf(name, columns))];
}

function ownColumns({ constant, index, derived }: PlannedColumn): readonly number[] {
  if (constant !== undefined) return [];
  return derived?.indexes ?? [index];
}

/** The fields of the record that its rules read, too. */
function otherFields({ field, derived }: PlannedColumn): readonly string[] {
  return [...(field.reads ?? []), ...(derived?.read && field.units?.overriddenBy ? [field.units.overriddenBy] : [])];
}

/** The columns of a field's first source, which is the one that is read. */
function columnsOf(name: FieldSpec['name'], columns: readonly PlannedColumn[]): readonly number[] {
  const first = columns.find(({ field }) => field.name === name);
  return first ? ownColumns(first) : [];
}
