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

/** Copies the sources of the previous version to a folder. Throws NoCheckout without a history. */
export async function openPreviousVersion(folder: string): Promise<PreviousVersion> {
  const commit = await lastCommitBefore(migrationsOnDisk(postgresqlMigrationsFolder).at(-1) ?? '');
  const checkout = await checkOut(commit, folder);
  // The harness's own program, around the worker of that version.
  await mkdir(dirname(join(folder, MACHINE_PROCESS)), { recursive: true });
  await cp(join(root, MACHINE_PROCESS), join(folder, MACHINE_PROCESS));
  const known = migrationsOnDisk(join(folder, 'prisma', 'migrations', 'postgresql'));
  return { ...checkout, missing: migrationsOnDisk(postgresqlMigrationsFolder).filter((name) => !known.includes(name)) };
}

/** The parent of the commit that added a migration; the newest commit if it is not committed yet. */
async function lastCommitBefore(migration: string): Promise<string> {
  // Sources that were unpacked inside another repository have no history of their own.
  if ((await git('rev-parse', '--show-prefix')) !== '') throw new NoCheckout('these sources are no clone');
  const path = `prisma/migrations/postgresql/${migration}`;
  // For a migration from a merged branch, the merge counts: its first parent is what ran before.
  const added = await git('log', '--first-parent', '--diff-filter=A', '--format=%H', '--', path);
  if (added === '') return git('rev-parse', 'HEAD');
  return git('rev-parse', '--verify', '--quiet', `${added.split('\n').at(-1)}^`);
}
