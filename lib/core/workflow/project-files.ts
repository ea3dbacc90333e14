/** The files of a project, by path relative to its folder, with slashes. */
export interface ProjectFiles {
  readonly paths: readonly string[];
  /** The text of a file; undefined if there is no such file. */
  read(path: string): string | undefined;
  /** Files that are not text in UTF-8, which a project cannot have. */
  readonly nonTextFiles?: readonly string[];
}

/** The limit for all files of a project together. */
export const MAX_PROJECT_BYTES = 10 * 1024 * 1024;

export const MAX_PROJECT_FILES = 10_000;

export const WORKFLOW_EXTENSION = '.dig';

/** The workflows of a project are the `.dig` files at its top. A workflow has the name of its file. */
export function workflowFiles({ paths }: ProjectFiles): readonly string[] {
  return paths.filter((path) => path.endsWith(WORKFLOW_EXTENSION) && !path.includes('/')).sort();
}

export function workflowName(file: string): string {
  return file.slice(0, -WORKFLOW_EXTENSION.length);
}

/** The workflow file that a name with or without `.dig` means. */
export function workflowFile(name: string): string {
  return name.endsWith(WORKFLOW_EXTENSION) ? name : `${name}${WORKFLOW_EXTENSION}`;
}
