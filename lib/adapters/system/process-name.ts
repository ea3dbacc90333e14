import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A name for this process that no other has or will have, for whoever shares its data folder. It says where the process can
 * be looked for.
 */
export function nameThisProcess(role: string): string {
  return [role, machine(), process.pid, randomUUID()].join(':');
}

/**
 * Whether the process of that name has ended for certain. False where it may live: on another machine, in another
 * container, or where its number belongs to another process by now.
 */
export function hasEnded(name: string): boolean {
  const [, where, pid] = name.split(':');
  return where === machine() && !mayLive(Number(pid));
}

let known: string | undefined;

/**
 * What process numbers are counted in: a start of this machine, and on Linux the container in it. Two machines may have one
 * name, and a container sees no process of another. Where it cannot be told it is a place of its own, and nobody is looked for.
 */
function machine(): string {
  known ??= createHash('sha256').update(numbering()).digest('hex').slice(0, 12);
  return known;
}

function numbering(): string {
  if (process.platform !== 'linux') return hostname();
  try {
    const start = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    return [hostname(), start, readlinkSync('/proc/self/ns/pid')].join('\0');
  } catch {
    return randomUUID();
  }
}

/** Whether a process of this place with this number may still be there. */
export function mayLive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** One that has ended keeps its number until its parent has asked how. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.startsWith('Z', stat.lastIndexOf(')') + 2);
}
