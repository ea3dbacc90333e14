import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import type { Issue } from '../../core/issue.ts';
import { createPrepare } from '../../core/preparation/prepare.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import type { JsonObject } from '../../core/record/field.ts';
import { columnName, columnsByIndex, compilePlan, type Matching } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { firstRows } from '../uploads/first-rows.ts';

/** One of the first records of a file: its cells, event and issues. */
interface PreviewRecord {
  readonly record: number;
  readonly line: number;
  readonly cells: readonly string[];
  /** Exactly as it would be sent; null for a record that is invalid or left out. */
  readonly event: JsonObject | null;
  readonly issues: readonly Issue[];
}

export interface Preview {
  readonly columns: readonly { readonly column: string; readonly field: string | null }[];
  readonly missing: readonly string[];
  readonly records: readonly PreviewRecord[];
}

export interface PreviewOptions {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly matching: Matching;
  /** The rows, including fixes. */
  readonly source: RowSource;
  readonly clock: Clock;
  readonly effects: PrepareEffects;
  readonly limit: number;
}

/** Shows what an export of this file with this mapping would send, with the same plan and rules. Nothing is sent. */
export async function previewExport(options: PreviewOptions): Promise<Preview> {
  const { connector, upload, matching, clock, effects } = options;
  const plan = compilePlan(connector.fields, upload.header, matching);
  const { recordRules: rules, oncePerFile } = connector;
  const now = Math.floor(clock.now() / 1000);
  const prepare = createPrepare({ plan, rules, oncePerFile, now, effects });
  const records: PreviewRecord[] = [];
  for (const row of await firstRows(options.source, upload.start, options.limit)) {
    const { event, errors, warnings } = prepare(row);
    const { record, line, cells } = row;
    records.push({ record, line, cells, event: errors.length > 0 ? null : event, issues: [...errors, ...warnings] });
  }
  const plannedByIndex = columnsByIndex(plan);
  const columns = upload.header.map((column, index) => {
    const [first] = plannedByIndex.get(index) ?? [];
    return { column, field: first ? columnName(first.field, first.suffix) : null };
  });
  return { columns, missing: plan.missing.map(({ name }) => name), records };
}
