import type { Connector } from '#lib/core/connector/connector.ts';
import { glyphOf } from '#lib/core/query/field-glyph.ts';
import { columnName, columnsByIndex, compilePlan, type Matching, type PlannedColumn } from '#lib/core/record/plan.ts';

/** A column of the file as the grid shows it. */
export interface GridColumn {
  /** Index in the file's header and in a row's cells. */
  readonly index: number;
  readonly column: string;
  /** Undefined for a column that is not sent, which cannot be edited. */
  readonly field: string | undefined;
  /** All fields that it feeds, alone or joined to another column. */
  readonly fields: readonly string[];
  readonly glyph: string;
  /** In pixels. */
  readonly width: number;
}

const MIN_WIDTH = 120;
/** Fits a time with seconds and an issue icon. */
const MAPPED_WIDTH = 160;
const MAX_WIDTH = 232;
const PERSONAL_WIDTH = 168;

/** The mapped columns in the order of the file, followed by those that are not sent. */
export function gridColumns({ fields }: Connector, header: readonly string[], matching: Matching): GridColumn[] {
  const fed = columnsByIndex(compilePlan(fields, header, matching));
  const all = header.map((column, index) => gridColumn(column, index, fed.get(index) ?? []));
  return [...all.filter(({ field }) => field !== undefined), ...all.filter(({ field }) => field === undefined)];
}

function gridColumn(column: string, index: number, fed: readonly PlannedColumn[]): GridColumn {
  const [planned] = fed;
  const minWidth = planned?.field.hashed ? PERSONAL_WIDTH : planned ? MAPPED_WIDTH : MIN_WIDTH;
  // CJK characters are twice as wide.
  const letters = column.length + (column.match(/[\u1100-\uffdc]/g)?.length ?? 0);
  return {
    index,
    column,
    field: planned && columnName(planned.field, planned.suffix),
    fields: fed.map(({ field, suffix }) => columnName(field, suffix)),
    glyph: planned ? glyphOf(planned.field) : '',
    width: Math.max(minWidth, Math.min(MAX_WIDTH, letters * 8 + 76)),
  };
}
