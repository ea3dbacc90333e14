import { connectorOf, connectorOfResult } from '../../../connectors/registry.ts';
import type { Authentication } from '../../../core/access/authentication.ts';
import { UserError } from '../../../core/errors.ts';
import { parseResultTarget, type ResultTarget } from '../../../core/query/result-target.ts';
import { type ConfigMap, type ConfigValue, isMap } from '../../../core/workflow/config/config-node.ts';
import { parsedValue, textValue } from '../../../core/workflow/operators/command.ts';
import { TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { type OpenSecret, secretsIn, valueWithSecrets, withSecrets } from '../../../core/workflow/template/secrets.ts';
import { type AuthenticationStore, sandboxAuthentication } from '../../authentications/choose-authentication.ts';
import { type NamedMappings, namedExport } from '../../exports/named-mapping.ts';
import type { QueryExport } from '../../queries/create-query-job.ts';
import { exportOfResult, targetOfResult } from '../../queries/export-of-result.ts';
import { isGiven } from './td-options.ts';

export interface TargetPorts extends NamedMappings {
  readonly authentications: AuthenticationStore;
  readonly workflowSecrets: { open(project: number, key: string): Promise<string | undefined> };
}

/**
 * The export of a task's result, with its saved mapping, read from `result_connection` and `result_settings`, or from
 * `result_url`. Undefined without a target. A rehearsal sends the result to the sandbox. Throws a UserError about the
 * target or the mapping, or TaskError.
 */
export async function exportOfTask(
  ports: TargetPorts,
  { attempt }: TaskRun,
  options: ConfigMap,
): Promise<QueryExport | undefined> {
  const { result_connection: connection, result_settings: settings, result_url: url } = options;
  if (isGiven(settings) && !isGiven(connection)) throw new TaskError('result_settings needs result_connection');
  if (isGiven(connection) && isGiven(url))
    throw new TaskError('a result cannot have both result_connection and result_url');
  const secrets = await openSecrets(ports, attempt.project.id, [settings, url]);
  const open: OpenSecret = (key) => secrets.get(key);
  try {
    const resultTarget = await readTarget(ports.authentications, options, open);
    if (!resultTarget) return undefined;
    const { mapping, ...target } = resultTarget;
    const queryExport = attempt.isSandbox
      ? await sandboxExport(target, ports)
      : await exportOfResult(target, ports.authentications);
    if (mapping === undefined) return queryExport;
    return { ...queryExport, ...(await namedExport({ mapping: nameOf(mapping), constants: {} }, ports)) };
  } catch (error) {
    throw error instanceof UserError ? withoutSecrets(error, secrets) : error;
  }
}

async function readTarget(
  authentications: AuthenticationStore,
  { result_connection: connection, result_settings: settings, result_url: url }: ConfigMap,
  open: OpenSecret,
): Promise<ResultTarget | undefined> {
  if (isGiven(connection)) {
    const name = textValue(connection, 'result_connection');
    return connectionTarget(authentications, name, settingsOf(settings, open));
  }
  return isGiven(url) ? urlTarget(url, open) : undefined;
}

/** The secrets of a project that these values contain, by key. */
async function openSecrets(
  { workflowSecrets }: Pick<TargetPorts, 'workflowSecrets'>,
  project: number,
  values: readonly (ConfigValue | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map<string, string>();
  const keys = values.flatMap((value) => (value === undefined ? [] : secretsIn(parsedIfJson(value))));
  for (const key of keys) {
    const secret = await workflowSecrets.open(project, key);
    if (secret !== undefined) secrets.set(key, secret);
  }
  return secrets;
}

/** The parsed value if the text is JSON, which may hold secrets in escaped form; otherwise the value unchanged. */
function parsedIfJson(value: ConfigValue): ConfigValue {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
  try {
    return JSON.parse(value) as ConfigValue;
  } catch {
    return value; // reported when the target is read
  }
}

/**
 * Replaces each parameter of an error that contains a secret, or is a part of one, by `${secret:KEY}`, because the
 * error is logged and mailed.
 */
function withoutSecrets(error: UserError, secrets: ReadonlyMap<string, string>): UserError {
  const withoutSecret = ([name, value]: [string, unknown]) => {
    const text = String(value);
    const isQuoted = (secret: string) =>
      secret !== '' && text !== '' && (text.includes(secret) || secret.includes(text));
    const [key] = [...secrets].find(([, secret]) => isQuoted(secret)) ?? [];
    return [name, key === undefined ? value : `\${secret:${key}}`];
  };
  return new UserError(error.code, Object.fromEntries(Object.entries(error.params).map(withoutSecret)));
}

/** Only a name is accepted, because a template would turn all values of an inline mapping into texts. */
function nameOf(mapping: unknown): string {
  if (typeof mapping === 'string' && mapping !== '') return mapping;
  throw new TaskError('mapping has to be the name of a saved mapping');
}

function settingsOf(settings: ConfigValue | undefined, open: OpenSecret): ConfigMap {
  if (!isGiven(settings)) return {};
  const value = valueWithSecrets(parsedValue(settings, 'result_settings'), open);
  if (!isMap(value)) throw new TaskError('result_settings has to be a map');
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, booleanOfText(part)]));
}

/** Templates turn everything into text, but some parameters of a connector have to be booleans. */
function booleanOfText(value: ConfigValue): ConfigValue {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

/** Settings that would choose another authentication. */
const REFERENCE_KEYS: readonly string[] = ['td_authentication_id', 'authentication', 'access_token'];

/**
 * The target of an authentication, given by name or number. The settings of the task override those saved with the
 * authentication.
 */
async function connectionTarget(store: AuthenticationStore, name: string, settings: ConfigMap): Promise<ResultTarget> {
  const authentication = await namedConnection(store, name);
  const reference = authentication ? { td_authentication_id: authentication.id } : { authentication: name };
  const parameters = Object.fromEntries(Object.entries(settings).filter(([key]) => !REFERENCE_KEYS.includes(key)));
  return parseResultTarget(JSON.stringify({ ...authentication?.parameters, ...parameters, ...reference }));
}

/** An authentication by its name or number, as `result_connection` gives it. */
export async function namedConnection(store: AuthenticationStore, name: string): Promise<Authentication | undefined> {
  return (await store.findByName(name)) ?? (await findByNumber(store, name));
}

async function findByNumber(store: AuthenticationStore, text: string): Promise<Authentication | undefined> {
  // A number with more digits would be inexact.
  if (!/^\d{1,15}$/.test(text)) return undefined;
  try {
    return await store.get(Number(text));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The target in `result_url`: JSON, which YAML may have read as a map, or the name of an authentication. */
function urlTarget(url: ConfigValue, open: OpenSecret): ResultTarget {
  if (isMap(url)) return parseResultTarget(JSON.stringify(valueWithSecrets(url, open)));
  const text = textValue(url, 'result_url');
  if (!text.trimStart().startsWith('{')) return targetOfResult(withSecrets(text, open));
  return parseResultTarget(JSON.stringify(valueWithSecrets(parseResultTarget(text) as ConfigMap, open)));
}

/**
 * The export with the authentication of the sandbox instead of the target's. If the target has no parameters, those
 * saved with its authentication apply.
 */
async function sandboxExport(target: ResultTarget, { authentications }: TargetPorts): Promise<QueryExport> {
  const { type, access_token: _, td_authentication_id: id, authentication: name, ...parametersOfTarget } = target;
  const authentication =
    id === undefined ? await authentications.findByName(name ?? '') : await findByNumber(authentications, String(id));
  const connector = authentication ? connectorOf(authentication.connector) : connectorOfResult(type);
  const hasParameters = Object.keys(parametersOfTarget).length > 0;
  const parameters = hasParameters ? parametersOfTarget : (authentication?.parameters ?? {});
  return { connector, authentication: await sandboxAuthentication(authentications, connector.type), parameters };
}
