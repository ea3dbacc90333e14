import { type ConfigMap, type ConfigValue, isMap } from '../config/config-node.ts';
import { wholeNumber } from '../definition/whole-number.ts';

/** How often a task or a group is run again after a failure, and after how long. */
export interface Retry {
  readonly limit: number;
  /** `retryCount`: how often it was run again before. */
  intervalSeconds(retryCount: number): number;
}

/** Reads `_retry`. An unreadable value, such as a template that was not evaluated, means no retry. */
export function retryOf(config: ConfigMap): Retry {
  const value: ConfigValue | undefined = config['_retry'];
  if (!isMap(value)) return { limit: wholeNumber(value) ?? 0, intervalSeconds: () => 0 };
  const interval = wholeNumber(value['interval']) ?? 0;
  const maxInterval = wholeNumber(value['max_interval']) ?? Number.POSITIVE_INFINITY;
  const isExponential = String(value['interval_type'] ?? 'constant').toLowerCase() === 'exponential';
  return {
    limit: wholeNumber(value['limit']) ?? 0,
    intervalSeconds: (retries) => (isExponential ? Math.min(interval * 2 ** retries, maxInterval) : interval),
  };
}
