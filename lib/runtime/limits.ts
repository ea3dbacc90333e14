import { CallLimiter, type CallLimiterOptions } from '../adapters/store/rate-limits/limiter.ts';
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

/** Test calls are limited by the pace of all calls, and by their own. */
export function limiterOf(
  parts: Pick<CallLimiterOptions, 'database' | 'counts' | 'clock'>,
  settings: SettingsStore,
): CallLimiter {
  const all = async () => paceOf((await settings.current()).calls_per_minute);
  const test = async () => ({ calls: (await settings.current()).test_calls_per_second, seconds: 1 });
  return new CallLimiter({ ...parts, paces: { all, test } });
}
