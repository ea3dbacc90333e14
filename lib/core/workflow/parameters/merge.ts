import { type ConfigMap, isMap } from '../config/config-node.ts';

/** Parameters with others merged over them. Maps are merged in depth; all else is replaced. */
export function mergedParams(params: ConfigMap, over: ConfigMap): ConfigMap {
  const result: Record<string, ConfigMap[string]> = { ...params };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isMap(before) && isMap(value) ? mergedParams(before, value) : value;
  }
  return result;
}

/** Parameters without one, whose key names the maps around it with dots. */
export function withoutParam(params: ConfigMap, key: string): ConfigMap {
  const [first = '', ...rest] = key.split('.');
  const { [first]: value, ...others } = params;
  if (value === undefined) return params;
  if (rest.length === 0) return others;
  return isMap(value) ? { ...params, [first]: withoutParam(value, rest.join('.')) } : params;
}
