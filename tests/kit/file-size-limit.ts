import { spawnSync } from 'node:child_process';

/**
 * Runs a module in a process whose files may have a few kilobytes, and returns what it prints. A write that exceeds this
 * stores a part of its bytes, as on a disk that becomes full; the next one fails with EFBIG.
 */
export function runWithSmallFiles(module: string): string {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env; // its files are larger
  const args = ['-c', 'ulimit -f 4; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', module];
  return spawnSync('sh', args, { env, encoding: 'utf8' }).stdout;
}
