import { QUERY_TYPES } from '../../job/query.ts';
import { type ConfigEntry, type ConfigValue, entryOf, type MapNode, nodeValue } from '../config/config-node.ts';
import { durationSeconds } from '../definition/duration.ts';
import { isCount } from '../definition/whole-number.ts';
import type { Findings } from '../findings.ts';

/**
 * Checks the directives that both tasks and groups may have. `isRetried`: whether `_retry` runs the operator of the
 * task again. Only then are templates in `_retry` evaluated.
 */
export function checkDirectives(
  node: MapNode,
  { isRetried }: { readonly isRetried: boolean },
  findings: Findings,
): void {
  for (const entry of node.entries) if (Object.hasOwn(CHECKS, entry.key)) CHECKS[entry.key]?.(entry, findings);
  const retry = entryOf(node, '_retry');
  if (retry && !isRetried && hasTemplate(retry.value)) findings.warning(retry.at, 'workflow_retry_not_evaluated');
}

/** Warns of directives that do nothing in a group. They are allowed, because digdag accepts and ignores them, too. */
export function checkGroup(node: MapNode, isTopOfFile: boolean, findings: Findings): void {
  for (const { key: name, at } of node.entries)
    if (name === '_check') findings.warning(at, 'workflow_check_of_group');
    else if (ONLY_AT_TOP.includes(name) && !isTopOfFile) findings.warning(at, 'workflow_only_at_top', { name });
}

const ONLY_AT_TOP: readonly string[] = ['timezone', 'schedule', 'sla'];

function hasTemplate(value: ConfigEntry['value']): boolean {
  return isTemplate(value) || (value.kind === 'map' && value.entries.some((entry) => isTemplate(entry.value)));
}

const CHECKS: Readonly<Record<string, (entry: ConfigEntry, findings: Findings) => void>> = {
  _retry: checkRetry,
  _background: checkBoolean,
  _disable: checkBoolean,
  _export({ at, value }, findings) {
    const isEmpty = value.kind === 'scalar' && value.value === null;
    if (value.kind !== 'map' && !isEmpty) findings.error(at, 'workflow_export_invalid');
    const defaults = entryOf(value, 'td');
    const engine = defaults && entryOf(defaults.value, 'engine');
    // A warning, because each query may name another engine.
    const unsupported = engine && unsupportedEngine(engine.value);
    if (engine && unsupported !== undefined)
      findings.warning(engine.at, 'workflow_engine_unsupported', { engine: unsupported });
  },
  _secrets({ at }, findings) {
    findings.warning(at, 'workflow_directive_ignored', { name: '_secrets' });
  },
};

function checkBoolean({ key, at, value }: ConfigEntry, findings: Findings): void {
  if (![true, false, 'true', 'false'].includes(nodeValue(value) as string))
    findings.error(at, 'workflow_option_not_boolean', { name: key });
}

/** A count, or a map with a count and intervals in seconds. */
function checkRetry({ at, value }: ConfigEntry, findings: Findings): void {
  if (isTemplate(value)) return;
  if (value.kind !== 'map') {
    if (!isCount(nodeValue(value))) findings.error(at, 'workflow_retry_invalid');
    return;
  }
  for (const entry of value.entries) checkRetryOption(entry, findings);
  if (!entryOf(value, 'limit')) findings.error(at, 'workflow_retry_limit_missing');
}

const RETRY_OPTIONS = ['limit', 'interval', 'interval_type', 'max_interval'];

function checkRetryOption({ key, at, value }: ConfigEntry, findings: Findings): void {
  if (!RETRY_OPTIONS.includes(key)) {
    findings.unknown(at, 'workflow_retry_option_unknown', key, RETRY_OPTIONS);
    return;
  }
  if (isTemplate(value)) return;
  const option = nodeValue(value);
  if (key === 'interval_type' && !isIntervalType(option)) findings.error(at, 'workflow_retry_type_invalid');
  if (key !== 'interval_type' && !isCount(option)) findings.error(at, 'workflow_retry_invalid');
}

function isIntervalType(option: ConfigValue): boolean {
  return ['constant', 'exponential'].includes(String(option).toLowerCase());
}

/** The name of an engine that is not supported; undefined for a supported one, for a template and for no name. */
export function unsupportedEngine(node: ConfigEntry['value']): string | undefined {
  const name = nodeValue(node);
  return name === null || isTemplate(node) || QUERY_TYPES.includes(String(name)) ? undefined : String(name);
}

/** Whether a node is text whose value is known only when the task runs. */
export function isTemplate(node: ConfigEntry['value']): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('${');
}

export function isDuration(text: string): boolean {
  return durationSeconds(text) !== undefined;
}
