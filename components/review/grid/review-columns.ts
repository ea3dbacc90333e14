import { clamp } from '#lib/core/clamp.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { columnName, columnsByIndex, compilePlan, type Matching, type PlannedColumn } from '#lib/core/record/plan.ts';

/** A column of the file as the grid shows it. */
export interface GridColumn {
  /** Index in the file's header and in a row's cells. */
  readonly index: number;
  readonly column: string;
  /** Undefined for a column that is not sent, which cannot be edited. */
  readonly field: string | undefined;
  /** All fields that the column feeds, alone or joined to another column. */
  readonly fields: readonly string[];
  /** How the column feeds the first of these fields. */
  readonly source: PlannedColumn | undefined;
  /** The field whose list of allowed values applies to the cells of the column; undefined if there is none. */
  readonly fieldWithChoices: FieldSpec | undefined;
  /** The words of the file that the mapping matches to these values. */
  readonly matched: ReadonlyMap<string, string | null> | undefined;
  /** In pixels. */
  readonly width: number;
}

// All widths are in pixels.
const MIN_WIDTH = 104;
const MAX_WIDTH = 184;
const LETTER_WIDTH = 7;
/** The padding, and the icon of an issue beside the text. */
const PADDING_AND_ICON_WIDTH = 42;
/** Fits a time with seconds. */
const TIME_WIDTH = 172;

/** The columns in the order of the file. */
export function gridColumns({ fields }: Connector, header: readonly string[], matching: Matching): GridColumn[] {
  const fed = columnsByIndex(compilePlan(fields, header, matching));
  return header.map((column, index) => gridColumn(column, index, fed.get(index) ?? []));
}

function gridColumn(column: string, index: number, fed: readonly PlannedColumn[]): GridColumn {
  const [source] = fed;
  const withChoices = fed.find(({ field, derived }) => {
    const isWhole = !derived || (derived.indexes.length === 1 && derived.part === undefined);
    return field.matchValues !== undefined && isWhole;
  });
  return {
    index,
    column,
    field: source && columnName(source.field, source.suffix),
    fields: fed.map(({ field, suffix }) => columnName(field, suffix)),
    source,
    fieldWithChoices: withChoices?.field,
    matched: withChoices?.derived?.values,
    width: widthOf(column, source?.field),
  };
}

/** Fits the name of the column, and values like the field's example. */
function widthOf(column: string, field: FieldSpec | undefined): number {
  // CJK characters are twice as wide.
  const letters = column.length + (column.match(/[\u1100-\uffdc]/g)?.length ?? 0);
  const ofTexts = Math.max(letters, field?.example.length ?? 0) * LETTER_WIDTH + PADDING_AND_ICON_WIDTH;
  return clamp(ofTexts, field?.isEventTime ? TIME_WIDTH : MIN_WIDTH, MAX_WIDTH);
}
