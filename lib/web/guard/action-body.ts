import type { IncomingMessage } from 'node:http';

/**
 * Whether a body is a server action call from this console's pages: the arguments as a JSON array, sent as text. On
 * anything else, Next fails and logs parser messages that quote the input.
 */
export function isActionCall({ headers }: Pick<IncomingMessage, 'headers'>, body: Buffer | undefined): boolean {
  if (headers['next-action'] === undefined || !/^text\/plain\b/i.test(headers['content-type'] ?? '')) return false;
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return Array.isArray(JSON.parse(json, (_, value: unknown) => refuseUnknownEncoding(value)));
  } catch {
    return false;
  }
}

/** React's encoding of values that JSON lacks. Other encodings are for files and streams, which no page here sends. */
const ENCODED_VALUE = /^\$(?:\$|(?:undefined|NaN|-?Infinity|-0|T)$|n-?\d+$|D\d{4}-[\d:.TZ-]+$|[\da-f]+(?::|$))/;

function refuseUnknownEncoding(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('$') && !ENCODED_VALUE.test(value))
    throw new Error('unknown encoding');
  return value;
}
