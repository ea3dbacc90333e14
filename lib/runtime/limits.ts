import { CallLimiter, type CallLimiterOptions } from '../adapters/store/rate-limits/call-limiter.ts';
import type { SettingsStore } from '../adapters/store/settings/settings.ts';
import { connectors } from '../connectors/registry.ts';
import { paceOf } from '../core/delivery/pace.ts';
import type { Ceilings } from '../core/settings/settings.ts';
import type { Env } from '../env.ts';

/** The upper bounds of settings. */
export function ceilingsOf({ callsPerMinute }: Env): Ceilings {
  const testCalls = connectors.map(({ testCallsPerSecond }) => testCallsPerSecond);
  return { calls_per_minute: callsPerMinute, test_calls_per_second: Math.max(1, ...testCalls) };
}

/** How long the limiter reuses settings that it has read. Otherwise each call would need a query. */
const SETTINGS_KNOWN_MS = 1000;

/** Test calls are limited by the pace of all calls, and by their own. */
export function limiterOf(
  parts: Pick<CallLimiterOptions, 'database' | 'counts' | 'clock'>,
  settings: SettingsStore,
): CallLimiter {
  const current = remember(() => settings.current(), SETTINGS_KNOWN_MS);
  const all = async () => paceOf((await current()).calls_per_minute);
  const test = async () => ({ calls: (await current()).test_calls_per_second, seconds: 1 });
  return new CallLimiter({ ...parts, paces: { all, test } });
}

/**
 * Reuses the result of a `read` that began at most this long ago, by the monotonic clock. Failures are not remembered.
 */
function remember<T>(read: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let known: { readonly result: Promise<T>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (known === undefined || now >= known.until) {
      const reading = { result: read(), until: now + milliseconds };
      known = reading;
      reading.result.catch(() => {
        if (known === reading) known = undefined;
      });
    }
    return known.result;
  };
}
