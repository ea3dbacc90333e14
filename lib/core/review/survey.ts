import type { Connector } from '../connector/connector.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from '../delivery/outcome-table.ts';
import type { Cursor, Row } from '../record/row.ts';
import type { RecordChecker, CheckedRecord } from './judge.ts';
import { type Tally, TallyCounter } from './tally.ts';

/** A record that fixes changed, and which ones. */
export interface FixedRecord {
  readonly record: number;
  readonly by: readonly number[];
}

/** A stretch of a file, judged before anything is sent. */
export interface SurveyBlock {
  readonly to: Cursor;
  readonly read: number;
  /** Records with an issue, and those that fixes changed. */
  readonly noted: OutcomeTable;
  readonly fixed: readonly FixedRecord[];
  /** Of this stretch alone. */
  readonly tally: Tally;
}

/** So many records make a stretch: progress is seen, and a place to read from is kept. */
export const SURVEY_RECORDS = 2000;

export async function* surveyRows(
  blocks: AsyncIterable<readonly Row[]>,
  judge: RecordChecker,
  { connector, now }: { readonly connector: Connector; readonly now: number },
): AsyncGenerator<SurveyBlock> {
  let open = new OpenSurvey(connector, now);
  for await (const rows of blocks) {
    for (const row of rows) {
      open.add(judge.check(row));
      if (open.read < SURVEY_RECORDS) continue;
      yield open.close();
      open = new OpenSurvey(connector, now);
    }
  }
  if (open.read > 0) yield open.close();
}

class OpenSurvey {
  readonly #tallying: TallyCounter;
  readonly #noted: RecordOutcome[] = [];
  readonly #fixed: FixedRecord[] = [];
  #to: Cursor = { byte: 0, record: 0, line: 1 };
  read = 0;

  constructor(connector: Connector, now: number) {
    this.#tallying = new TallyCounter(connector, now);
  }

  add(judged: CheckedRecord): void {
    const { row, by } = judged;
    this.#tallying.count(judged, 1);
    const outcome = outcomeToKeep(judged);
    if (outcome) this.#noted.push(outcome);
    if (by.length > 0 && !judged.isLeftOut) this.#fixed.push({ record: row.record, by });
    this.#to = { byte: row.end, record: row.record, line: row.endLine };
    this.read += 1;
  }

  close(): SurveyBlock {
    const { tally } = this.#tallying;
    return { to: this.#to, read: this.read, noted: tabulate(this.#noted), fixed: this.#fixed, tally };
  }
}

/** What is kept of a judged record; undefined where there is nothing to say of it. */
export function outcomeToKeep({ row, by, status: standing, issues }: CheckedRecord): RecordOutcome | undefined {
  const { record, line, start, end } = row;
  if (standing === 'left_out') return undefined;
  if (issues.length === 0 && by.length === 0) return undefined;
  return { record, line, start, end, status: standing === 'invalid' ? 'invalid' : 'not_sent', issues };
}
