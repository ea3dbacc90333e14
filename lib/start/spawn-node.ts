import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/**
 * Starts a Node process. Returns undefined and calls `onFailure` if the machine cannot start it now, for example if it
 * has too many processes or too little memory.
 */
export function spawnNode(
  args: readonly string[],
  options: SpawnOptions,
  onFailure: (message: string) => void,
): ChildProcess | undefined {
  try {
    const child = spawn(process.execPath, args, options);
    if (child.pid !== undefined) return child;
    child.on('error', ({ message }) => onFailure(message));
  } catch (error) {
    // Node emits only some errors, and throws the others.
    onFailure(error instanceof Error ? error.message : String(error));
  }
  return undefined;
}
