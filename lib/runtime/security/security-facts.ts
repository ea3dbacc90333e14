import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { belongsToRoot, entriesOf, hasSecretLine, isFolder, modeGranting } from '../../adapters/system/file-modes.ts';
import { connectors } from '../../connectors/registry.ts';
import { UserError } from '../../core/errors.ts';
import type { Env } from '../../env.ts';
import type { OpenFile, SecurityFacts } from '../../operations/security/check-security.ts';
import { SECRET_SETTINGS } from '../../secret-files.ts';
import { customAddress } from '../addresses.ts';
import { certificateState } from './certificate-state.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The permissions of everybody but the owner. */
const OTHERS = 0o077;
/** The permissions of everybody but the owner and the group, with which container secrets are shared. */
const STRANGERS = 0o007;
const checkout = resolve(fileURLToPath(import.meta.url), '../../../..');
const WIDE_PREFIX = { v4: 24, v6: 64 };

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
  return {
    openFiles: [...openDataOf(env), ...openSecretsOf(env, variables), ...openBackupsOf(backups)],
    isKeyInDataFolder: isInside(env.keyFile, env.dataDir),
    isDataOfRoot: belongsToRoot(env.dataDir),
    network: env,
    wideProxies: env.trustedProxies.filter(isWide),
    certificate:
      state && 'problem' in state ? { problem: { code: state.problem.code, ...state.problem.params } } : state,
    otherDestinations: connectors.flatMap(({ type }) => customAddress(type, env)?.address ?? []),
    hasTlsVerification: variables['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0',
    hasDebugger: /--inspect\b/.test(variables['NODE_OPTIONS'] ?? ''),
  };
}

function openDataOf({ dataDir, keyFile }: Env): OpenFile[] {
  return [
    ...openFile('data_folder', dataDir, OTHERS),
    ...entriesOf(dataDir).flatMap((path) => openFile('file', path, OTHERS)),
    ...openFile('secret_file', keyFile, OTHERS),
  ];
}

function openSecretsOf({ tls }: Env, variables: Variables): OpenFile[] {
  const named = SECRET_SETTINGS.flatMap((name) => variables[`${name}_FILE`] ?? []);
  const dotEnv = resolve(checkout, '.env');
  const paths = [...named, ...(tls ? [tls.keyFile] : []), ...(hasSecretLine(dotEnv) ? [dotEnv] : [])];
  return paths.flatMap((path) => openFile('secret_file', path, STRANGERS));
}

/** A missing folder is refused, because an answer without findings would mean that its backups are safe. */
function openBackupsOf(backups: string | undefined): OpenFile[] {
  if (backups === undefined) return [];
  const folder = resolve(backups);
  if (!isFolder(folder)) throw new UserError('folder_missing', { path: folder });
  const archives = entriesOf(folder).filter((path) => /\.tar(?:\.gz)?$/.test(path));
  return archives.flatMap((path) => openFile('backup', path, OTHERS));
}

function openFile(kind: OpenFile['kind'], path: string, rights: number): OpenFile[] {
  const mode = modeGranting(path, rights);
  return mode === undefined ? [] : [{ kind, path, mode }];
}

function isInside(path: string, folder: string): boolean {
  return !relative(folder, dirname(path)).startsWith('..');
}

function isWide(network: string): boolean {
  const prefix = network.split('/')[1];
  return prefix !== undefined && Number(prefix) < (network.includes(':') ? WIDE_PREFIX.v6 : WIDE_PREFIX.v4);
}
