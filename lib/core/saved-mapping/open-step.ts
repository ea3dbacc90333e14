import type { Connector } from '../connector/connector.ts';
import type { FileProfile } from '../matching/column-profile.ts';
import { hasIdentifier } from '../matching/mapping.ts';
import { isOpen, matchableColumns } from '../matching/matchable-columns.ts';
import { unitQuestions } from '../matching/unit-questions.ts';
import { isKnownColumn } from '../record/plan.ts';
import { FIRST_ROW, PROPOSED_ENCODINGS } from '../upload/file-format.ts';
import type { Upload } from '../upload/upload.ts';
import { hasSeveralSheets } from '../upload/workbook.ts';
import { type FileMatching, matchingOf } from './file-matching.ts';
import type { FoundMapping } from './saved-mapping.ts';

/** The steps at which the export of a file may open, in their order. */
const OPEN_STEPS = ['sheet', 'header', 'match', 'review'] as const;
/** The first step at which something is new and a person has to decide; `review` if no earlier step is open. */
export type OpenStep = (typeof OPEN_STEPS)[number];

/** How a file was read, as far as a person may have to confirm it. */
export interface ReadingToConfirm extends Pick<Upload, 'encoding' | 'workbook'> {
  /** Whether the bytes do not fit the encoding in which the file is read, and no other encoding is likely. */
  readonly isEncodingUnknown: boolean;
}

/** The matching of a file by its saved mapping; undefined if the mapping does not fit it. */
export function savedMatchingOf(
  connector: Pick<Connector, 'fields'>,
  header: readonly string[],
  savedMapping: FoundMapping,
): FileMatching | undefined {
  const matching = matchingOf(connector, header, {}, savedMapping);
  return matching.savedMapping ? matching : undefined;
}

/** The step at which a person should confirm how a file was read; undefined if that is certain, or was saved. */
export function stepToConfirm(
  { encoding, workbook, isEncodingUnknown }: ReadingToConfirm,
  savedMapping: Pick<FoundMapping, 'reading'> | undefined,
): OpenStep | undefined {
  if (hasSeveralSheets(workbook) && savedMapping?.reading.sheet !== workbook?.sheet) return 'sheet';
  const isProposed = PROPOSED_ENCODINGS.includes(encoding) && savedMapping?.reading.encoding !== encoding;
  return isEncodingUnknown || isProposed ? 'header' : undefined;
}

/**
 * The first step of a file without a saved mapping. The header step is skipped if the header is certain: a first row
 * with a known field name, or the keys of objects. A header below other rows is shown in the header step.
 */
export function firstStep(
  connector: Pick<Connector, 'fields'>,
  upload: ReadingToConfirm & Pick<Upload, 'header' | 'format' | 'headerRow'>,
): OpenStep {
  const unconfirmed = stepToConfirm(upload, undefined);
  if (unconfirmed) return unconfirmed;
  if (upload.format === 'jsonl') return 'match';
  return upload.headerRow === FIRST_ROW && upload.header.some(isKnownColumn(connector.fields)) ? 'match' : 'header';
}

/**
 * The first step at which a person has to decide something about a file with a saved mapping: a new or lost column, a
 * missing field, a value without a match, or the unit of values; `review` if nothing is open.
 */
export function firstOpenStep(
  connector: Pick<Connector, 'fields' | 'identifierSets'>,
  upload: ReadingToConfirm & Pick<Upload, 'header'>,
  savedMapping: FoundMapping,
  profile: FileProfile,
): OpenStep {
  const unconfirmed = stepToConfirm(upload, savedMapping);
  if (unconfirmed) return unconfirmed;
  const matching = savedMatchingOf(connector, upload.header, savedMapping);
  if (!matching || savedMapping.added.length > 0 || savedMapping.lost.length > 0) return 'match';
  const { plan, mapping } = matching;
  if (plan.missing.length > 0 || !hasIdentifier(connector.identifierSets, plan)) return 'match';
  const hasOpenColumn = matchableColumns(plan, mapping, profile).some(isOpen);
  const hasOpenQuestion = unitQuestions(plan, profile).some(({ answer }) => answer === undefined);
  return hasOpenColumn || hasOpenQuestion ? 'match' : 'review';
}
