/** The folder of a file of a project; empty at the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/** Whether a file is not part of a project, because it or one of its folders is hidden, or it is in `node_modules`. */
export function isExcludedFromProject(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

/**
 * The path of a file that is named relative to a folder, without `.` and `..`. Undefined if it leads out of the
 * project, or out of the folder `within`.
 */
export function pathFrom(folder: string, name: string, within = ''): string | undefined {
  if (name.startsWith('/')) return undefined;
  const steps: string[] = [];
  for (const step of `${folder}/${name}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  const path = steps.join('/');
  return within === '' || path.startsWith(`${within}/`) ? path : undefined;
}

/** How a file is named relative to a folder: the inverse of `pathFrom`. */
export function nameFrom(folder: string, path: string): string {
  const [from, to] = [folder.split('/').filter(Boolean), path.split('/')];
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
