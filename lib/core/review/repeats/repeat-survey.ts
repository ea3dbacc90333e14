import type { SeenEvents } from '../../delivery/repeats.ts';
import type { PreparedBlock } from '../../preparation/prepared-block.ts';
import { mappedColumns, type Plan } from '../../record/plan.ts';
import type { RowBlock } from '../../record/row-block.ts';
import { SURVEY_RECORDS } from '../survey.ts';

/** A record that repeats the event of an earlier one. */
export interface FoundRepeat {
  readonly record: number;
  /** The first record with the event. */
  readonly first: number;
  /** Whether the mapped cells of both records are equal. */
  readonly isIdentical: boolean;
}

/** The repeats in a section of a file. */
export interface RepeatSection {
  readonly repeats: readonly FoundRepeat[];
}

export interface RepeatSurveyOptions {
  readonly plan: Plan;
  /** Prepares the events of a block. The result can be read until the next call. */
  readonly prepare: (block: RowBlock) => PreparedBlock;
  readonly seen: SeenEvents;
}

/** Finds the repeats among the valid records of a file: those that a job leaves out if it sends only the first ones. */
export async function* surveyRepeats(
  blocks: AsyncIterable<RowBlock>,
  options: RepeatSurveyOptions,
): AsyncGenerator<RepeatSection> {
  const repeatsIn = repeatFinder(options);
  let recordsRead = 0;
  let repeats: FoundRepeat[] = [];
  for await (const block of blocks) {
    repeats.push(...repeatsIn(block));
    recordsRead += block.length;
    if (recordsRead < SURVEY_RECORDS) continue;
    yield { repeats };
    recordsRead = 0;
    repeats = [];
  }
  yield { repeats };
}

function repeatFinder({ plan, prepare, seen }: RepeatSurveyOptions) {
  const contentOf = mappedContent(plan);
  return (block: RowBlock): FoundRepeat[] => {
    const prepared = prepare(block);
    const repeats: FoundRepeat[] = [];
    for (let row = 0; row < block.length; row++) {
      if (prepared.errorsOf(row).length > 0) continue;
      const record = block.recordOf(row);
      const { first, isIdentical } = seen.compareWithFirst(prepared.digestOf(row), record, contentOf(block, row));
      if (first !== record) repeats.push({ record, first, isIdentical });
    }
    return repeats;
  };
}

/** Makes the function that returns the text of a row's mapped cells, by which rows are compared. */
function mappedContent(plan: Plan): (block: RowBlock, row: number) => string {
  const columns = mappedColumns(plan);
  return (block, row) => JSON.stringify(columns.map((index) => block.text(row, index)));
}
