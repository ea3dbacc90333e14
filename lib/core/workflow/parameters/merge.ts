import { type ConfigMap, isMap } from '../config/config-node.ts';

/** Parameters with others merged over them. Maps are merged deeply; other values are replaced. */
export function mergedParams(params: ConfigMap, overrides: ConfigMap): ConfigMap {
  // A Map has no inherited names such as `constructor`, and accepts any key.
  const result = new Map(Object.entries(params));
  for (const [key, value] of Object.entries(overrides)) {
    const before = result.get(key);
    result.set(key, isMap(before) && isMap(value) ? mergedParams(before, value) : value);
  }
  return Object.fromEntries(result);
}

/** Parameters without one of them. `key` is a dotted path, such as `td.last_job`. */
export function withoutParam(params: ConfigMap, key: string): ConfigMap {
  const [first = '', ...steps] = key.split('.');
  const { [first]: value, ...others } = params;
  if (value === undefined) return params;
  if (steps.length === 0) return others;
  return isMap(value) ? { ...params, [first]: withoutParam(value, steps.join('.')) } : params;
}
