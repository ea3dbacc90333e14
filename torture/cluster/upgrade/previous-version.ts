import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { migrationsOnDisk, postgresqlMigrationsFolder } from '#lib/adapters/store/migrations/migration-status.ts';
import { type Checkout, checkOut, git, NoCheckout } from '../../kit/checkout.ts';
import { root } from '../../kit/process.ts';
import { MACHINE_PROCESS } from '../cluster.ts';

/** The last commit before the newest migration. */
export interface PreviousVersion extends Checkout {
  /** The migrations that it does not have. */
  readonly missing: readonly string[];
}

/** Copies the sources of the previous version to a folder. Throws NoCheckout if there is no Git history. */
export async function openPreviousVersion(folder: string): Promise<PreviousVersion> {
  const commit = await lastCommitBefore(migrationsOnDisk(postgresqlMigrationsFolder).at(-1) ?? '');
  const checkout = await checkOut(commit, folder);
  // A program of this harness runs the worker of the previous version.
  await mkdir(dirname(join(folder, MACHINE_PROCESS)), { recursive: true });
  await cp(join(root, MACHINE_PROCESS), join(folder, MACHINE_PROCESS));
  const existing = migrationsOnDisk(join(folder, 'prisma', 'migrations', 'postgresql'));
  const missing = migrationsOnDisk(postgresqlMigrationsFolder).filter((name) => !existing.includes(name));
  return { ...checkout, missing };
}

/** The parent of the commit that added a migration; the newest commit if the migration is not committed yet. */
async function lastCommitBefore(migration: string): Promise<string> {
  // Sources that were unpacked inside another repository have no history of their own.
  if ((await git('rev-parse', '--show-prefix')) !== '') throw new NoCheckout('these sources are not a Git clone');
  const path = `prisma/migrations/postgresql/${migration}`;
  // For a migration from a merged branch, the merge counts: its first parent is what ran before.
  const added = await git('log', '--first-parent', '--diff-filter=A', '--format=%H', '--', path);
  if (added === '') return git('rev-parse', 'HEAD');
  return git('rev-parse', '--verify', '--quiet', `${added.split('\n').at(-1)}^`);
}
