import { z } from 'zod';
import { LOOPBACK } from '../access/loopback.ts';
import { wholeNumberInput } from '../text/whole-number.ts';
import {
  initialOf,
  inputsOf,
  keysOf,
  type SettingDefinition,
  shapesOf,
  type ValuesOf,
  valuesInForce,
} from './setting-table.ts';

export const MAX_RECIPIENTS = 20;

/** The bounds of `rejects_percent`. */
export const REJECTS_BOUNDS = { min: 0, max: 99 } as const;

const booleanInput = z.union([z.boolean(), z.string()]).transform((input, context) => {
  const text = String(input).trim().toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  context.addIssue({ code: 'custom', message: 'not_a_boolean' });
  return z.NEVER;
});

/** Email addresses, as a list or separated by commas, semicolons or white space. Duplicates are removed. */
export const recipients = z.union([z.string(), z.array(z.string())]).transform((input, context): readonly string[] => {
  const texts = typeof input === 'string' ? input.split(/[\s,;]+/) : input;
  const addresses = texts.map((text) => text.trim()).filter((text) => text !== '');
  const malformedIndex = addresses.findIndex((address) => !z.email().max(254).safeParse(address).success);
  const unique = [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
  if (malformedIndex !== -1) {
    context.addIssue({ code: 'custom', message: 'recipient_malformed', params: { number: malformedIndex + 1 } });
  } else if (unique.length > MAX_RECIPIENTS) {
    context.addIssue({ code: 'custom', message: 'too_many_recipients', params: { max: MAX_RECIPIENTS } });
  }
  return unique;
});

/**
 * Empty, an https URL, or an http URL of this machine. A user part is refused: URLs are shown, and must not have a
 * password. `problem` is the code of the error.
 */
function urlInput(problem: string) {
  const withoutUser = z
    .string()
    .trim()
    .max(2000, problem)
    .regex(/^[a-z]+:\/\/[^/?#@]+(?:[/?#].*)?$/i, problem);
  const https = z.url({ protocol: /^https$/, error: problem, normalize: true });
  const loopback = z.url({ protocol: /^http$/, hostname: LOOPBACK, error: problem, normalize: true });
  return z.union([z.literal(''), withoutUser.pipe(z.union([https, loopback], problem))], problem);
}

/** Which notifications are sent, and where. */
const NOTIFICATIONS = {
  notify_success: { input: booleanInput, shape: z.boolean(), initial: true },
  notify_error: { input: booleanInput, shape: z.boolean(), initial: true },
  notify_paused: { input: booleanInput, shape: z.boolean(), initial: true },
  /** For a successful job of whose records more than `rejects_percent` percent were not accepted. */
  notify_rejects: { input: booleanInput, shape: z.boolean(), initial: true },
  notify_workflow_error: { input: booleanInput, shape: z.boolean(), initial: true },
  /** For an attempt that has missed an `sla` with `alert`. */
  notify_workflow_sla: { input: booleanInput, shape: z.boolean(), initial: true },
  /** Off by default, because queries and exports of a workflow are jobs with notifications of their own. */
  notify_workflow_success: { input: booleanInput, shape: z.boolean(), initial: false },
  rejects_percent: { input: wholeNumberInput(REJECTS_BOUNDS), shape: z.int(), initial: 10 },
  mail_recipients: { input: recipients, shape: z.array(z.string()), initial: [] },
  /** Empty if there is no webhook. */
  webhook_url: { input: urlInput('webhook_url_malformed'), shape: z.string(), initial: '' },
  /** Base URL of links in notifications, unless the environment sets one; empty for the address of this machine. */
  console_url: { input: urlInput('console_url_malformed'), shape: z.string(), initial: '' },
} satisfies Record<string, SettingDefinition>;

export type NotificationSettings = ValuesOf<typeof NOTIFICATIONS>;
export type NotificationKey = keyof NotificationSettings;
export const NOTIFICATION_KEYS = keysOf(NOTIFICATIONS);
export const INITIAL_NOTIFICATIONS = initialOf(NOTIFICATIONS);
export const notificationShapes = shapesOf(NOTIFICATIONS);

/** Shared by the form and the operation that saves the settings. */
export const notificationsInput = z.object(inputsOf(NOTIFICATIONS));

export function notificationsInForce(stored: ReadonlyMap<string, unknown>): NotificationSettings {
  return valuesInForce(NOTIFICATIONS, stored);
}
