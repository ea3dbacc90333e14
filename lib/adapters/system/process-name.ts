import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A unique name for this process among all that share its data folder. It contains the pid and the PID namespace that
 * the pid belongs to.
 */
export function createProcessName(role: string): string {
  return [role, pidNamespace(), process.pid, randomUUID()].join(':');
}

/**
 * Whether the process with that name has certainly ended. False if it may be alive: on another machine, in another
 * container, or if its pid has been reused.
 */
export function hasProcessEnded(name: string): boolean {
  const [, namespace, pid] = name.split(':');
  return namespace === pidNamespace() && !mayBeAlive(Number(pid));
}

let cachedPidNamespace: string | undefined;

/**
 * Identifies the PID namespace. On Linux, the value depends on the machine's name, its current boot and the container:
 * two machines may have the same name, and a container does not see the processes of another. Elsewhere, the value
 * depends only on the machine's name. It is random if the namespace is unknown, so that no process is assumed dead.
 */
function pidNamespace(): string {
  cachedPidNamespace ??= createHash('sha256').update(readPidNamespace()).digest('hex').slice(0, 12);
  return cachedPidNamespace;
}

function readPidNamespace(): string {
  if (process.platform !== 'linux') return hostname();
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    return [hostname(), bootId, readlinkSync('/proc/self/ns/pid')].join('\0');
  } catch {
    return randomUUID();
  }
}

/** Whether a process with this id may be alive. */
export function mayBeAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** A dead process keeps its id until its parent has reaped it. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.startsWith('Z', stat.lastIndexOf(')') + 2);
}
