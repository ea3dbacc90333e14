import { join } from 'node:path';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { SeenEventDigests } from '../../adapters/event-digests/seen-event-digests.ts';
import { UploadFiles } from '../../adapters/files/upload-files.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { BlockPreparer, FILE_SLOTS } from '../../core/preparation/block-preparer.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { type RepeatSection, surveyRepeats } from '../../core/review/repeats/repeat-survey.ts';
import { fixedRowSourceOf } from './row-source.ts';
import type { SurveySpec } from './survey.ts';

/** Everything needed to find the repeats of a file, as plain data for a thread. */
export interface RepeatsSpec extends Omit<SurveySpec, 'purpose' | 'firstWarnedAt'> {
  readonly purpose: 'repeats';
}

export function repeatsSpecOf({ firstWarnedAt: _, ...spec }: SurveySpec): RepeatsSpec {
  return { ...spec, purpose: 'repeats' };
}

const NO_CODES: ReadonlySet<string> = new Set();

/** Finds the repeats of a file in this thread. */
export async function* surveyRepeatsHere(spec: RepeatsSpec, from: Cursor): AsyncGenerator<RepeatSection> {
  const { connector: type, matching, now, upload, fixesBytes, uploads } = spec;
  const files = new UploadFiles(uploads.root, uploads.limits);
  const { fields, recordRules: rules, identity } = connectorOf(type);
  const source = fixedRowSourceOf(files, upload, { connector: type, ...matching, referenceTime: now, fixesBytes });
  const plan = compilePlan(fields, upload.header, matching);
  const options = { plan, rules, oncePerFile: NO_CODES, now, identity, effects: prepareEffects };
  const preparer = new BlockPreparer(options, { kernel: prepareEffects.newKernel(), slotCount: FILE_SLOTS });
  const prepare = (block: RowBlock) => preparer.prepare(block);
  using seen = new SeenEventDigests(join(uploads.root, upload.folder));
  yield* surveyRepeats(source.rows(from), { plan, prepare, seen });
}
