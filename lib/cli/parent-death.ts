import { readFileSync } from 'node:fs';

const POLL_MS = 500;
/** The command that npx or `npm run` started: pintd itself, its file, or its name in quotation marks. */
const RUNS_PINTD = /(?:^|[\s/"'])pintd(?=[\s"']|\.mjs|$)/;
/** The launcher, npm's shell, and npm. */
const MAX_ANCESTORS = 3;

/**
 * Calls `onOrphaned` once when the parent of this command has died: the launcher, at the other end of the IPC channel,
 * or npm, which forwards signals only to its shell. A closed terminal does not end the command, so that it can run in
 * the background.
 */
export function onParentDeath(onOrphaned: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const notify = () => {
    process.off('disconnect', notify);
    clearInterval(timer);
    onOrphaned();
  };
  process.once('disconnect', notify);
  process.channel?.unref();
  const { npm_lifecycle_script: script = '' } = process.env;
  if (!RUNS_PINTD.test(script) || process.platform === 'win32') return;
  const initial = ancestryOf();
  timer = setInterval(() => {
    if (ancestryOf() !== initial) notify();
  }, POLL_MS).unref();
}

/** The processes from the parent of this process up to npm, if the system shows them; otherwise only the parent. */
function ancestryOf(): string {
  const ancestors: number[] = [];
  for (let pid = process.ppid; ancestors.length < MAX_ANCESTORS; ) {
    ancestors.push(pid);
    const status = statusOf(pid);
    if (status === undefined || status.name.startsWith('npm')) return ancestors.join();
    pid = status.parent;
  }
  return String(process.ppid);
}

function statusOf(pid: number): { readonly name: string; readonly parent: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return { name: /^Name:\t(.*)$/m.exec(status)?.[1] ?? '', parent: Number(/^PPid:\t(\d+)$/m.exec(status)?.[1]) };
  } catch {
    return undefined;
  }
}
