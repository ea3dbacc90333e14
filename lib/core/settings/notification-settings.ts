import { z } from 'zod';
import { LOOPBACK } from '../access/loopback.ts';
import { storedOrInitial } from './stored-settings.ts';

export const MAX_RECIPIENTS = 20;

/** Which notifications about jobs are sent, when, and to whom. */
export interface NotificationSettings {
  readonly notify_success: boolean;
  readonly notify_error: boolean;
  readonly notify_paused: boolean;
  /** Also for a successful job with more than `rejects_percent` of its records not accepted. */
  readonly notify_rejects: boolean;
  readonly rejects_percent: number;
  readonly mail_recipients: readonly string[];
  /** Empty: no webhook. */
  readonly webhook_url: string;
  /** Base URL of links; empty for this machine. */
  readonly console_url: string;
}

export const INITIAL_NOTIFICATIONS: NotificationSettings = {
  notify_success: true,
  notify_error: true,
  notify_paused: true,
  notify_rejects: true,
  rejects_percent: 10,
  mail_recipients: [],
  webhook_url: '',
  console_url: '',
};

export const REJECTS_BOUNDS = { min: 0, max: 99 } as const;

const flag = z.union([z.boolean(), z.string()]).transform((given, context) => {
  const text = String(given).trim().toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  context.addIssue({ code: 'custom', message: 'not_a_boolean' });
  return z.NEVER;
});

const percent = z.union([z.string(), z.number()]).transform((given, context) => {
  const number = typeof given === 'number' || /^\s*\d{1,2}\s*$/.test(given) ? Number(given) : Number.NaN;
  if (Number.isInteger(number) && number >= REJECTS_BOUNDS.min && number <= REJECTS_BOUNDS.max) return number;
  context.addIssue({ code: 'custom', message: 'number_out_of_range', params: REJECTS_BOUNDS });
  return z.NEVER;
});

/** Pasted addresses, separated by commas or line breaks. Duplicates are removed. */
export const recipients = z.union([z.string(), z.array(z.string())]).transform((given, context): readonly string[] => {
  const texts = (typeof given === 'string' ? given.split(/[\s,;]+/) : given).map((text) => text.trim()).filter(Boolean);
  const wrong = texts.findIndex((text) => !z.email().max(254).safeParse(text).success);
  const unique = [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
  if (wrong >= 0) {
    context.addIssue({ code: 'custom', message: 'recipient_malformed', params: { number: wrong + 1 } });
  } else if (unique.length > MAX_RECIPIENTS) {
    context.addIssue({ code: 'custom', message: 'too_many_recipients', params: { max: MAX_RECIPIENTS } });
  }
  return unique;
});

/** An https URL, or http to this machine. Without user part: URLs are shown, and must not contain a password. */
function address(problem: string) {
  const plain = z
    .string()
    .trim()
    .max(2000, problem)
    .regex(/^[a-z]+:\/\/[^/?#@]+(?:[/?#].*)?$/i, problem);
  const https = z.url({ protocol: /^https$/, error: problem, normalize: true });
  const here = z.url({ protocol: /^http$/, hostname: LOOPBACK, error: problem, normalize: true });
  return z.union([z.literal(''), plain.pipe(z.union([https, here], problem))], problem);
}

const fields = {
  notify_success: flag,
  notify_error: flag,
  notify_paused: flag,
  notify_rejects: flag,
  rejects_percent: percent,
  mail_recipients: recipients,
  webhook_url: address('webhook_url_malformed'),
  console_url: address('console_url_malformed'),
} satisfies Record<keyof NotificationSettings, z.ZodType>;

export type NotificationKey = keyof NotificationSettings;
export const NOTIFICATION_KEYS = Object.keys(fields) as NotificationKey[];

/** Shared by the form, the action and the command line. */
export const notificationsInput = z.object(fields);

export function notificationsInForce(stored: ReadonlyMap<string, unknown>): NotificationSettings {
  return storedOrInitial(fields, stored, INITIAL_NOTIFICATIONS);
}
