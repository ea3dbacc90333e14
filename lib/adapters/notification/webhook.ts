import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Delivery } from '../../core/notification/notification.ts';
import { allowedAddresses } from '../http/private-addresses.ts';
import { failureOf } from './delivery-failure.ts';

const LONGEST = 15_000;
const SECRET_PREFIX = 'whsec_';

/** A call of somebody's server, as the Standard Webhooks scheme has it. */
export interface WebhookCall {
  readonly url: string;
  /** `whsec_` and the key in base64. */
  readonly secret: string;
  /** The same at each try, so that the receiver knows one that came twice. */
  readonly id: string;
  readonly body: string;
}

/**
 * Makes the call and says what came of it; never throws for what the network or the other side does. No redirect is
 * followed, and no name may lead into a private network, whatever it resolves to at this moment.
 */
export async function callWebhook(call: WebhookCall, now: number, signal: AbortSignal): Promise<Delivery> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
  const began = performance.now();
  try {
    const status = await post(new URL(call.url), call.body, headersOf(call, now), limit);
    const params = { status, milliseconds: Math.round(performance.now() - began) };
    if (status >= 200 && status < 300) return { ok: true, params };
    return { ok: false, code: status >= 300 && status < 400 ? 'redirected' : 'answered', params };
  } catch (error) {
    return failureOf(limit.aborted && !signal.aborted ? limit.reason : error);
  }
}

function headersOf({ id, body, secret }: WebhookCall, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'conversion-console',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

/** The status of the answer; what it says is not read. */
function post(url: URL, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const isHttps = url.protocol === 'https:';
  const options = { allowIPAddressList: allowedAddresses(url.hostname) };
  const agent = isHttps ? new RequestFilteringHttpsAgent(options) : new RequestFilteringHttpAgent(options);
  const call = (isHttps ? requestHttps : requestHttp)(url, { method: 'POST', headers, signal, agent });
  call.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  call.on('error', reject);
  call.end(body);
  return promise;
}
