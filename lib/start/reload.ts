import { watch } from 'node:fs';
import type { Child } from './child.ts';

/**
 * Restarts a child when a source file changes. Does not use `node --watch`, whose intermediate process survives when
 * its parent is killed.
 */
export function restartOnChange(child: Child, folder: string, deadlineMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  watch(folder, { recursive: true }, (_, file) => {
    if (file === null || !file.endsWith('.ts') || file.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(() => void child.restart(deadlineMs), 200); // editors write in several steps
  });
}
