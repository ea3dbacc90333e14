import { z } from 'zod';
import type { NotificationReport } from '../../core/notification/notification.ts';
import { translate } from '../../messages/translate.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const notificationShape = registerShape(
  'Notification',
  z.object({
    id: z.int(),
    /** Null for an attempt, and for a planned run that got no job. */
    job_id: z.int().nullable(),
    /** Null for a job, and for a planned run that got no attempt. */
    attempt_id: z.int().nullable(),
    status: z.enum(['success', 'error', 'paused', 'sla', 'refused']),
    channel: z.enum(['mail', 'webhook']),
    state: z.enum(['waiting', 'sent', 'given_up']),
    created_at: timestamp,
    tries: z.int(),
    last_try_at: timestamp.nullable(),
    next_try_at: timestamp.nullable(),
    problem: z.string().nullable(),
    message: z.string().nullable(),
  }),
);

export function notificationObject(report: NotificationReport): z.output<typeof notificationShape> {
  const { id, job, attempt, jobState, channel, state, createdAt, tries, lastTryAt, nextTryAt, problem } = report;
  return {
    id,
    job_id: job,
    attempt_id: attempt?.id ?? null,
    status: jobState,
    channel,
    state,
    created_at: isoTime(createdAt),
    tries,
    last_try_at: isoTimeOrNull(lastTryAt),
    next_try_at: isoTimeOrNull(nextTryAt),
    problem: problem?.code ?? null,
    message: problem && translate('send-problems', problem.code, problem.params),
  };
}

/** The result of a test of a connection, mail or webhook. */
export const testResultShape = registerShape(
  'TestResult',
  z.object({ ok: z.boolean(), code: z.string().nullable(), message: z.string() }),
);
