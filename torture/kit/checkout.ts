import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { root } from './process.ts';

const run = promisify(execFile);

/** The sources of a commit in a folder of their own, with their packages. */
export interface Checkout {
  readonly folder: string;
  /** Its abbreviated hash. */
  readonly commit: string;
  /** Where its packages come from, in words. */
  readonly packages: string;
}

/** Why a commit cannot be checked out here. */
export class NoCheckout extends Error {}

/**
 * Unpacks the sources of a commit into a folder, with its packages. Throws NoCheckout if these sources are not a clone
 * with history, or the packages cannot be installed.
 */
export async function checkOut(commit: string, folder: string): Promise<Checkout> {
  const name = await git('rev-parse', '--short=8', `${commit}^{commit}`);
  await mkdir(folder, { recursive: true });
  // An archive, because a Git worktree would stay registered in the repository if the program were killed.
  const archive = `${folder}.tar`;
  await git('archive', `--output=${archive}`, name);
  await extract({ file: archive, cwd: folder });
  return { folder, commit: name, packages: await addPackages(folder) };
}

/** Runs git, and returns what it prints. Throws NoCheckout if it fails. */
export async function git(...args: readonly string[]): Promise<string> {
  try {
    return (await run('git', args, { cwd: root, encoding: 'utf8' })).stdout.trim();
  } catch (cause) {
    throw new NoCheckout(`git ${args[0]} failed: this needs a clone with its whole history and the commit`, { cause });
  }
}

async function addPackages(folder: string): Promise<string> {
  const [before, now] = await Promise.all(
    [folder, root].map((sources) => readFile(join(sources, 'package-lock.json'), 'utf8')),
  );
  if (before === now) {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    return 'those of this version, which are the same';
  }
  await run('npm', ['ci', '--prefer-offline', '--omit=dev'], { cwd: folder }).catch((cause: unknown) => {
    throw new NoCheckout('npm ci could not install its packages, which differ from those of this version', { cause });
  });
  return 'its own, installed by npm ci';
}
