import type { Connector } from '../../core/connector/connector.ts';
import type { Job } from '../../core/job/job.ts';
import { createPrepare } from '../../core/preparation/prepare.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import type { JsonObject } from '../../core/record/field.ts';
import { fullyMaskedEvent } from '../../core/record/masked-event.ts';
import { hashedPaths } from '../../core/record/personal.ts';
import { compilePlan } from '../../core/record/plan.ts';
import { isSelected, type Selection } from '../../core/record/selection.ts';
import type { FileGone, NoDetails, NotedRecord, RecordDetail } from '../../core/view/record-view.ts';
import { cellReader, type ShowCellsOptions } from '../uploads/show-cells.ts';

export interface ShowRecordOptions extends ShowCellsOptions {
  readonly job: Pick<Job, 'mapping' | 'constants' | 'referenceTime'>;
  readonly effects: PrepareEffects;
}

/** Reads a noted record from the file, and builds its event as the job does. */
export async function showRecord(noted: NotedRecord, options: ShowRecordOptions): Promise<RecordDetail> {
  const { connector, source, showPersonal } = options;
  const { record, line, start, end } = noted;
  const bare = bareRecord(noted, null);
  for await (const block of source.rows({ byte: start, record: record - 1, line }, end)) {
    if (block.length === 0) break;
    const row = block.row(0);
    const { event, errors } = prepareOf(options)(row);
    const sent = errors.length > 0 ? null : event;
    return { ...bare, cells: cellReader(options)(row), ...shownEvent(sent, connector, showPersonal) };
  }
  return bare;
}

/** An event as shown to a person; null for a record without one. */
export function shownEvent(
  event: JsonObject | null,
  { fields }: Pick<Connector, 'fields'>,
  showPersonal: boolean,
): Pick<RecordDetail, 'event' | 'isEventMasked' | 'hashed'> {
  const shown = event && (showPersonal ? event : fullyMaskedEvent(event, fields));
  return {
    event: shown,
    isEventMasked: JSON.stringify(shown) !== JSON.stringify(event),
    hashed: hashedPaths(fields),
  };
}

/** The detail of a record from the ledger only. */
export function bareRecord({ record, line, status, issues }: NotedRecord, fileGone: FileGone | null): RecordDetail {
  return { record, line, status, issues, fileGone, cells: [], event: null, isEventMasked: false, hashed: [] };
}

interface UnnotedRecord {
  readonly selection: Selection | undefined;
  readonly isLeftOut: boolean;
  /** How many records of the job are noted as not sent. */
  readonly notSentNoted: number;
}

/**
 * Why a record is not noted. It counts as accepted only if all records that were not sent are noted, because otherwise
 * it could be one of those.
 */
export function whyNoDetails(
  { records, cursor }: Pick<Job, 'records' | 'cursor'>,
  record: number,
  { selection, isLeftOut, notSentNoted }: UnnotedRecord,
): NoDetails {
  if (isLeftOut) return 'left_out';
  if (record < 1 || record > cursor.record) return 'not_read';
  if (selection && !isSelected(selection, record)) return 'not_chosen';
  return records.not_sent === notSentNoted ? 'accepted' : 'nothing_noted';
}

function prepareOf({ connector, job, source, effects }: ShowRecordOptions) {
  const plan = compilePlan(connector.fields, source.header, job);
  const { recordRules: rules, oncePerFile } = connector;
  return createPrepare({ plan, rules, oncePerFile, now: job.referenceTime, effects });
}
