import { CallLimiter, type CallLimiterOptions } from '../adapters/store/rate-limits/call-limiter.ts';
import type { SettingsStore } from '../adapters/store/settings/settings.ts';
import { connectors } from '../connectors/registry.ts';
import { paceOf } from '../core/delivery/pace.ts';
import type { Ceilings } from '../core/settings/numeric-settings.ts';
import type { Env } from '../env.ts';

/** The upper bounds of settings that come from the environment or the connectors. */
export function ceilingsOf({ callsPerMinute }: Env): Ceilings {
  const testCalls = connectors.map(({ testCallsPerSecond }) => testCallsPerSecond);
  return { calls_per_minute: callsPerMinute, test_calls_per_second: Math.max(1, ...testCalls) };
}

/** How long the limiter reuses the settings it has read; otherwise, each call would need a query. */
const SETTINGS_CACHE_MS = 1000;

/** Test calls are limited by the pace of all calls, and by their own. */
export function limiterOf(
  parts: Pick<CallLimiterOptions, 'database' | 'counts' | 'clock'>,
  settings: SettingsStore,
): CallLimiter {
  const current = cached(() => settings.current(), SETTINGS_CACHE_MS);
  const all = async () => paceOf((await current()).calls_per_minute);
  const test = async () => ({ calls: (await current()).test_calls_per_second, seconds: 1 });
  return new CallLimiter({ ...parts, paces: { all, test } });
}

/**
 * Reuses the result of a `read` that began at most this long ago, by the monotonic clock. Failures are not cached.
 */
function cached<T>(read: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let latest: { readonly result: Promise<T>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (latest === undefined || now >= latest.until) {
      const reading = { result: read(), until: now + milliseconds };
      latest = reading;
      reading.result.catch(() => {
        if (latest === reading) latest = undefined;
      });
    }
    return latest.result;
  };
}
