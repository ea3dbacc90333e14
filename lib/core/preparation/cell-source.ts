import type { FieldSpec } from '../record/field.ts';
import { fieldsReadBy, type Plan, type PlannedColumn } from '../record/plan.ts';
import { SourceRules } from './source-rules.ts';

/** After this many lookups, it is decided whether looking up texts pays off. */
const TRIAL_LOOKUPS = 4096;
/** Looking up texts pays off with up to this many lookups for each hit: a hit saves a rule and usually a hash. */
const MAX_LOOKUPS_PER_HIT = 4;

/** A source of values, and the cells on which they depend. */
export class CellSource {
  readonly rules: SourceRules;
  /** Zero-based columns, without duplicates. For a constant, only the columns of the fields that its rules read. */
  readonly columns: readonly number[];
  /** The only column, if its text is read unchanged. */
  readonly unchangedColumn: number | undefined;
  /** Whether its texts are looked up, which is only worthwhile if some of them repeat. */
  usesSlots = true;
  #lookups = 0;
  #hits = 0;

  constructor(planned: PlannedColumn, plan: Pick<Plan, 'columns'>) {
    this.rules = new SourceRules(planned);
    this.columns = [...new Set(columnsRead(planned, plan))];
    const isUnchanged = planned.constant === undefined && !planned.derived && this.columns.length === 1;
    this.unchangedColumn = isUnchanged ? this.columns[0] : undefined;
  }

  /** Counts lookups, and decides after enough of them whether texts are looked up from now on. */
  countLookups(lookups: number, misses: number): void {
    this.#lookups += lookups;
    this.#hits += lookups - misses;
    if (this.#lookups < TRIAL_LOOKUPS) return;
    this.usesSlots = this.#hits * MAX_LOOKUPS_PER_HIT >= this.#lookups;
    this.#lookups = 0;
    this.#hits = 0;
  }
}

function columnsRead(planned: PlannedColumn, { columns }: Pick<Plan, 'columns'>): number[] {
  return [...ownColumns(planned), ...fieldsReadBy(planned).flatMap((name) => columnsOf(name, columns))];
}

function ownColumns({ constant, index, derived }: PlannedColumn): readonly number[] {
  if (constant !== undefined) return [];
  return derived?.indexes ?? [index];
}

/** The columns of a field's first source. Rules of other fields read only this source. */
function columnsOf(name: FieldSpec['name'], columns: readonly PlannedColumn[]): readonly number[] {
  const first = columns.find(({ field }) => field.name === name);
  return first ? ownColumns(first) : [];
}
