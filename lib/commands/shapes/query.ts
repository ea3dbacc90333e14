import { z } from 'zod';
import { mappingJson, mappingOrNameShape } from '../../core/export/mapping-input.ts';
import { DELIVERIES, REPEATS } from '../../core/job/job.ts';
import { QUERY_ENGINES } from '../../core/job/query.ts';
import type { QueryExport, SavedQuery } from '../../core/query/saved-query.ts';
import { REPEAT_UNITS } from '../../core/schedule/repeat.ts';
import { MISSED_POLICIES, OVERLAP_POLICIES, type Schedule } from '../../core/schedule/schedule.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const scheduleShape = registerShape(
  'Schedule',
  z.object({
    /** Null if the schedule has a repeat. */
    cron: z.string().nullable(),
    /** Null if the schedule has a cron. */
    repeat_unit: z.enum(REPEAT_UNITS).nullable(),
    repeat_frequency: z.int().nullable(),
    /** 1 is Monday, 7 is Sunday. */
    repeat_sub_frequency: z.array(z.int()).nullable(),
    start_at: z.string().nullable(),
    end_on: z.string().nullable(),
    timezone: z.string(),
    delay: z.int(),
    paused: z.boolean(),
    missed: z.enum(MISSED_POLICIES),
    overlap: z.enum(OVERLAP_POLICIES),
    mail_to: z.array(z.string()),
    mail_on: z.array(z.enum(['success', 'failure'])),
    /** Null while the schedule is paused, or if no planned time is left. */
    next_time: timestamp.nullable(),
  }),
);

const exportShape = registerShape(
  'QueryExport',
  z.object({
    authentication: z.int(),
    parameters: z.unknown(),
    mapping: mappingOrNameShape,
    constants: z.record(z.string(), z.string()),
    already_accepted: z.enum(['skip', 'send']),
    delivery: z.enum(DELIVERIES),
    /** Absent if the named mapping decides; if it has no choice for repeats, all are sent. */
    repeats: z.enum(REPEATS).optional(),
  }),
);

export const queryShape = registerShape(
  'Query',
  z.object({
    id: z.int(),
    name: z.string(),
    database: z.string(),
    engine: z.enum(QUERY_ENGINES),
    sql: z.string(),
    /** Null if the result is not sent. */
    export: exportShape.nullable(),
    priority: z.int(),
    retry_limit: z.int(),
    /** Null if it runs only manually. */
    schedule: scheduleShape.nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  }),
);

export function queryObject(saved: SavedQuery): z.output<typeof queryShape> {
  const { id, name, database, engine, sql, priority, retryLimit: retry_limit } = saved;
  return {
    id,
    name,
    database,
    engine,
    sql,
    priority,
    retry_limit,
    export: saved.export && exportObject(saved.export),
    schedule: saved.schedule && scheduleObject(saved.schedule),
    created_at: isoTime(saved.createdAt),
    updated_at: isoTime(saved.updatedAt),
  };
}

function exportObject({ mapping, constants, alreadyAccepted: already_accepted, ...otherMembers }: QueryExport) {
  return {
    ...otherMembers,
    mapping: typeof mapping === 'string' ? mapping : mappingJson(mapping),
    constants: { ...constants },
    already_accepted,
  };
}

export function scheduleObject(schedule: Schedule): z.output<typeof scheduleShape> {
  const { repeat, isPaused } = schedule;
  return {
    cron: schedule.cron ?? null,
    repeat_unit: repeat?.unit ?? null,
    repeat_frequency: repeat?.every ?? null,
    repeat_sub_frequency: repeat ? [...repeat.weekdays] : null,
    start_at: schedule.startAt,
    end_on: schedule.endOn,
    timezone: schedule.timeZone,
    delay: schedule.delaySeconds,
    paused: isPaused,
    missed: schedule.missed,
    overlap: schedule.overlap,
    mail_to: [...schedule.recipients],
    mail_on: [
      ...(schedule.mailSuccess ? ['success' as const] : []),
      ...(schedule.mailFailure ? ['failure' as const] : []),
    ],
    next_time: isoTimeOrNull(isPaused ? null : schedule.nextAt),
  };
}
