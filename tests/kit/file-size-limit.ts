import { spawnSync } from 'node:child_process';

/**
 * Runs a module in a process that can only write files of a few kilobytes, and returns its output. A write beyond this
 * limit stores a part of its bytes, as on a disk that fills up; the next write fails with EFBIG.
 */
export function runWithSmallFiles(module: string): string {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env; // the files of the cache are larger
  const args = ['-c', 'ulimit -f 4; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', module];
  return spawnSync('sh', args, { env, encoding: 'utf8' }).stdout;
}
