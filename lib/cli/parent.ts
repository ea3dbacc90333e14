import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;
/** What npx or `npm run` were asked to start: pintd itself, its file, or its name in quotation marks. */
const RUNS_PINTD = /(?:^|[\s/"'])pintd(?=[\s"']|\.mjs|$)/;
/** npm, its shell, and this process. */
const MOST_ABOVE = 3;

/**
 * Calls `orphaned` once when the parent of this command has died: the launcher, at the other end of the IPC channel, or
 * npm, which forwards signals only to its shell. A closed terminal is no reason to end: background work is intended.
 */
export function onParentDeath(orphaned: () => void): void {
  process.once('disconnect', orphaned);
  process.channel?.unref();
  const { npm_lifecycle_script: script = '' } = process.env;
  if (!RUNS_PINTD.test(script) || process.platform === 'win32') return;
  const started = lineage();
  const timer = setInterval(() => {
    if (lineage() === started) return;
    clearInterval(timer);
    orphaned();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** The processes from this one's parent up to npm, where the system shows them; else the parent alone. */
function lineage(): string {
  const above: number[] = [];
  for (let pid = process.ppid; above.length < MOST_ABOVE; ) {
    above.push(pid);
    const facts = statusOf(pid);
    if (facts === undefined || facts.name.startsWith('npm')) return above.join();
    pid = facts.parent;
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
