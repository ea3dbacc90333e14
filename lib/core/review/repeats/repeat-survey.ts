import type { Connector } from '../../connector/connector.ts';
import type { ByteEffects } from '../../delivery/batch.ts';
import type { SeenRecords } from '../../delivery/repeats.ts';
import { columnsByIndex, type Plan } from '../../record/plan.ts';
import type { Prepare } from '../../record/prepare.ts';
import type { Row } from '../../record/row.ts';

/** A record that repeats the event of an earlier one. */
export interface FoundRepeat {
  readonly record: number;
  /** The first record with the event. */
  readonly first: number;
  /** Whether the mapped cells of both are equal. */
  readonly isIdentical: boolean;
}

/** The repeats in a section of a file. */
export interface RepeatBlock {
  readonly repeats: readonly FoundRepeat[];
}

export interface RepeatSurveyOptions {
  readonly plan: Plan;
  readonly prepare: Prepare;
  readonly identityOf: Connector['identityOf'];
  readonly digestsOf: ByteEffects['digestsOf'];
  readonly seen: SeenRecords;
}

/** Records per section. */
const SURVEY_RECORDS = 2000;

/** Finds the repeats of a file among its valid records, as a job that sends only the first of each event does. */
export async function* surveyRepeats(
  blocks: AsyncIterable<readonly Row[]>,
  options: RepeatSurveyOptions,
): AsyncGenerator<RepeatBlock> {
  const repeatOf = repeatFinder(options);
  let [read, repeats]: [number, FoundRepeat[]] = [0, []];
  for await (const rows of blocks) {
    for (const row of rows) {
      const repeat = repeatOf(row);
      if (repeat) repeats.push(repeat);
    }
    read += rows.length;
    if (read < SURVEY_RECORDS) continue;
    yield { repeats };
    [read, repeats] = [0, []];
  }
  yield { repeats };
}

function repeatFinder({ plan, prepare, identityOf, digestsOf, seen }: RepeatSurveyOptions) {
  const contentOf = mappedContent(plan);
  return (row: Row): FoundRepeat | undefined => {
    const { event, errors } = prepare(row);
    if (errors.length > 0) return undefined;
    const { record } = row;
    const { first, isIdentical } = seen.firstWith(digestsOf([identityOf(event)]), record, contentOf(row));
    return first === record ? undefined : { record, first, isIdentical };
  };
}

/** What a row has in the columns that are sent; the others make no difference. */
function mappedContent(plan: Plan): (row: Row) => string {
  const columns = mappedColumns(plan);
  return ({ cells }) => JSON.stringify(columns.map((index) => cells[index] ?? ''));
}

/** The zero-based indexes of the mapped columns. */
export function mappedColumns(plan: Plan): readonly number[] {
  return [...columnsByIndex(plan).keys()].sort((a, b) => a - b);
}
