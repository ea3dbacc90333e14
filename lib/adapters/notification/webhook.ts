import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { SendResult } from '../../core/notification/notification.ts';
import { allowedAddresses } from '../http/private-addresses.ts';
import { failureOf } from './failure.ts';

const TIMEOUT_MS = 15_000;
const SECRET_PREFIX = 'whsec_';

/** A webhook call according to Standard Webhooks. */
export interface WebhookCall {
  readonly url: string;
  /** `whsec_` and the key in base64. */
  readonly secret: string;
  /** The same for each try, so that the receiver can recognize duplicates. */
  readonly id: string;
  readonly body: string;
  /** Whether the receiver may be on a private network. */
  readonly isPrivateAllowed: boolean;
  /** Whether the receiver may be on this machine. */
  readonly isLoopbackAllowed: boolean;
}

/**
 * Makes the call and returns the result; never throws for errors of the network or the server. Follows no redirects,
 * and connects to private networks only if that is allowed, whatever a name resolves to.
 */
export async function callWebhook(call: WebhookCall, now: number, signal: AbortSignal): Promise<SendResult> {
  const limitedSignal = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const startedAt = performance.now();
  try {
    const status = await post(call, headersOf(call, now), limitedSignal);
    const params = { status, milliseconds: Math.round(performance.now() - startedAt) };
    if (status >= 200 && status < 300) return { ok: true, params };
    return { ok: false, code: status >= 300 && status < 400 ? 'redirected' : 'answered', params };
  } catch (error) {
    const hasTimedOut = limitedSignal.aborted && !signal.aborted;
    return failureOf(hasTimedOut ? limitedSignal.reason : error);
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

/** The status of the response; its body is not read. */
function post(call: WebhookCall, headers: Record<string, string>, signal: AbortSignal): Promise<number> {
  const { body, isPrivateAllowed, isLoopbackAllowed } = call;
  const url = new URL(call.url);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const isHttps = url.protocol === 'https:';
  const options = {
    allowPrivateIPAddress: isPrivateAllowed,
    allowIPAddressList: isLoopbackAllowed ? allowedAddresses(url.hostname) : [],
  };
  const agent = isHttps ? new RequestFilteringHttpsAgent(options) : new RequestFilteringHttpAgent(options);
  const outgoing = (isHttps ? requestHttps : requestHttp)(url, { method: 'POST', headers, signal, agent });
  outgoing.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}
