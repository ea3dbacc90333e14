import { z } from 'zod';
import { isLoopback } from '../access/loopback.ts';
import {
  initialOf,
  inputsOf,
  keysOf,
  type SettingDefinition,
  shapesOf,
  type ValuesOf,
  valuesInForce,
} from './setting-table.ts';

export const SMTP_SECURITIES = ['starttls', 'tls', 'none'] as const;
/** starttls: must be encrypted after the greeting. tls: encrypted from the first byte. none: unencrypted. */
export type SmtpSecurity = (typeof SMTP_SECURITIES)[number];

/** The usual port for each kind of encryption. */
export const SMTP_PORTS: Readonly<Record<SmtpSecurity, number>> = { starttls: 587, tls: 465, none: 25 };

/** A DNS name, or an IPv4 or IPv6 address. */
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$|^[0-9a-f:]*:[0-9a-f:.]+$/i;

const port = z.union([z.string(), z.number()]).transform((input, context) => {
  const number = typeof input === 'number' || /^\s*\d{1,5}\s*$/.test(input) ? Number(input) : Number.NaN;
  if (Number.isInteger(number) && number >= 1 && number <= 65_535) return number;
  context.addIssue({ code: 'custom', message: 'smtp_port_malformed' });
  return z.NEVER;
});

/** The outgoing mail server. The password is stored separately, as a secret. */
const MAIL = {
  /** Empty if no mail is sent. */
  smtp_host: {
    input: z.string().trim().regex(HOST, 'smtp_host_malformed').or(z.literal('')),
    shape: z.string(),
    initial: '',
  },
  smtp_port: { input: port, shape: z.int(), initial: SMTP_PORTS.starttls },
  smtp_security: {
    input: z.enum(SMTP_SECURITIES, 'smtp_security_unknown'),
    shape: z.enum(SMTP_SECURITIES),
    initial: 'starttls',
  },
  /** Empty if the server requires no sign-in. */
  smtp_user: { input: z.string().trim().max(200, 'smtp_user_too_long'), shape: z.string(), initial: '' },
  mail_from: {
    input: z
      .string()
      .trim()
      .pipe(z.email('mail_from_malformed').max(254, 'mail_from_malformed').or(z.literal(''))),
    shape: z.string(),
    initial: '',
  },
} satisfies Record<string, SettingDefinition>;

export type MailSettings = ValuesOf<typeof MAIL>;
export type MailKey = keyof MailSettings;
export const MAIL_KEYS = keysOf(MAIL);
export const INITIAL_MAIL = initialOf(MAIL);
export const mailShapes = shapesOf(MAIL);

/**
 * Not trimmed, because blanks may belong to the password. `saveMail` and `changeSettings` say what an empty text does.
 */
export const smtpPassword = z.string().max(500, 'smtp_password_too_long');

/** The recipient of a test email. */
export const mailTo = z.string('mail_to_malformed').trim().pipe(z.email('mail_to_malformed'));

/** Shared by the form and the operations that save the settings. */
export const mailInput = z
  .object({ ...inputsOf(MAIL), smtp_password: smtpPassword })
  .superRefine(({ smtp_host, smtp_security, smtp_user, mail_from }, context) => {
    const add = (path: MailKey, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (smtp_host !== '' && mail_from === '') add('mail_from', 'mail_from_required');
    const isExposed = smtp_security === 'none' && !isLoopback(smtp_host);
    if (smtp_host !== '' && smtp_user !== '' && isExposed) add('smtp_security', 'smtp_password_in_the_clear');
  });

export function mailInForce(stored: ReadonlyMap<string, unknown>): MailSettings {
  return valuesInForce(MAIL, stored);
}

/** Whether both settings have the same server, encryption and user, so that the stored password may be used. */
export function isSameServer(a: MailSettings, b: MailSettings): boolean {
  return SERVER_KEYS.every((key) => a[key] === b[key]);
}

const SERVER_KEYS = ['smtp_host', 'smtp_port', 'smtp_security', 'smtp_user'] as const satisfies readonly MailKey[];
