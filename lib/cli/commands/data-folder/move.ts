import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { UserError } from '../../../core/errors.ts';
import { isPostgresqlUrl } from '../../../env.ts';
import { translate } from '../../../messages/translate.ts';
import { moveToPostgresql, undoMove } from '../../../runtime/move.ts';
import { readSecretFile } from '../../../secret-files.ts';
import { commandIo } from '../../invocation.ts';
import { showMoveProgress } from '../../output/move-progress.ts';
import { printJson, say } from '../../output/output.ts';
import { refuseServer } from '../../product/with-product.ts';
import { readCliEnv } from '../../product/with-runtime.ts';
import { fileMissing } from '../../text-file.ts';

interface TargetOptions {
  readonly to?: string;
  readonly toFile?: string;
}

interface MoveOptions extends TargetOptions {
  readonly json?: boolean;
}

/** Moves the database from SQLite to PostgreSQL, and undoes a move. */
export function addMove(program: Command): void {
  program
    .command('move')
    .description(
      'move the database of the data folder from SQLite to an empty PostgreSQL database; stop everything first; run again if interrupted',
    )
    .option(
      '--to-file <file>',
      'file with the URL of the PostgreSQL database; without this and --to, DATABASE_URL or DATABASE_URL_FILE is used',
    )
    .addOption(
      new Option(
        '--to <url>',
        'the URL itself; other users of this machine can see it, so use it without a password',
      ).conflicts('toFile'),
    )
    .option('--json', 'print an object with the rows and the digest of each table')
    .action(move);
  program
    .command('move:undo')
    .description('use the SQLite database again instead of PostgreSQL, whose data stays as it is')
    .option(
      '--give-up-changes',
      'after a complete move: return to the state at the time of the move and lose everything done since, as after a restore',
    )
    .action(undo);
}

async function move({ json = false, ...options }: MoveOptions): Promise<void> {
  refuseServer();
  const env = readCliEnv(variablesOf(options));
  if (options.to !== undefined && new URL(options.to).password !== '')
    say(translate('cli', 'move_password_is_visible'));
  const progress = showMoveProgress();
  const { database, tables, adjusted } = await moveToPostgresql(env, progress.show).finally(progress.end);
  if (json) await printJson({ database, tables, adjusted });
  for (const { table, column, values } of adjusted) say(translate('cli', 'move_adjusted', { table, column, values }));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  say(translate('cli', 'move_done', { rows, tables: tables.length, database }));
  say(translate('cli', 'move_next', { setting: nextSetting(options), folder: env.dataDir, key: env.keyFile }));
}

/**
 * The environment variables with the target of the move, if the options set it. Throws UserError
 * `move_target_malformed`, and what `urlIn` throws.
 */
function variablesOf({ to, toFile }: TargetOptions): Readonly<Record<string, string>> {
  const url = toFile === undefined ? to : urlIn(toFile);
  if (url === undefined) return {};
  const option = toFile === undefined ? '--to' : '--to-file';
  if (!isPostgresqlUrl(url)) throw new UserError('move_target_malformed', { option });
  return { DATABASE_URL: url, DATABASE_URL_FILE: '' };
}

/** Reads a file in the same way as DATABASE_URL_FILE. Throws UserError `file_missing`. */
function urlIn(file: string): string {
  try {
    return readSecretFile(file);
  } catch (cause) {
    throw fileMissing(file, cause);
  }
}

function nextSetting({ to, toFile }: TargetOptions): string {
  if (toFile !== undefined) return `DATABASE_URL_FILE=${resolve(toFile)}`;
  return to === undefined && commandIo().env['DATABASE_URL_FILE'] ? 'DATABASE_URL_FILE' : 'DATABASE_URL';
}

async function undo({ giveUpChanges = false }: { giveUpChanges?: boolean }): Promise<void> {
  refuseServer();
  const { database, restored } = undoMove(readCliEnv(), giveUpChanges);
  await printJson({
    database,
    ...(restored && {
      taken_at: new Date(restored.takenAt).toISOString(),
      unfinished_jobs: restored.unfinishedJobs,
      suspended_api_keys: restored.suspendedKeys,
    }),
  });
  if (!restored) return say(translate('cli', 'move_given_up', { database }));
  say(translate('cli', 'move_undone', { database, unfinished: restored.unfinishedJobs }));
  if (restored.suspendedKeys > 0) say(translate('cli', 'api_keys_suspended', { keys: restored.suspendedKeys }));
}
