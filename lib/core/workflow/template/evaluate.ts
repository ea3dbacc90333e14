import { type ConfigMap, type ConfigValue, isMap } from '../config/config-node.ts';
import { partsOf, pathOf } from './template.ts';

/** Evaluates an expression with parameters as its variables. Throws an Error that describes its problem. */
export type Evaluate = (expression: string, params: ConfigMap) => string;

/** Options that are not evaluated until the tasks in them run. */
const EVALUATED_LATER: readonly string[] = ['_do', '_else_do'];

/**
 * Evaluates all templates of a task's options, in their order. A template sees the parameters and the earlier options
 * of the same map, which take precedence. The result of a template is always text. Parameters that `valueMarks` marks
 * with true are data, and stay unchanged.
 */
export function evaluatedConfig(
  config: ConfigMap,
  params: ConfigMap,
  evaluate: Evaluate,
  valueMarks: ConfigMap = {},
): ConfigMap {
  const built = new Map<string, ConfigValue>();
  const scope = () => ({ ...params, ...Object.fromEntries(built) });
  for (const [key, value] of Object.entries(config)) {
    const valueMark = Object.hasOwn(valueMarks, key) ? valueMarks[key] : false;
    if (EVALUATED_LATER.includes(key) || valueMark === true) built.set(key, value);
    else if (isMap(value)) built.set(key, evaluatedConfig(value, params, evaluate, isMap(valueMark) ? valueMark : {}));
    else built.set(key, evaluatedValue(value, scope, params, evaluate));
  }
  return Object.fromEntries(built);
}

/** Calls `scope`, which copies all parameters, only for a template: most values are not templates. */
function evaluatedValue(
  value: ConfigValue,
  scope: () => ConfigMap,
  params: ConfigMap,
  evaluate: Evaluate,
): ConfigValue {
  if (typeof value === 'string') return value.includes('$') ? evaluatedText(value, scope(), evaluate) : value;
  if (Array.isArray(value)) return value.map((item: ConfigValue) => evaluatedValue(item, scope, params, evaluate));
  return isMap(value) ? evaluatedConfig(value, params, evaluate) : value;
}

/** The text of a template. Parameters that it only looks up are found without the script engine. */
export function evaluatedText(template: string, params: ConfigMap, evaluate: Evaluate): string {
  if (!template.includes('$')) return template;
  return partsOf(template)
    .map((part) =>
      'text' in part ? part.text : (lookedUp(part.expression, params) ?? evaluate(part.expression, params)),
    )
    .join('');
}

/**
 * The text of a parameter; empty for a member that a map lacks, as in the script engine. Undefined if the engine has to
 * evaluate the expression, as for an unknown name, or a member of something that is not a map.
 */
function lookedUp(expression: string, params: ConfigMap): string | undefined {
  const path = pathOf(expression);
  if (!path) return undefined;
  let value: ConfigValue | undefined = params;
  for (const [index, step] of path.entries()) {
    if (!isMap(value)) return undefined;
    if (Object.hasOwn(value, step)) value = value[step];
    // The engine finds members that every object inherits, such as `toString`.
    else if (index === path.length - 1 && index > 0 && !(step in Object.prototype)) return '';
    else return undefined;
  }
  return textOf(value);
}

/** Empty text for null, text unchanged, and anything else as JSON. */
function textOf(value: ConfigValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
