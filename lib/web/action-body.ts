import type { IncomingMessage } from 'node:http';

/**
 * Whether a body is a server action call of this console's pages: the arguments as a JSON array, sent as text. Next fails
 * on anything else and logs parser messages, which quote the input.
 */
export function isActionCall({ headers }: Pick<IncomingMessage, 'headers'>, body: Buffer | undefined): boolean {
  if (headers['next-action'] === undefined || !/^text\/plain\b/i.test(headers['content-type'] ?? '')) return false;
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return Array.isArray(JSON.parse(json, (_, value: unknown) => checked(value)));
  } catch {
    return false;
  }
}

/** What React writes for a value that JSON has no word for. Others stand for files and streams, which no page here sends. */
const MARKED = /^\$(?:\$|(?:undefined|NaN|-?Infinity|-0|T)$|n-?\d+$|D\d{4}-[\d:.TZ-]+$|[\da-f]+(?::|$))/;

function checked(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('$') && !MARKED.test(value)) throw new Error('an unknown mark');
  return value;
}
