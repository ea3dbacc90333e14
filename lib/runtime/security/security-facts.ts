import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { belongsToRoot, hasSecretLine, isFolder, modeGranting, pathsIn } from '../../adapters/system/file-modes.ts';
import { connectors } from '../../connectors/registry.ts';
import { UserError } from '../../core/errors.ts';
import type { Env } from '../../env.ts';
import type { ExposedFile, SecurityFacts } from '../../operations/security/check-security.ts';
import { SECRET_SETTINGS } from '../../secret-files.ts';
import { customBaseUrl } from '../addresses.ts';
import { certificateState } from './certificate-state.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The permissions of everybody but the owner. */
const OTHERS = 0o077;
/** The permissions of everybody but the owner and the group, with which container secrets are shared. */
const STRANGERS = 0o007;
const checkout = resolve(fileURLToPath(import.meta.url), '../../../..');
/** A trusted network with a shorter prefix is wide: proxies need fewer addresses. */
const MIN_PREFIX_BITS = { v4: 24, v6: 64 };

export interface SecurityFactsInput {
  readonly env: Env;
  readonly variables: Variables;
  /** A folder with backups. */
  readonly backups: string | undefined;
  readonly now: number;
}

/** The facts about security that follow from files and environment. Throws UserError `folder_missing`. */
export function securityFacts({ env, variables, backups, now }: SecurityFactsInput): SecurityFacts {
  const state = certificateState(env, now);
  const secrets = findExposedSecrets(env, variables);
  return {
    exposedFiles: [...findExposedData(env, secrets), ...secrets, ...findExposedBackups(backups)],
    isKeyInDataFolder: isInside(env.keyFile, env.dataDir),
    isDataOfRoot: belongsToRoot(env.dataDir),
    network: env,
    wideProxies: env.trustedProxies.filter(isWide),
    certificate:
      state && 'problem' in state ? { problem: { code: state.problem.code, ...state.problem.params } } : state,
    customBaseUrls: connectors.flatMap(({ type }) => customBaseUrl(type, env)?.baseUrl ?? []),
    hasTlsVerification: variables['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0',
    hasDebugger: /--inspect\b/.test(variables['NODE_OPTIONS'] ?? ''),
  };
}

/** A secret in the data folder is reported once, as a secret. */
function findExposedData({ dataDir }: Env, secrets: readonly ExposedFile[]): ExposedFile[] {
  const reported = new Set(secrets.map(({ path }) => resolve(path)));
  const files = pathsIn(dataDir).filter((path) => !reported.has(resolve(path)));
  return [
    ...findExposedFile('data_folder', dataDir, OTHERS),
    ...files.flatMap((path) => findExposedFile('file', path, OTHERS)),
  ];
}

function findExposedSecrets({ keyFile, tls }: Env, variables: Variables): ExposedFile[] {
  const named = SECRET_SETTINGS.flatMap((name) => variables[`${name}_FILE`] ?? []);
  const dotEnv = resolve(checkout, '.env');
  const paths = [...named, ...(tls ? [tls.keyFile] : []), ...(hasSecretLine(dotEnv) ? [dotEnv] : [])];
  const otherSecrets = new Set(paths.filter(Boolean).map((path) => resolve(path)));
  otherSecrets.delete(resolve(keyFile));
  return [
    ...findExposedFile('secret_file', keyFile, OTHERS),
    ...[...otherSecrets].flatMap((path) => findExposedFile('secret_file', path, STRANGERS)),
  ];
}

/** A missing folder is refused, because an answer without findings would mean that its backups are safe. */
function findExposedBackups(backups: string | undefined): ExposedFile[] {
  if (backups === undefined) return [];
  const folder = resolve(backups);
  if (!isFolder(folder)) throw new UserError('folder_missing', { path: folder });
  const archives = pathsIn(folder).filter((path) => /\.tar(?:\.gz)?$/.test(path));
  return archives.flatMap((path) => findExposedFile('backup', path, OTHERS));
}

function findExposedFile(kind: ExposedFile['kind'], path: string, rights: number): ExposedFile[] {
  const mode = modeGranting(path, rights);
  return mode === undefined ? [] : [{ kind, path, mode }];
}

function isInside(path: string, folder: string): boolean {
  return !relative(folder, dirname(path)).startsWith('..');
}

function isWide(network: string): boolean {
  const prefix = network.split('/')[1];
  return prefix !== undefined && Number(prefix) < (network.includes(':') ? MIN_PREFIX_BITS.v6 : MIN_PREFIX_BITS.v4);
}
