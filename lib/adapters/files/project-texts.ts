import type { ProjectFiles } from '../../core/workflow/project-files.ts';

/** The files of a project by path. Files that are not UTF-8 have no text. */
export function projectTexts(contents: ReadonlyMap<string, Uint8Array>): ProjectFiles {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const texts = new Map<string, string>();
  for (const [path, content] of contents) {
    try {
      texts.set(path, decoder.decode(content));
    } catch {
      // not UTF-8
    }
  }
  const paths = [...contents.keys()].sort();
  return { paths, nonTextFiles: paths.filter((path) => !texts.has(path)), read: (path) => texts.get(path) };
}
