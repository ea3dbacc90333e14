import { z } from 'zod';
import type { CronTimetable } from '../../schedule/timetable.ts';
import { type ParentSegmentChoice, parentSegmentInput } from '../parent-segment.ts';
import type { ReadFile } from './finding.ts';
import { type ParentSchedule, parentSchedule, parentScheduleShape } from './parent-schedule.ts';
import { listOf, type Member, mapOf, member, type Shape, text } from './reading/shape.ts';
import { type FileKind, formatFile, readFile } from './reading/yaml-file.ts';

/** The content of the file of a parent segment. */
export interface ParentSegmentFile extends ParentSegmentChoice {
  /**
   * When the parent segment is built: null if only manually. Undefined: a push keeps the stored schedule and time zone.
   */
  readonly schedule?: CronTimetable | null | undefined;
}

/** Parses TD's YAML of a parent segment. */
export function parseParentSegment(source: string, file: string): ReadFile<ParentSegmentFile> {
  return readFile(KIND, source, file);
}

/** Writes the file with its keys in TD's order, without members that have their default value. */
export function formatParentSegment({ schedule, timeZone, ...choice }: ParentSegmentFile): string {
  const inFile = schedule === null ? { cron: null, timeZone } : schedule;
  return formatFile(KIND, { ...choice, schedule: inFile });
}

const columnMap = mapOf(
  [member('column', text), member('name', text), member('type'), member('group', text)],
  ['visibility', 'matrix_column_name'],
);

/** A column that keeps the name it has in its table can be given by that name alone. */
const column: Shape = {
  read: (yaml) =>
    yaml.text === undefined ? columnMap.read(yaml) : yaml.reading.object(yaml.at, { column: [yaml.text, yaml.at] }),
  write: (value) => {
    const segmentColumn = value as ParentSegmentChoice['master']['columns'][number];
    const isRenamed = segmentColumn.name !== segmentColumn.column;
    return columnMap.write({ ...segmentColumn, name: isRenamed ? segmentColumn.name : undefined });
  },
};

const source = [member('database', text), member('table', text)];
const columns = (initial?: unknown) => member('columns', listOf(column), { initial });

const filter = mapOf([member('column', text), member('values', listOf(text))]);
const master = mapOf([...source, member('key', text), member('filters', listOf(filter), { initial: [] }), columns([])]);

const join = mapOf([
  member('parent_key', text, { name: 'parentKey' }),
  member('child_key', text, { name: 'childKey' }),
]);

function joinedTable(...more: Member[]): Shape {
  return mapOf(
    [member('name', text), member('source', mapOf(source)), member('join', join), ...more, columns()],
    ['realtime', 'is_realtime'],
  );
}

const KIND: FileKind<ParentSegmentFile> = {
  shape: mapOf(
    [
      member('name', text),
      member('description', text, { initial: '' }),
      member('engine', undefined, { initial: 'duckdb' }),
      member('master', master),
      member('schedule', parentScheduleShape),
      member('attributes', listOf(joinedTable()), { initial: [] }),
      member('behaviors', listOf(joinedTable(member('time_column', text, { name: 'timeColumn' }))), { initial: [] }),
    ],
    ['predictive_scores', 'funnels', 'journeys', 'realtime', 'ml_attributes'],
  ),
  schema: z.intersection(parentSegmentInput, z.object({ schedule: parentSchedule.optional() })).transform(withSchedule),
};

/** In a file, the time zone is part of the schedule, even if there are no planned builds. */
function withSchedule({
  schedule,
  ...choice
}: ParentSegmentChoice & { readonly schedule?: ParentSchedule | undefined }): ParentSegmentFile {
  if (!schedule) return choice;
  const { cron, timeZone } = schedule;
  return { ...choice, timeZone, schedule: cron === null ? null : { cron, timeZone } };
}
