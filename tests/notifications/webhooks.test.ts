import { createHmac } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { renewWebhookSecret } from '../../lib/operations/settings/renew-webhook-secret.ts';
import { saveNotifications } from '../../lib/operations/settings/save-notifications.ts';
import { sendTestWebhook } from '../../lib/runtime/notifications.ts';
import { executeElsewhere } from '../kit/elsewhere.ts';
import { channelStatesOf, faultyLines, neverAborted, sendDue, startNotifying } from '../kit/notifying.ts';
import { validLines } from '../kit/product.ts';

/** Calls of a webhook about jobs, received by a real server. */

describe('a webhook', () => {
  const signatureOf = (secret: string, { headers, body }: { headers: Record<string, unknown>; body: string }) => {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  };

  test('is signed according to Standard Webhooks, and contains counts and codes', async () => {
    const product = await startNotifying();
    const job = await product.run(await product.export(faultyLines()));
    await sendDue(product, 'webhook');
    const [call, ...more] = product.hook.calls;
    expect(more).toEqual([]);
    expect(Buffer.from(product.secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(call?.headers['webhook-signature']).toBe(signatureOf(product.secret, call!));
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'job.success',
      data: {
        job_id: job.id,
        status: 'success',
        error: null,
        test_event: false,
        sandbox: false,
        over_threshold: true,
        records: { read: 5, accepted: 3, rejected: 0, invalid: 2, not_sent: 0, uncertain: 0 },
        top_errors: [{ code: 'em_malformed', records: 2 }],
        url: `http://localhost:3000/jobs/${job.id}`,
      },
    });
    expect(call?.body).not.toMatch(/user\d|pina_|events\.csv/);
  });

  test('is retried later with the same id, and finally given up', async () => {
    const product = await startNotifying();
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    hook.status = 503;
    await sendDue(product, 'webhook');
    const [notification] = (await runtime.outbox.list(10)).filter(({ channel }) => channel === 'webhook');
    expect(notification).toMatchObject({
      state: 'waiting',
      tries: 1,
      problem: { code: 'answered', params: { status: 503 } },
    });
    expect(notification?.nextTryAt).toBeGreaterThan(runtime.clock.now());
    for (let hour = 0; hour < 24 * 20; hour++) {
      await runtime.clock.sleep(60 * 60 * 1000, neverAborted);
      await sendDue(product, 'webhook');
    }
    expect(await channelStatesOf(product)).toContain('webhook given_up');
    expect(hook.calls.length).toBeGreaterThan(4);
    expect(new Set(hook.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('is retried although its next try was set while the clock was ahead', async () => {
    const product = await startNotifying();
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    hook.status = 503;
    await sendDue(product, 'webhook');
    await sendDue(product, 'webhook');
    expect(hook.calls).toHaveLength(1);
    const inAYear = runtime.clock.now() + 365 * 24 * 60 * 60 * 1000;
    await executeElsewhere(runtime, `UPDATE notification SET next_try_at = ? WHERE state = 'waiting'`, [inAYear]);
    hook.status = 200;
    await sendDue(product, 'webhook');
    expect(hook.calls).toHaveLength(2);
    expect(await channelStatesOf(product)).toContain('webhook sent');
  });

  test('is retried immediately after its settings change', async () => {
    const product = await startNotifying({ notifications: { webhook_url: 'http://127.0.0.1:1/' } });
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    await sendDue(product, 'webhook');
    expect((await runtime.outbox.list(10)).find(({ channel }) => channel === 'webhook')?.problem?.code).toBe(
      'connection_refused',
    );
    const { secret } = await saveNotifications(runtime, {
      ...(await runtime.settings.notifications()),
      webhook_url: hook.url,
    });
    expect(secret).toBeNull();
    await sendDue(product, 'webhook');
    expect(hook.calls).toHaveLength(1);
    expect(await channelStatesOf(product)).toContain('webhook sent');
  });

  test('signs with a renewed secret', async () => {
    const product = await startNotifying();
    const renewed = await renewWebhookSecret(product.runtime);
    expect(renewed).not.toBe(product.secret);
    expect(await sendTestWebhook(product.runtime)).toMatchObject({ ok: true, params: { status: 200 } });
    const [call] = product.hook.calls;
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ type: 'test' });
    expect(call?.headers['webhook-signature']).toBe(signatureOf(renewed, call!));
  });

  test('follows no redirect', async () => {
    const product = await startNotifying();
    product.hook.status = 307;
    expect(await sendTestWebhook(product.runtime)).toMatchObject({
      ok: false,
      code: 'redirected',
      params: { status: 307 },
    });
    expect(product.hook.calls).toHaveLength(1);
  });

  test.each([
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
  ])('does not reach into a private network: %s', async (webhook_url) => {
    const { runtime } = await startNotifying({ notifications: { webhook_url } });
    expect(await sendTestWebhook(runtime)).toMatchObject({ ok: false, code: 'private_address' });
  });

  test('no longer reaches this machine once other machines reach the console, unless the environment allows its host', async () => {
    const publicConsole = { PINTD_PUBLIC_URL: 'https://console.example', PINTD_TRUSTED_PROXIES: '127.0.0.1' };
    const refused = await startNotifying({ env: publicConsole });
    expect(await sendTestWebhook(refused.runtime)).toMatchObject({ ok: false, code: 'private_address' });
    expect(refused.hook.calls).toEqual([]);
    const named = await startNotifying({
      env: { ...publicConsole, PINTD_WEBHOOK_PRIVATE_HOSTS: 'relay.internal,127.0.0.1' },
    });
    expect(await sendTestWebhook(named.runtime)).toMatchObject({ ok: true });
    expect(named.hook.calls).toHaveLength(1);
  });

  test.each(['http://[::1]:1/', 'http://localhost:1/', 'http://127.0.0.2:1/'])(
    'to a port of this machine without a server is reported without a warning: %s',
    async (webhook_url) => {
      const { runtime } = await startNotifying({ notifications: { webhook_url } });
      const printed = vi.spyOn(console, 'warn').mockReturnValue();
      onTestFinished(() => void printed.mockRestore());
      expect(await sendTestWebhook(runtime)).toMatchObject({ ok: false, code: expect.not.stringContaining('private') });
      expect(printed).not.toHaveBeenCalled();
    },
  );
});
