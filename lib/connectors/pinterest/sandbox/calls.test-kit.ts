import type { JsonObject } from '../../../core/record/field.ts';

/** Requests for the sandbox's tests. */

export const NOW = 1_795_500_000;
export const ACCOUNT = '549764609761';
export const HASH = 'b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514';

/** A valid event with overrides; a key set to undefined is omitted. */
export function event(overrides: { readonly [key: string]: unknown } = {}): JsonObject {
  const plain = {
    event_name: 'checkout',
    action_source: 'web',
    event_time: NOW - 60,
    event_id: 'order-1',
    user_data: { em: [HASH] },
  };
  return { ...plain, ...overrides } as JsonObject;
}

export function events(...ids: string[]): JsonObject[] {
  return ids.map((event_id) => event({ event_id }));
}

interface Call {
  readonly account?: string;
  readonly test?: boolean;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** POSTs events, or a raw body. */
export function post(url: string, content: JsonObject[] | string | Uint8Array, call: Call = {}): Promise<Response> {
  const { account = ACCOUNT, test = false, token = 'pina_test', headers, signal } = call;
  const isRaw = typeof content === 'string' || content instanceof Uint8Array;
  return fetch(`${url}/v5/ad_accounts/${account}/events${test ? '?test=true' : ''}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: isRaw ? (content as string | Uint8Array<ArrayBuffer>) : JSON.stringify({ data: content }),
    ...(signal && { signal }),
  });
}
