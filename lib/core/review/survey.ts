import type { Connector } from '../connector/connector.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from '../delivery/outcome-table.ts';
import { isLeftOut } from '../issue.ts';
import type { Cursor } from '../record/row.ts';
import type { RowBlock } from '../record/row-block.ts';
import type { CheckResult, RecordChecker } from './record-checker.ts';
import { type Tally, TallyCounter } from './tally.ts';

/** A record that fixes changed, and the numbers of these fixes. */
export interface FixedRecord {
  readonly record: number;
  readonly fixNumbers: readonly number[];
}

/** A record that safe repairs would change. */
export interface RepairableRecord {
  readonly record: number;
  /** A RepairEffect as JSON. */
  readonly effect: string;
}

/** A checked section of a file. */
export interface SurveySection {
  /** The position after the section. */
  readonly to: Cursor;
  readonly read: number;
  /** Records with an issue, and those changed by fixes. */
  readonly noted: OutcomeTable;
  readonly fixed: readonly FixedRecord[];
  readonly repairable: readonly RepairableRecord[];
  /** The tally of this section alone. */
  readonly tally: Tally;
}

/** Records per section. After each section, the progress and the reading position are stored. */
export const SURVEY_RECORDS = 2000;

export async function* surveyRows(
  blocks: AsyncIterable<RowBlock>,
  checker: RecordChecker,
  connector: Pick<Connector, 'identifiers'>,
): AsyncGenerator<SurveySection> {
  let section = new SectionCollector(connector);
  for await (const block of blocks) {
    for (const checked of checker.checkBlock(block)) {
      section.add(checked);
      if (section.read < SURVEY_RECORDS) continue;
      yield section.close();
      section = new SectionCollector(connector);
    }
  }
  if (section.read > 0) yield section.close();
}

/** Collects the records of a section. */
class SectionCollector {
  readonly #counter: TallyCounter;
  readonly #checked = new CheckCollector();
  #to: Cursor = { byte: 0, record: 0, line: 1 };
  read = 0;

  constructor(connector: Pick<Connector, 'identifiers'>) {
    this.#counter = new TallyCounter(connector);
  }

  add(checked: CheckResult): void {
    const { place } = checked;
    this.#counter.count(checked, 1);
    this.#checked.add(checked);
    this.#to = { byte: place.end, record: place.record, line: place.endLine };
    this.read += 1;
  }

  close(): SurveySection {
    const { tally } = this.#counter;
    return { to: this.#to, read: this.read, ...this.#checked.close(), tally };
  }
}

/** Collects what a review stores of checked records. */
export class CheckCollector {
  readonly #noted: RecordOutcome[] = [];
  readonly #fixed: FixedRecord[] = [];
  readonly #repairable: RepairableRecord[] = [];

  add(checked: CheckResult): void {
    const { fixNumbers, isLeftOut, effect } = checked;
    const { record } = checked.place;
    const outcome = outcomeToKeep(checked);
    if (outcome) this.#noted.push(outcome);
    if (fixNumbers.length > 0 && !isLeftOut) this.#fixed.push({ record, fixNumbers });
    if (effect) this.#repairable.push({ record, effect: JSON.stringify(effect) });
  }

  close(): Pick<SurveySection, 'noted' | 'fixed' | 'repairable'> {
    return { noted: tabulate(this.#noted), fixed: this.#fixed, repairable: this.#repairable };
  }
}

/** The outcome to store for a checked record; undefined for one without issues and fixes, or left out by a fix. */
function outcomeToKeep({ place, fixNumbers, status, issues }: CheckResult): RecordOutcome | undefined {
  const { record, line, start, end } = place;
  if (status === 'left_out' && !isLeftOut(issues)) return undefined;
  if (issues.length === 0 && fixNumbers.length === 0) return undefined;
  return { record, line, start, end, status: status === 'invalid' ? 'invalid' : 'not_sent', issues };
}
