import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { migrationsOnDisk, postgresqlMigrationsFolder } from '#lib/adapters/store/migrations/migration-status.ts';
import { root } from '../../kit/process.ts';
import { MACHINE_PROCESS } from '../cluster.ts';

const run = promisify(execFile);

/** The last commit before the newest migration, with its sources. */
export interface PreviousVersion {
  readonly checkout: string;
  /** Its short name. */
  readonly commit: string;
  /** The migrations that it does not have. */
  readonly missing: readonly string[];
  /** Where its packages are from. */
  readonly packages: string;
}

/** Why there is no previous version here. */
export class NoPreviousVersion extends Error {}

/** Copies the sources of the previous version to a folder. Throws NoPreviousVersion without a history. */
export async function openPreviousVersion(checkout: string): Promise<PreviousVersion> {
  const commit = await lastCommitBefore(migrationsOnDisk(postgresqlMigrationsFolder).at(-1) ?? '');
  await mkdir(checkout, { recursive: true });
  // A copy instead of a worktree of git: nothing is left in the repository if the campaign is killed.
  const archive = `${checkout}.tar`;
  await git('archive', `--output=${archive}`, commit);
  await extract({ file: archive, cwd: checkout });
  // The harness's own program, around the worker of that version.
  await mkdir(dirname(join(checkout, MACHINE_PROCESS)), { recursive: true });
  await cp(join(root, MACHINE_PROCESS), join(checkout, MACHINE_PROCESS));
  const known = migrationsOnDisk(join(checkout, 'prisma', 'migrations', 'postgresql'));
  const missing = migrationsOnDisk(postgresqlMigrationsFolder).filter((name) => !known.includes(name));
  return { checkout, commit: commit.slice(0, 8), missing, packages: await addPackages(checkout) };
}

/** The parent of the commit that added a migration; the newest commit if it is not committed yet. */
async function lastCommitBefore(migration: string): Promise<string> {
  // Sources that were unpacked inside another repository have no history of their own.
  if ((await git('rev-parse', '--show-prefix')) !== '') throw new NoPreviousVersion('these sources are no clone');
  const path = `prisma/migrations/postgresql/${migration}`;
  // For a migration from a merged branch, the merge counts: its first parent is what ran before.
  const added = await git('log', '--first-parent', '--diff-filter=A', '--format=%H', '--', path);
  if (added === '') return git('rev-parse', 'HEAD');
  return git('rev-parse', '--verify', '--quiet', `${added.split('\n').at(-1)}^`);
}

async function git(...args: readonly string[]): Promise<string> {
  try {
    return (await run('git', args, { cwd: root, encoding: 'utf8' })).stdout.trim();
  } catch (cause) {
    throw new NoPreviousVersion('needs a clone with its whole history', { cause });
  }
}

async function addPackages(checkout: string): Promise<string> {
  const [before, now] = await Promise.all(
    [checkout, root].map((folder) => readFile(join(folder, 'package-lock.json'), 'utf8')),
  );
  if (before === now) {
    await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
    return 'those of this version, which are the same';
  }
  await run('npm', ['ci', '--prefer-offline', '--omit=dev'], { cwd: checkout }).catch((cause: unknown) => {
    throw new NoPreviousVersion('npm ci could not install its packages, which are others', { cause });
  });
  return 'its own, installed by npm ci';
}
