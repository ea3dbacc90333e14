import { type CellRepair, type CellToRepair, createCellRepair, type Repair } from '../../connector/repair.ts';
import { type Issue, isLeftOut } from '../../issue.ts';
import { columnsByIndex, mappedColumns, type Plan, type PlannedColumn } from '../../record/plan.ts';
import type { Row } from '../../record/row.ts';
import type { CellChange } from '../../record/row-block.ts';
import { type FactsReader, factsReader } from '../fixer.ts';
import { isMadeSilently } from './safe-repairs.ts';

export interface CellRepairerOptions {
  readonly plan: Plan;
  readonly repairs: readonly Repair[];
  /** Reference time, Unix seconds. */
  readonly now: number;
  readonly isIp: (text: string) => boolean;
}

/** A cell after all safe repairs, and the names of the repairs that changed the cell. */
export interface RepairedCell extends CellChange {
  readonly repairs: readonly string[];
}

/** The key by which repairs of a column are counted. */
export function repairKey(repair: string, column: string): string {
  return `${repair} ${column}`;
}

/** Finds what repairs would do to the cells of a file's rows. */
export class CellRepairer {
  readonly #plan: Plan;
  readonly #columnsByIndex: ReadonlyMap<number, readonly PlannedColumn[]>;
  readonly #mappedColumns: readonly number[];
  readonly #repairs: readonly Repair[];
  readonly #repairsByCode: ReadonlyMap<string, readonly Repair[]>;
  /** In the order in which they are made. */
  readonly #safeRepairs: readonly Repair[];
  readonly #repairCell: CellRepair;
  readonly #factsOf: FactsReader;

  constructor({ plan, repairs, now, isIp }: CellRepairerOptions) {
    this.#plan = plan;
    this.#columnsByIndex = columnsByIndex(plan);
    this.#mappedColumns = mappedColumns(plan);
    this.#repairs = repairs;
    this.#repairsByCode = groupByCode(repairs);
    this.#safeRepairs = repairs.filter(isMadeSilently);
    this.#repairCell = createCellRepair(repairs, isIp);
    this.#factsOf = factsReader({ plan, now });
  }

  /** The repaired text of a cell; undefined if the repair with this name does not apply. */
  repairedText(name: string, index: number, { cells }: Row): string | undefined {
    const repair = this.#repairs.find((candidate) => candidate.name === name);
    return repair && this.#repairCell(repair, this.#cellAt(index, cells), this.#factsOf(cells));
  }

  /** The keys of the repairs that apply to the cells with these issues. */
  applicableRepairs({ cells }: Row, issues: readonly Issue[]): readonly string[] {
    const keys = new Set<string>();
    const facts = this.#factsOf(cells);
    for (const { code, column } of issues) {
      const repairs = this.#repairsByCode.get(code);
      if (!repairs || column === null) continue;
      const cell = this.#cellAt(this.#plan.header.indexOf(column), cells);
      for (const repair of repairs)
        if (this.#repairCell(repair, cell, facts) !== undefined) keys.add(repairKey(repair.name, column));
    }
    return [...keys];
  }

  /** A cell after all safe repairs; undefined if none changes the cell. */
  repairSafely(index: number, { cells }: Row): RepairedCell | undefined {
    const facts = this.#factsOf(cells);
    const changedBy: string[] = [];
    const { targets, text: originalText } = this.#cellAt(index, cells);
    let text = originalText;
    for (const repair of this.#safeRepairs) {
      const repaired = this.#repairCell(repair, { targets, text }, facts);
      if (repaired === undefined || repaired === text) continue;
      text = repaired;
      changedBy.push(repair.name);
    }
    return changedBy.length === 0 ? undefined : { column: index, text, repairs: changedBy };
  }

  /** The cells with issues that safe repairs change; none in a row with a fault. */
  repairRowSafely(row: Row, issues: readonly Issue[]): readonly RepairedCell[] {
    if (row.fault) return [];
    return this.#columnsToRepair(issues).flatMap((index) => this.repairSafely(index, row) ?? []);
  }

  /**
   * The indexes of the columns with an issue. In a record that is left out when it is prepared, other issues are not
   * reported, so all mapped columns are repaired.
   */
  #columnsToRepair(issues: readonly Issue[]): readonly number[] {
    if (isLeftOut(issues)) return this.#mappedColumns;
    const columns = new Set(issues.map(({ column }) => column));
    return this.#plan.header.flatMap((column, index) => (columns.has(column) ? index : []));
  }

  #cellAt(index: number, cells: readonly string[]): CellToRepair {
    return { targets: this.#columnsByIndex.get(index) ?? [], text: cells[index] ?? '' };
  }
}

function groupByCode(repairs: readonly Repair[]): ReadonlyMap<string, readonly Repair[]> {
  const codes = new Set(repairs.flatMap((repair) => [...repair.codes]));
  return new Map([...codes].map((code) => [code, repairs.filter((repair) => repair.codes.has(code))]));
}
